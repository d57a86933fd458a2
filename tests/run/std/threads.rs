// Threads, scopes, channels, locks and thread locals.
use std::cell::Cell;
use std::sync::{mpsc, Arc, Barrier, Mutex, RwLock};
use std::thread;

thread_local! {
    static SEEN: Cell<u32> = const { Cell::new(0) };
}

fn main() {
    let total = Arc::new(Mutex::new(0));
    let workers: Vec<_> = (0..4)
        .map(|i| {
            let total = Arc::clone(&total);
            thread::spawn(move || {
                SEEN.with(|seen| seen.set(seen.get() + i));
                *total.lock().unwrap() += SEEN.with(Cell::get);
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    println!("{} {}", *total.lock().unwrap(), SEEN.with(Cell::get));

    let mut numbers = vec![1, 2, 3];
    thread::scope(|scope| {
        let (left, right) = numbers.split_at_mut(1);
        scope.spawn(|| left[0] = 10);
        scope.spawn(|| right.iter_mut().for_each(|n| *n *= 2));
    });
    println!("{numbers:?}");

    let (sender, receiver) = mpsc::channel();
    for i in 0..3 {
        let sender = sender.clone();
        thread::spawn(move || sender.send(i * i).unwrap());
    }
    drop(sender);
    let mut received: Vec<i32> = receiver.iter().collect();
    received.sort();
    println!("{received:?}");

    let barrier = Barrier::new(2);
    let leaders = thread::scope(|scope| {
        let other = scope.spawn(|| barrier.wait().is_leader());
        [barrier.wait().is_leader(), other.join().unwrap()]
    });
    println!("{}", leaders.iter().filter(|l| **l).count());
    let lock = RwLock::new(String::from("read"));
    println!("{} {}", lock.read().unwrap(), lock.read().unwrap().len());
}
