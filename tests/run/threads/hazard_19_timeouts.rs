//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 19: every wait with a limit ends in time, and one that is met in time says so.
use std::sync::mpsc::{channel, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let (sender, receiver) = channel::<i32>();
    let waits = thread::spawn(move || {
        let first = receiver.recv_timeout(Duration::from_millis(10));
        let second = receiver.recv_timeout(Duration::from_secs(60));
        (first, second)
    });
    thread::sleep(Duration::from_millis(40));
    sender.send(7).unwrap();
    assert_eq!(waits.join().unwrap(), (Err(RecvTimeoutError::Timeout), Ok(7)));

    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let threads: Vec<_> = (0..100)
        .map(|i| {
            let pair = Arc::clone(&pair);
            let limit = if i % 2 == 0 { Duration::from_millis(5) } else { Duration::from_secs(60) };
            thread::spawn(move || {
                let guard = pair.0.lock().unwrap();
                let (guard, result) = pair.1.wait_timeout_while(guard, limit, |set| !*set).unwrap();
                assert_eq!(*guard, !result.timed_out());
                usize::from(result.timed_out())
            })
        })
        .collect();
    thread::sleep(Duration::from_millis(60));
    *pair.0.lock().unwrap() = true;
    pair.1.notify_all();
    println!("{}", threads.into_iter().map(|t| t.join().unwrap()).sum::<usize>());

    let parked = thread::spawn(|| thread::park_timeout(Duration::from_millis(5)));
    parked.join().unwrap();
    assert!(start.elapsed() < Duration::from_secs(30));
}
