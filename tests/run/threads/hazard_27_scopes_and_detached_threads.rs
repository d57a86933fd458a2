//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 27: a scope waits for its threads, a dropped handle detaches, and the end of `main` ends the process.
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

static RAN: AtomicBool = AtomicBool::new(false);

fn main() {
    let numbers: Vec<u64> = (0..1000).collect();
    let sum = AtomicU64::new(0);
    thread::scope(|scope| {
        for part in numbers.chunks(7) {
            scope.spawn(|| {
                thread::yield_now();
                sum.fetch_add(part.iter().sum(), Ordering::Relaxed);
            });
        }
    });
    println!("{}", sum.into_inner());
    drop(thread::spawn(|| RAN.store(true, Ordering::Release)));
    while !RAN.load(Ordering::Acquire) {
        thread::yield_now();
    }
    thread::spawn(|| thread::sleep(Duration::from_secs(1000)));
    println!("end");
}
