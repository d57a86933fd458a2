//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 6: what must not be sent to another thread may be held while the thread waits, although it goes on on another OS thread.
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

unsafe extern "C" {
    fn gettid() -> i32;
}

fn main() {
    static MOVED: AtomicBool = AtomicBool::new(false);
    let may_move = std::env::var("VERDIGRIS_WORKERS").is_ok_and(|n| n != "1");
    let start = Instant::now();
    let threads: Vec<_> = (0..64)
        .map(|i| {
            thread::spawn(move || {
                let mut seen = HashSet::new();
                let shared = Rc::new(RefCell::new(Vec::new()));
                let mut round = 0;
                while round < 100 || may_move && !MOVED.load(Ordering::Relaxed) && start.elapsed() < Duration::from_secs(5) {
                    let other = Rc::clone(&shared);
                    let mut guard = other.borrow_mut();
                    guard.push(i);
                    if round % 8 == 0 {
                        thread::sleep(Duration::from_micros(50));
                    } else {
                        thread::yield_now();
                    }
                    assert!(shared.try_borrow().is_err());
                    drop(guard);
                    assert_eq!(Rc::strong_count(&shared), 2);
                    round += 1;
                    seen.insert(unsafe { gettid() });
                    if seen.len() > 1 {
                        MOVED.store(true, Ordering::Relaxed);
                    }
                }
                assert!(shared.borrow().len() == round && shared.borrow().iter().all(|&x| x == i));
            })
        })
        .collect();
    threads.into_iter().for_each(|t| t.join().unwrap());
    println!("moved as it should: {}", MOVED.load(Ordering::Relaxed) || !may_move);
}
