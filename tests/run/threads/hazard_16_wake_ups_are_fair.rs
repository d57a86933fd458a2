//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 16: who waits gets its turn, however often others wake one another.
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, Thread};
use std::time::Duration;

static STOP: AtomicBool = AtomicBool::new(false);

/// Two threads that wake each other without end.
fn pair() -> Vec<thread::JoinHandle<()>> {
    let partner: Arc<Mutex<Option<Thread>>> = Arc::default();
    let theirs = partner.clone();
    let first = thread::spawn(move || {
        while !STOP.load(Ordering::Relaxed) {
            if let Some(t) = &*theirs.lock().unwrap() {
                t.unpark();
            }
            thread::park_timeout(Duration::from_millis(50));
        }
    });
    let other = first.thread().clone();
    let second = thread::spawn(move || {
        while !STOP.load(Ordering::Relaxed) {
            other.unpark();
            thread::park_timeout(Duration::from_millis(50));
        }
    });
    *partner.lock().unwrap() = Some(second.thread().clone());
    vec![first, second]
}

fn main() {
    let mut threads: Vec<_> = (0..4).flat_map(|_| pair()).collect();
    // Some that only yield.
    threads.extend((0..4).map(|_| {
        thread::spawn(|| {
            while !STOP.load(Ordering::Relaxed) {
                thread::yield_now();
            }
        })
    }));
    // New threads, sleepers and those that wait for a lock come to their turn all the same.
    for _ in 0..50 {
        thread::spawn(thread::yield_now).join().unwrap();
        thread::sleep(Duration::from_micros(100));
    }
    // Who has waited longest on a condition is woken first.
    let order = Arc::new((Mutex::new((0, Vec::new())), Condvar::new()));
    let arrived = Arc::new(AtomicUsize::new(0));
    let waiting: Vec<_> = (0..10)
        .map(|i| {
            let theirs = order.clone();
            let came = arrived.clone();
            let thread = thread::spawn(move || {
                let (lock, condition) = &*theirs;
                let mut state = lock.lock().unwrap();
                came.fetch_add(1, Ordering::Relaxed);
                while state.0 <= i {
                    state = condition.wait(state).unwrap();
                }
                state.1.push(i);
            });
            while arrived.load(Ordering::Relaxed) <= i {
                thread::yield_now();
            }
            // The count was raised under the lock, which is free only when the thread waits.
            drop(order.0.lock().unwrap());
            thread
        })
        .collect();
    for (i, thread) in waiting.into_iter().enumerate() {
        order.0.lock().unwrap().0 = i + 1;
        order.1.notify_one();
        thread.join().unwrap();
    }
    println!("{:?}", order.0.lock().unwrap().1);
    STOP.store(true, Ordering::Relaxed);
    println!("{}", threads.into_iter().map(|t| t.join().unwrap()).count());
}
