//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 9: threads that block in C, and threads that never end computing, hold nobody up.
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

unsafe extern "C" {
    fn usleep(microseconds: u32) -> i32;
}

fn main() {
    let start = Instant::now();
    let blocked: Vec<_> = (0..12).map(|_| thread::spawn(|| unsafe { usleep(300_000) })).collect();
    for _ in 0..4 {
        thread::spawn(|| loop {
            std::hint::spin_loop();
        });
    }
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for i in 0..20 {
            thread::sleep(Duration::from_millis(1));
            sender.send(i).unwrap();
        }
    });
    println!("{}", receiver.iter().sum::<i32>());
    println!("{}", blocked.into_iter().map(|t| t.join().unwrap()).sum::<i32>());
    // One after another they would take 3.6 seconds.
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}
