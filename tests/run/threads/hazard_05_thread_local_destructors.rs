//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 5: values of `thread_local!` are dropped at the end of their thread, before it can be joined.
use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

static DROPPED: AtomicUsize = AtomicUsize::new(0);
struct Counted;
impl Drop for Counted {
    fn drop(&mut self) {
        thread::yield_now();
        DROPPED.fetch_add(1, Ordering::Relaxed);
    }
}
struct Late;
impl Drop for Late {
    fn drop(&mut self) {
        // Makes a value while values are dropped.
        FIRST.with(|_| ());
    }
}
thread_local! {
    static FIRST: RefCell<Counted> = const { RefCell::new(Counted) };
    static SECOND: Late = const { Late };
}

fn main() {
    for round in 1..=3 {
        let threads: Vec<_> = (0..100).map(|_| thread::spawn(|| SECOND.with(|_| ()))).collect();
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(DROPPED.load(Ordering::Relaxed), round * 100);
    }
    println!("{}", DROPPED.load(Ordering::Relaxed));
}
