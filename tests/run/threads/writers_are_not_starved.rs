//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Readers that overlap without end keep no writer waiting, and a writer that becomes a reader lets others read.
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{RwLock, RwLockWriteGuard};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let (lock, stop, reads) = (RwLock::new(0), AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !stop.load(Relaxed) {
                    let value = lock.read().unwrap();
                    // Others come before this one goes.
                    thread::sleep(Duration::from_micros(300));
                    drop(value);
                    reads.fetch_add(1, Relaxed);
                }
            });
        }
        thread::sleep(Duration::from_millis(5));
        let start = Instant::now();
        for _ in 0..20 {
            *lock.write().unwrap() += 1;
        }
        assert!(start.elapsed() < Duration::from_secs(20));
        let value = lock.write().unwrap();
        let other = scope.spawn(|| *lock.read().unwrap());
        let value = RwLockWriteGuard::downgrade(value);
        println!("{} {}", *value, other.join().unwrap());
        drop(value);
        stop.store(true, Relaxed);
    });
    println!("{} {}", lock.try_write().is_ok(), reads.into_inner() > 0);
}
