//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 10: a lock of C's that is held while its thread waits blocks OS threads, and yet everybody gets on.
use std::cell::UnsafeCell;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

unsafe extern "C" {
    fn pthread_mutex_lock(m: *mut u64) -> i32;
    fn pthread_mutex_unlock(m: *mut u64) -> i32;
}
/// A `pthread_mutex_t`, all zeros, and what it protects.
struct Foreign(UnsafeCell<[u64; 5]>, UnsafeCell<u32>);
unsafe impl Sync for Foreign {}
unsafe impl Send for Foreign {}

fn main() {
    let lock = Arc::new(Foreign(UnsafeCell::new([0; 5]), UnsafeCell::new(0)));
    let threads: Vec<_> = (0..6)
        .map(|_| {
            let lock = lock.clone();
            thread::spawn(move || {
                for _ in 0..5 {
                    unsafe {
                        pthread_mutex_lock(lock.0.get().cast());
                        let before = *lock.1.get();
                        thread::sleep(Duration::from_millis(1));
                        *lock.1.get() = before + 1;
                        pthread_mutex_unlock(lock.0.get().cast());
                    }
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|t| t.join().unwrap());
    println!("{}", unsafe { *lock.1.get() });
}
