//! Scenarios of `std::sync`.
use super::{Cell, any, check, go, perhaps_main};
use crate::sync::mpsc::{self, RecvTimeoutError, TryRecvError, TrySendError};
use crate::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock, RwLockWriteGuard};
use crate::sys::runtime::worker;
use crate::time::Duration;

fn perhaps_yield() {
    if any(3) == 0 {
        worker::yield_now();
    }
}

/// A bounded buffer of one place, with one condition for both sides.
pub fn mutex_and_condition() {
    perhaps_main();
    let shared = Arc::new((Mutex::new(Cell::new(0u32)), Condvar::new()));
    let puts: Vec<_> = (0..2).map(|i| {
        let shared = shared.clone();
        go(move || {
            for j in 0..2 {
                let place = shared.0.lock().unwrap();
                let place = shared.1.wait_while(place, |p| p.get() != 0).unwrap();
                place.set(1 + 2 * i + j);
                drop(place);
                shared.1.notify_all();
            }
        })
    }).collect();
    let sum = Arc::new(Cell::new(0));
    let (theirs, total) = (shared.clone(), sum.clone());
    let takes = go(move || {
        for _ in 0..4 {
            let mut place = theirs.0.lock().unwrap();
            while place.get() == 0 {
                place = theirs.1.wait(place).unwrap();
            }
            total.set(total.get() + place.replace(0));
            // By chance while the lock is held.
            if any(2) == 0 {
                drop(place);
            }
            theirs.1.notify_all();
        }
    });
    puts.iter().for_each(|e| e.wait());
    takes.wait();
    check(sum.get() == 1 + 2 + 3 + 4, "each was taken once");
}
/// One notification for each that waits, some of whom have gone when their time had come.
pub fn condition_with_timeouts() {
    perhaps_main();
    let shared = Arc::new((Mutex::new(Cell::new(0u32)), Condvar::new()));
    let ends: Vec<_> = (0..3).map(|i| {
        let shared = shared.clone();
        go(move || {
            let mut permits = shared.0.lock().unwrap();
            while permits.get() == 0 {
                permits = if i == 0 { shared.1.wait(permits).unwrap() } else { shared.1.wait_timeout(permits, Duration::from_micros(any(10))).unwrap().0 };
            }
            permits.set(permits.get() - 1);
        })
    }).collect();
    for _ in 0..3 {
        let permits = shared.0.lock().unwrap();
        permits.set(permits.get() + 1);
        drop(permits);
        shared.1.notify_one();
        perhaps_yield();
    }
    ends.iter().for_each(|e| e.wait());
}
pub fn readers_and_writers() {
    perhaps_main();
    let lock = Arc::new(RwLock::new(Cell::new(0u32)));
    let ends: Vec<_> = (0..4).map(|i| {
        let lock = lock.clone();
        go(move || {
            for j in 0..2 {
                if (i + j) % 2 == 0 {
                    let value = lock.read().unwrap();
                    let seen = value.get();
                    perhaps_yield();
                    check(value.get() == seen, "nobody writes meanwhile");
                } else if any(4) == 0 {
                    while lock.try_write().map(|value| value.set(value.get() + 1)).is_err() {
                        worker::yield_now();
                    }
                } else {
                    let value = lock.write().unwrap();
                    let seen = value.get();
                    perhaps_yield();
                    value.set(seen + 1);
                }
            }
        })
    }).collect();
    ends.iter().for_each(|e| e.wait());
    check(lock.try_write().is_ok_and(|value| value.get() == 4), "each has written, and nobody is thought to hold it");
    check(lock.try_read().is_ok(), "nobody is thought to wait");
}
pub fn downgrade() {
    perhaps_main();
    let lock = Arc::new(RwLock::new(Cell::new(0u32)));
    let ends: Vec<_> = (0..3).map(|i| {
        let lock = lock.clone();
        go(move || {
            for _ in 0..2 {
                let value = lock.write().unwrap();
                let seen = value.get() + 1;
                value.set(seen);
                let value = RwLockWriteGuard::downgrade(value);
                perhaps_yield();
                check(value.get() == seen, "nobody writes meanwhile");
            }
            // Readers come beside the one that was a writer, too.
            if i == 0 || any(2) == 0 {
                drop(lock.read().unwrap());
            }
        })
    }).collect();
    let value = lock.read().unwrap();
    let seen = value.get();
    perhaps_yield();
    check(value.get() == seen, "nobody writes meanwhile");
    drop(value);
    ends.iter().for_each(|e| e.wait());
    check(lock.try_write().is_ok_and(|value| value.get() == 6), "each has written");
}
/// The first of three tries fails, and another has its turn.
pub fn once() {
    perhaps_main();
    struct Shared {
        once: Once,
        value: Cell<u32>,
        cell: OnceLock<Cell<u32>>,
        lazy: LazyLock<Cell<u32>>,
    }
    let shared = Arc::new(Shared { once: Once::new(), value: Cell::new(0), cell: OnceLock::new(), lazy: LazyLock::new(|| { perhaps_yield(); Cell::new(9) }) });
    let ends: Vec<_> = (0..3).map(|i| {
        let shared = shared.clone();
        go(move || {
            match shared.cell.get_or_try_init(|| { perhaps_yield(); if i == 0 { Err(()) } else { Ok(Cell::new(5)) } }) {
                Ok(value) => check(value.get() == 5, "what was written is seen"),
                Err(()) => check(i == 0, "who fails hears of it"),
            }
            check(shared.lazy.get() == 9, "what was computed is seen");
            if i == 2 {
                shared.once.wait();
            } else {
                shared.once.call_once(|| {
                    perhaps_yield();
                    shared.value.set(shared.value.get() + 1);
                });
            }
            check(shared.value.get() == 1, "it has run, once");
        })
    }).collect();
    check(shared.cell.wait().get() == 5, "who only waits sees it");
    ends.iter().for_each(|e| e.wait());
}
pub fn barrier() {
    perhaps_main();
    const PARTIES: usize = 3;
    struct Shared {
        barrier: Barrier,
        values: [Cell<usize>; PARTIES],
        leaders: Mutex<usize>,
    }
    let shared = Arc::new(Shared { barrier: Barrier::new(PARTIES), values: [const { Cell::new(0) }; PARTIES], leaders: Mutex::new(0) });
    let ends: Vec<_> = (0..PARTIES).map(|i| {
        let shared = shared.clone();
        go(move || {
            for round in 1..3 {
                shared.values[i].set(round);
                if shared.barrier.wait().is_leader() {
                    *shared.leaders.lock().unwrap() += 1;
                }
                check(shared.values.iter().all(|v| v.get() == round), "all have come");
                shared.barrier.wait();
            }
        })
    }).collect();
    ends.iter().for_each(|e| e.wait());
    check(*shared.leaders.lock().unwrap() == 2, "one leader each time");
}
/// Two senders; the bound is 0, 1, 2, or none. Messages are cells, so that what was written into them must be seen.
pub fn channels() {
    perhaps_main();
    let bound = any(4) as usize;
    let most = if any(4) == 0 { 3 } else { 6 };
    let mut ends = Vec::new();
    let receiver = if bound == 3 {
        let (sender, receiver) = mpsc::channel();
        for i in 0..2 {
            let sender = sender.clone();
            ends.push(go(move || (0..3).for_each(|j| drop(sender.send(Cell::new(10 * i + j))))));
        }
        receiver
    } else {
        let (sender, receiver) = mpsc::sync_channel(bound);
        for i in 0..2 {
            let sender = sender.clone();
            ends.push(go(move || {
                for j in 0..3 {
                    let mut message = Cell::new(10 * i + j);
                    if any(4) == 0 {
                        message = match sender.try_send(message) {
                            Ok(()) | Err(TrySendError::Disconnected(_)) => continue,
                            Err(TrySendError::Full(message)) => message,
                        };
                    }
                    drop(sender.send(message));
                }
            }));
        }
        receiver
    };
    let taker = go(move || {
        let mut next = [0, 10];
        for _ in 0..most {
            let message = if any(4) == 0 {
                match receiver.try_recv() {
                    Ok(message) => message,
                    Err(TryRecvError::Empty) => receiver.recv().unwrap(),
                    Err(TryRecvError::Disconnected) => return check(false, "all messages come"),
                }
            } else {
                receiver.recv().unwrap()
            };
            let of = &mut next[message.get() as usize / 10];
            check(message.get() == *of, "in order");
            *of += 1;
        }
        check(most < 6 || receiver.recv().is_err(), "the end is seen");
        // With three of six the receiver goes while messages are under way, and nobody must wait for it.
    });
    taker.wait();
    ends.iter().for_each(|e| e.wait());
}
pub fn channels_with_timeouts() {
    perhaps_main();
    let bound = any(2) as usize;
    let (sender, receiver) = mpsc::sync_channel(bound);
    let sends = go(move || {
        for i in 0..3 {
            check(sender.send(Cell::new(i)).is_ok(), "it goes");
            perhaps_yield();
        }
    });
    let mut next = 0;
    loop {
        match receiver.recv_timeout(Duration::from_micros(any(5))) {
            Ok(message) => {
                check(message.get() == next, "in order");
                next += 1;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    check(next == 3, "all have come");
    sends.wait();
}
