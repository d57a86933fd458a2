//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazards 12, 13 and 14: panics belong to their thread, also while it waits in a destructor and moves.
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

struct Waits;
impl Drop for Waits {
    fn drop(&mut self) {
        for _ in 0..3 {
            thread::sleep(Duration::from_micros(100));
            thread::yield_now();
            assert!(thread::panicking());
        }
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let lock = Arc::new(Mutex::new(0));
    let threads: Vec<_> = (0..100)
        .map(|i| {
            let lock = Arc::clone(&lock);
            thread::spawn(move || {
                assert!(!thread::panicking());
                let _waits = Waits;
                if i == 99 {
                    let _guard = lock.lock();
                    panic!("with the lock");
                }
                panic!("{i}");
            })
        })
        .collect();
    let mut sum = 0;
    for thread in threads {
        let payload = thread.join().unwrap_err();
        match payload.downcast_ref::<String>() {
            Some(text) => sum += text.parse::<i32>().unwrap(),
            None => println!("{}", payload.downcast_ref::<&str>().unwrap()),
        }
    }
    println!("{sum} {} {}", lock.is_poisoned(), thread::panicking());
    let caught = std::panic::catch_unwind(|| {
        thread::scope(|scope| {
            scope.spawn(|| panic!("in a scope"));
        })
    });
    println!("{}", caught.unwrap_err().downcast_ref::<&str>().unwrap());
}
