//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 15: computations that never wait take every core, and the others still get their turn.
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    static STOP: AtomicBool = AtomicBool::new(false);
    let cores = thread::available_parallelism().unwrap().get();
    let busy: Vec<_> = (0..2 * cores + 2)
        .map(|_| {
            thread::spawn(|| {
                let mut n = 0u64;
                while !STOP.load(Ordering::Relaxed) {
                    n = n.wrapping_mul(6364136223846793005).wrapping_add(1);
                }
                n
            })
        })
        .collect();
    let start = Instant::now();
    let (there, from) = mpsc::channel();
    let (back, answers) = mpsc::channel();
    thread::spawn(move || from.iter().for_each(|i: u32| back.send(i + 1).unwrap()));
    for i in 0..50 {
        there.send(i).unwrap();
        assert_eq!(answers.recv().unwrap(), i + 1);
    }
    for _ in 0..50 {
        thread::spawn(|| thread::sleep(Duration::from_millis(1))).join().unwrap();
    }
    // Each of the two hundred turns would otherwise take as long as the computations do.
    println!("in time: {}", start.elapsed() < Duration::from_secs(10));
    STOP.store(true, Ordering::Relaxed);
    println!("{}", busy.into_iter().map(|t| t.join().unwrap()).count() == 2 * cores + 2);
}
