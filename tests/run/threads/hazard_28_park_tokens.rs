//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 28: tokens, names, identities; a ring of threads that wake one another.
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::Arc;
use std::thread::{self, Thread};

fn main() {
    // A token given before is taken; two are one.
    thread::current().unpark();
    thread::current().unpark();
    thread::park();
    assert_eq!(thread::current().name(), Some("main"));

    const THREADS: usize = 32;
    const ROUNDS: usize = 100;
    let turn = Arc::new(AtomicUsize::new(0));
    let mut senders = Vec::new();
    let handles: Vec<_> = (0..THREADS)
        .map(|i| {
            let (sender, receiver) = channel::<Thread>();
            senders.push(sender);
            let turn = Arc::clone(&turn);
            let ring = thread::Builder::new().name(format!("ring {i}"));
            ring.spawn(move || {
                let next = receiver.recv().unwrap();
                for round in 0..ROUNDS {
                    while turn.load(Ordering::Acquire) != round * THREADS + i {
                        thread::park();
                    }
                    turn.fetch_add(1, Ordering::Release);
                    next.unpark();
                }
                thread::current().name().map(str::to_owned)
            })
            .unwrap()
        })
        .collect();
    for i in 0..THREADS {
        senders[i].send(handles[(i + 1) % THREADS].thread().clone()).unwrap();
    }
    for (i, handle) in handles.into_iter().enumerate() {
        assert_eq!(handle.join().unwrap(), Some(format!("ring {i}")));
    }
    println!("{}", turn.load(Ordering::Relaxed));
}
