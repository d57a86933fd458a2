//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os VERDIGRIS_IO=uring
// Hazard 20: asking for the name of a host, which C answers in its own time, holds up only who asks.
use std::net::ToSocketAddrs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

fn main() {
    static STOP: AtomicBool = AtomicBool::new(false);
    static TICKS: AtomicUsize = AtomicUsize::new(0);
    let ticker = thread::spawn(|| {
        while !STOP.load(Ordering::Relaxed) {
            TICKS.fetch_add(1, Ordering::Relaxed);
            thread::yield_now();
        }
    });
    let threads: Vec<_> = (0..64)
        .map(|i| {
            thread::spawn(move || {
                let port = 1000 + i;
                let found: Vec<_> = ("localhost", port).to_socket_addrs().unwrap().collect();
                assert!(!found.is_empty() && found.iter().all(|a| a.ip().is_loopback() && a.port() == port));
                // What is no name is an error of its own, told to who asked.
                let error = "no such host.invalid:1".to_socket_addrs().unwrap_err();
                assert!(error.to_string().contains("failed to lookup address information"), "{error}");
                found.len()
            })
        })
        .collect();
    let counts: Vec<_> = threads.into_iter().map(|t| t.join().unwrap()).collect();
    println!("all the same: {}", counts.iter().all(|&n| n == counts[0]));
    println!("others ran: {}", TICKS.load(Ordering::Relaxed) > 0);
    STOP.store(true, Ordering::Relaxed);
    ticker.join().unwrap();
}
