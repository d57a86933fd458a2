//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 11: a lock belongs to the thread that took it, wherever that goes on; it is released there, and by none else.
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::Duration;

fn main() {
    let lock = Arc::new(Mutex::new((0u64, 0u64)));
    let table = Arc::new(RwLock::new(0u64));
    let threads: Vec<_> = (0..40)
        .map(|i| {
            let (lock, table) = (lock.clone(), table.clone());
            thread::spawn(move || {
                for round in 0..25 {
                    let mut guard = lock.lock().unwrap();
                    guard.0 += 1;
                    if (i + round) % 16 == 0 { thread::sleep(Duration::from_micros(200)) } else { thread::yield_now() }
                    assert!(lock.try_lock().is_err());
                    guard.1 += 1;
                    assert_eq!(guard.0, guard.1);
                    drop(guard);
                    let first = table.read().unwrap();
                    thread::yield_now();
                    assert!(table.try_write().is_err());
                    drop(first);
                    let mut writer = table.write().unwrap();
                    let before = *writer;
                    thread::yield_now();
                    *writer = before + 1;
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|t| t.join().unwrap());
    println!("{} {}", lock.lock().unwrap().0, table.read().unwrap());
}
