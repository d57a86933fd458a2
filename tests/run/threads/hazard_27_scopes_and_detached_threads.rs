//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 27: a scope waits for its threads, a dropped handle detaches, and the end of `main` ends the process.
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

static RAN: AtomicBool = AtomicBool::new(false);

/// What a thread leaves may borrow from the scope's surroundings; it is gone before the scope ends.
struct Counts<'a>(&'a AtomicU64);
impl Drop for Counts<'_> {
    fn drop(&mut self) {
        thread::sleep(Duration::from_millis(5));
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}
fn results_end_with_the_scope() {
    let count = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| Counts(&count));
        }
        drop(scope.spawn(|| Counts(&count)).join());
        let finished = scope.spawn(|| Counts(&count));
        while !finished.is_finished() {
            thread::yield_now();
        }
    });
    println!("{}", count.into_inner());
}
fn panics_that_nobody_joins_reach_the_scope() {
    std::panic::set_hook(Box::new(|_| ()));
    let dropped = std::panic::catch_unwind(|| {
        thread::scope(|scope| {
            let ended = scope.spawn(|| panic!("here"));
            while !ended.is_finished() {
                thread::yield_now();
            }
        })
    });
    let joined = std::panic::catch_unwind(|| thread::scope(|scope| scope.spawn(|| panic!("here")).join().is_err()));
    println!("{} {}", dropped.is_err(), joined.is_ok_and(|failed| failed));
}

fn main() {
    results_end_with_the_scope();
    panics_that_nobody_joins_reach_the_scope();
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
