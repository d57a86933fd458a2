//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 14: a thread may wait while it unwinds and go on elsewhere; what is known of the panic goes with it.
use std::panic::{catch_unwind, set_hook};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

struct Waits<'a>(&'a Mutex<u32>);
impl Drop for Waits<'_> {
    fn drop(&mut self) {
        assert!(thread::panicking());
        for i in 0..10 {
            if i % 5 == 0 { thread::sleep(Duration::from_micros(100)) } else { thread::yield_now() }
            assert!(thread::panicking());
            *self.0.lock().unwrap() += 1;
            // A panic within, which does not leave.
            assert_eq!(catch_unwind(|| -> u32 { panic!("inner") }).unwrap_err().downcast_ref(), Some(&"inner"));
        }
    }
}

fn main() {
    set_hook(Box::new(|_| ()));
    let count = Arc::new(Mutex::new(0));
    let calm: Vec<_> = (0..20)
        .map(|_| {
            thread::spawn(|| {
                for _ in 0..100 {
                    assert!(!thread::panicking());
                    thread::yield_now();
                }
            })
        })
        .collect();
    let threads: Vec<_> = (0..60)
        .map(|i| {
            let count = count.clone();
            thread::spawn(move || {
                let _a = Waits(&count);
                let _b = Waits(&count);
                panic!("outer {i}");
            })
        })
        .collect();
    for (i, thread) in threads.into_iter().enumerate() {
        assert_eq!(thread.join().unwrap_err().downcast_ref(), Some(&format!("outer {i}")));
    }
    calm.into_iter().for_each(|t| t.join().unwrap());
    // No guard was dropped by a panic that began while it was held.
    println!("{} {}", count.lock().unwrap(), count.is_poisoned());
}
