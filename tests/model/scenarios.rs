//! What the model checks do with the runtime, and what must hold in each schedule. A scenario that ends has shown that nobody waited
//! for ever; with `exact` time, also that nobody waited longer than it had to.
use super::green::{Green, Waiting};
use super::machine::Cell;
use super::machine::atomic::{AtomicU32, AtomicUsize};
use super::queue::{INJECTOR, Ring};
use super::token::{Latch, Token};
use super::{blocking, os, park, reactor, readiness, worker};
use crate::sys::libc;
use crate::world::{self, Mutation, Options};
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use core::time::Duration;
use std::sync::Arc;

#[path = "sync_scenarios.rs"]
mod sync;

pub struct Scenario {
    pub name: &'static str,
    pub options: Options,
    pub run: fn(),
}
const fn options(cores: usize) -> Options { Options { cores, monitor: false, hurries: false, mutation: Mutation::None } }
const fn hurried(cores: usize) -> Options { Options { cores, monitor: false, hurries: true, mutation: Mutation::None } }
const fn watched(cores: usize) -> Options { Options { cores, monitor: true, hurries: true, mutation: Mutation::None } }
pub const ALL: &[Scenario] = &[
    Scenario { name: "stop and wake", options: options(2), run: stop_and_wake },
    Scenario { name: "park and unpark", options: options(2), run: park_and_unpark },
    Scenario { name: "park with a timeout", options: hurried(2), run: park_with_a_timeout },
    Scenario { name: "parking lot", options: options(2), run: parking_lot },
    Scenario { name: "parking lot with timeouts", options: hurried(2), run: parking_lot_with_timeouts },
    Scenario { name: "rings and the list for all", options: options(2), run: rings },
    Scenario { name: "slots", options: options(2), run: slots },
    Scenario { name: "sleep and wake of workers", options: options(3), run: workers_sleep },
    Scenario { name: "all workers come", options: options(3), run: all_workers_come },
    Scenario { name: "timers", options: options(2), run: timers },
    Scenario { name: "timers beside descriptors", options: options(2), run: timers_beside_descriptors },
    Scenario { name: "join and exit", options: options(2), run: join_and_exit },
    Scenario { name: "stuck workers", options: watched(1), run: stuck },
    Scenario { name: "main goes on elsewhere", options: watched(2), run: main_elsewhere },
    Scenario { name: "blocking calls", options: hurried(2), run: blocking_calls },
    Scenario { name: "readiness", options: options(2), run: readiness },
    Scenario { name: "several wait for one descriptor", options: options(2), run: several_wait_for_one_descriptor },
    Scenario { name: "readiness with timeouts", options: hurried(2), run: readiness_with_timeouts },
    Scenario { name: "descriptors used again", options: options(2), run: descriptors_used_again },
    Scenario { name: "mutex and condition", options: options(2), run: sync::mutex_and_condition },
    Scenario { name: "condition with timeouts", options: hurried(2), run: sync::condition_with_timeouts },
    Scenario { name: "readers and writers", options: options(2), run: sync::readers_and_writers },
    Scenario { name: "a writer becomes a reader", options: options(2), run: sync::downgrade },
    Scenario { name: "once", options: options(2), run: sync::once },
    Scenario { name: "barrier", options: options(2), run: sync::barrier },
    Scenario { name: "channels", options: options(2), run: sync::channels },
    Scenario { name: "channels with timeouts", options: hurried(2), run: sync::channels_with_timeouts },
];

#[track_caller]
fn check(holds: bool, what: &str) {
    if !holds {
        world::fail(format!("{what} (line {})", core::panic::Location::caller().line()));
    }
}
fn any(n: u64) -> u64 { world::world().random() % n }
/// Starts a green thread; what it gives can be waited for.
fn go(f: impl FnOnce() + 'static) -> Arc<Latch> {
    let latch = Arc::new(Latch::new());
    let theirs = latch.clone();
    let whole = move || {
        f();
        theirs.open();
    };
    super::is_green();
    // SAFETY: nothing is borrowed.
    check(unsafe { super::spawn(Some(STACK), Box::new(whole)) }, "spawn");
    latch
}
const STACK: usize = 64 << 10;
/// By chance the root is `main`, a green thread, or an OS thread that the runtime does not know.
fn perhaps_main() {
    if any(2) == 0 {
        super::enter_main();
    }
}

fn stop_and_wake() {
    perhaps_main();
    struct Shared {
        sleeper: AtomicUsize,
        flags: [AtomicU32; 2],
    }
    let shared = Arc::new(Shared { sleeper: AtomicUsize::new(0), flags: [const { AtomicU32::new(0) }; 2] });
    let theirs = shared.clone();
    let sleeper = go(move || {
        let g = super::current::green();
        theirs.sleeper.store(g as usize, Release);
        for flag in &theirs.flags {
            // SAFETY: the calling thread.
            unsafe { park::stop_until(g, None, Waiting::Word, || flag.load(Acquire) != 0) };
        }
    });
    for i in 0..2 {
        let shared = shared.clone();
        world::start_thread("waker", Box::new(move || {
            let g = loop {
                match shared.sleeper.load(Acquire) {
                    0 => world::give_way(),
                    g => break g,
                }
            };
            shared.flags[i].store(1, Release);
            // SAFETY: blocks stay.
            unsafe { super::green::wake(g as *const Green) };
        }));
    }
    sleeper.wait();
}
fn park_and_unpark() {
    perhaps_main();
    struct Shared {
        flags: [AtomicU32; 2],
        token: Token,
    }
    let shared = Arc::new(Shared { flags: [const { AtomicU32::new(0) }; 2], token: Token::new() });
    let wakers: Vec<_> = (0..2).map(|i| {
        let shared = shared.clone();
        go(move || {
            shared.flags[i].store(1, Relaxed);
            shared.token.put();
        })
    }).collect();
    let wait = move || {
        for flag in &shared.flags {
            while flag.load(Relaxed) == 0 {
                shared.token.take(None);
            }
        }
    };
    if any(2) == 0 { wait() } else { go(wait).wait() }
    wakers.iter().for_each(|w| w.wait());
}
fn park_with_a_timeout() {
    perhaps_main();
    let token = Arc::new((Token::new(), AtomicU32::new(0)));
    let theirs = token.clone();
    let waker = go(move || {
        theirs.1.store(1, Relaxed);
        theirs.0.put();
    });
    let wait = move || {
        for _ in 0..2 {
            token.0.take(Some(Duration::from_micros(any(20))));
        }
        while token.1.load(Relaxed) == 0 {
            token.0.take(None);
        }
    };
    if any(2) == 0 { wait() } else { go(wait).wait() }
    waker.wait();
}
/// A lock of three states, as `Mutex` is, and what it protects.
struct Lock {
    word: AtomicU32,
    value: Cell<u32>,
}
impl Lock {
    const fn new() -> Lock { Lock { word: AtomicU32::new(0), value: Cell::new(0) } }
    fn lock(&self) {
        if self.word.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
            while self.word.swap(2, Acquire) != 0 {
                park::wait(&self.word, 2, None, Waiting::Word);
            }
        }
    }
    fn unlock(&self) {
        if self.word.swap(0, Release) == 2 {
            park::wake(&self.word, 1);
        }
    }
    fn count(&self) {
        self.lock();
        self.value.set(self.value.get() + 1);
        self.unlock();
    }
}
fn parking_lot() {
    perhaps_main();
    let locks = Arc::new([const { Lock::new() }; 3]);
    let ends: Vec<_> = (0..3).map(|i| {
        let locks = locks.clone();
        go(move || {
            for j in 0..3 {
                locks[(i + j) % 3].count();
            }
        })
    }).collect();
    locks[0].count();
    ends.iter().for_each(|e| e.wait());
    for (i, lock) in locks.iter().enumerate() {
        lock.lock();
        check(lock.value.get() == 3 + u32::from(i == 0), "each counted");
        lock.unlock();
    }
}
fn parking_lot_with_timeouts() {
    perhaps_main();
    let word = Arc::new(AtomicU32::new(0));
    let woken = Arc::new(AtomicUsize::new(0));
    let ends: Vec<_> = (0..3).map(|i| {
        let (word, woken) = (word.clone(), woken.clone());
        go(move || {
            let deadline = if i == 0 { None } else { Some(os::now() + any(3) * 1000) };
            while word.load(Acquire) == 0 {
                if !park::wait(&word, 0, deadline, Waiting::Word) {
                    check(deadline.is_some_and(|d| os::now() >= d), "not before its time");
                    return;
                }
            }
            woken.fetch_add(1, Relaxed);
        })
    }).collect();
    word.store(1, Release);
    park::wake(&*word, usize::MAX);
    ends.iter().for_each(|e| e.wait());
    check(woken.load(Relaxed) >= 1, "who waits without a deadline is woken");
}
fn rings() {
    const COUNT: usize = 9;
    struct Shared {
        rings: [Ring; 3],
        items: [Green; COUNT],
        taken: [Cell<bool>; COUNT],
        left: AtomicUsize,
        ended: AtomicUsize,
    }
    impl Shared {
        fn take(&self, g: *const Green) {
            let index = (g as usize - self.items.as_ptr() as usize) / size_of::<Green>();
            check(!self.taken[index].replace(true), "taken once");
            self.left.fetch_sub(1, Release);
        }
    }
    let shared = Arc::new(Shared { rings: [const { Ring::new() }; 3], items: [const { Green::of_main() }; COUNT], taken: [const { Cell::new(false) }; COUNT], left: AtomicUsize::new(COUNT), ended: AtomicUsize::new(0) });
    for thief in 1..3 {
        let shared = shared.clone();
        world::start_thread("thief", Box::new(move || {
            while shared.left.load(Acquire) != 0 {
                // SAFETY: the ring is this thread's, and empty.
                let g = unsafe { shared.rings[thief].steal_from(&shared.rings[0]) };
                if !g.is_null() {
                    shared.take(g);
                }
                loop {
                    let g = shared.rings[thief].pop();
                    if g.is_null() {
                        break;
                    }
                    shared.take(g);
                }
                let mut chain = INJECTOR.pop_many(1 + any(3) as usize);
                loop {
                    let g = chain.pop();
                    if g.is_null() {
                        break;
                    }
                    shared.take(g);
                }
                world::give_way();
            }
            shared.ended.fetch_add(1, Release);
        }));
    }
    for item in &shared.items {
        // SAFETY: the ring is this thread's.
        unsafe { shared.rings[0].push(item) };
        if any(3) == 0 {
            let g = shared.rings[0].pop();
            if !g.is_null() {
                shared.take(g);
            }
        }
    }
    while shared.ended.load(Acquire) < 2 {
        let g = shared.rings[0].pop();
        if !g.is_null() {
            shared.take(g);
        }
        world::give_way();
    }
    check(INJECTOR.len() == 0, "nothing is left");
}
/// Threads that wake one another in turn go through the slot of the worker that runs the waker.
fn slots() {
    perhaps_main();
    const THREADS: usize = 4;
    let tokens = Arc::new([const { Token::new() }; THREADS]);
    let turn = Arc::new(AtomicUsize::new(0));
    let ends: Vec<_> = (0..THREADS).map(|i| {
        let (tokens, turn) = (tokens.clone(), turn.clone());
        go(move || {
            for round in 0..2 {
                while turn.load(Relaxed) != round * THREADS + i {
                    tokens[i].take(None);
                }
                turn.store(round * THREADS + i + 1, Relaxed);
                tokens[(i + 1) % THREADS].put();
            }
        })
    }).collect();
    ends.iter().for_each(|e| e.wait());
}
fn workers_sleep() {
    perhaps_main();
    let count = Arc::new(AtomicUsize::new(0));
    let mut ends = Vec::new();
    for i in 0..4 {
        let theirs = count.clone();
        ends.push(go(move || {
            let inner = theirs.clone();
            let end = go(move || {
                inner.fetch_add(1, Relaxed);
            });
            if any(2) == 0 {
                worker::yield_now();
            }
            end.wait();
            theirs.fetch_add(1, Relaxed);
        }));
        if i % 2 == any(2) {
            ends.iter().for_each(|e| e.wait());
        }
    }
    ends.iter().for_each(|e| e.wait());
    check(count.load(Relaxed) == 8, "all have run");
}
/// As many threads as there are workers hold one each until all have come, and nobody watches.
fn all_workers_come() {
    perhaps_main();
    let count = Arc::new(AtomicUsize::new(0));
    if any(2) == 0 {
        go(worker::yield_now).wait();
    }
    // When `main` waits for them it does not hold its worker.
    let ends: Vec<_> = (0..3).map(|_| {
        let count = count.clone();
        go(move || {
            count.fetch_add(1, Relaxed);
            while count.load(Relaxed) < 3 {
                world::give_way();
            }
        })
    }).collect();
    ends.iter().for_each(|e| e.wait());
}
fn timers() {
    perhaps_main();
    let ends: Vec<_> = (0..3).map(|_| {
        go(move || {
            for _ in 0..2 {
                sleep();
            }
        })
    }).collect();
    ends.iter().for_each(|e| e.wait());
}
fn sleep() {
    let deadline = os::now() + 1000 + 1000 * any(4);
    let g = super::current::green();
    // SAFETY: the calling thread.
    unsafe { park::stop_until(g, Some(deadline), Waiting::Sleep, || false) };
    // Time stands still while anybody could run, so who is late was forgotten.
    check(world::world_now() == deadline, "woken at its time");
}
/// While a thread waits for a descriptor, workers that are busy look for events too, and may take what was meant for the poller.
fn timers_beside_descriptors() {
    perhaps_main();
    super::is_green();
    let fds = pipe();
    let reader = go(move || {
        let mut b = [0; 1];
        check(read(fds[0], &mut b) == Ok(1), "a byte");
    });
    let ends: Vec<_> = (0..3).map(|i| {
        go(move || {
            for _ in 0..2 {
                for _ in 0..any(3) {
                    worker::yield_now();
                }
                if i != 0 || any(2) == 0 {
                    sleep();
                }
            }
        })
    }).collect();
    ends.iter().for_each(|e| e.wait());
    go(move || check(write(fds[1], &[1]) == Ok(1), "a byte goes")).wait();
    reader.wait();
}
fn join_and_exit() {
    perhaps_main();
    for _ in 0..3 {
        let value = Arc::new(Cell::new(0));
        let (a, b) = (value.clone(), Arc::new(Token::new()));
        let waker = b.clone();
        let first = go(move || a.set(7));
        // One that is woken when it is about to end, or has.
        let second = go(move || b.take(Some(Duration::ZERO)));
        waker.put();
        first.wait();
        check(value.get() == 7, "what was done is seen");
        second.wait();
    }
}
/// A thread that holds its worker until another has run.
fn stuck() {
    perhaps_main();
    let flag = Arc::new(AtomicU32::new(0));
    let (seen, set) = (flag.clone(), flag.clone());
    let ends = [
        go(move || {
            while seen.load(Acquire) == 0 {
                world::give_way();
                pass_time();
            }
        }),
        go(move || set.store(1, Release)),
        go(worker::yield_now),
    ];
    ends.iter().for_each(|e| e.wait());
    let again = go(worker::yield_now);
    again.wait();
}
/// Somebody computes while nobody else can run: time passes.
fn pass_time() { world::compute(1_000_000) }
fn main_elsewhere() {
    super::enter_main();
    let flag = Arc::new(AtomicU32::new(0));
    let seen = flag.clone();
    let token = Arc::new(Token::new());
    let waker = token.clone();
    let hog = go(move || {
        waker.put();
        while seen.load(Acquire) == 0 {
            world::give_way();
            pass_time();
        }
    });
    token.take(None);
    worker::yield_now();
    flag.store(1, Release);
    hog.wait();
}
fn blocking_calls() {
    perhaps_main();
    let ends: Vec<_> = (0..3).map(|i| {
        go(move || {
            for j in 0..2 {
                let value = Cell::new(i + j);
                let result = blocking::run(|| {
                    world::give_way();
                    value.set(value.get() + 1);
                    value.get()
                });
                check(result == i + j + 1, "the call's result");
                if any(4) == 0 {
                    let g = super::current::green();
                    // SAFETY: the calling thread. The pool's threads leave after five seconds.
                    unsafe { park::stop_until(g, Some(os::now() + 6_000_000_000), Waiting::Sleep, || false) };
                }
            }
        })
    }).collect();
    ends.iter().for_each(|e| e.wait());
}

fn pipe() -> [i32; 2] {
    unsafe extern "C" {
        fn pipe2(fds: *mut i32, flags: i32) -> i32;
    }
    const O_NONBLOCK: i32 = 0o4000;
    let mut fds = [0; 2];
    // SAFETY: room for two.
    check(unsafe { pipe2(fds.as_mut_ptr(), O_NONBLOCK) } == 0, "a pipe");
    for fd in fds {
        reactor::forget(fd, 0);
    }
    fds
}
fn close(fd: i32) {
    reactor::forget(fd, 0);
    // SAFETY: ours.
    unsafe { libc::close(fd) };
}
fn read(fd: i32, to: &mut [u8]) -> Result<usize, i32> {
    let e = reactor::entry(fd).unwrap();
    readiness::wait_through(fd, e, 0, to.len(), || e.flags.load(Acquire), || {
        world::step();
        // SAFETY: the buffer has that size.
        unsafe { libc::read(fd, to.as_mut_ptr() as *mut _, to.len()) as isize }
    })
}
fn write(fd: i32, from: &[u8]) -> Result<usize, i32> {
    let e = reactor::entry(fd).unwrap();
    readiness::wait_through(fd, e, 1, from.len(), || e.flags.load(Acquire), || {
        world::step();
        // SAFETY: the buffer has that size.
        unsafe { libc::write(fd, from.as_ptr() as *const _, from.len()) as isize }
    })
}
fn readiness() {
    perhaps_main();
    super::is_green();
    let (there, back) = (pipe(), pipe());
    let other = go(move || {
        let mut b = [0; 4];
        for i in 0..3 {
            check(read(there[0], &mut b) == Ok(1) && b[0] == i, "the message");
            check(write(back[1], &[i + 10]) == Ok(1), "the answer goes");
        }
        check(read(there[0], &mut b) == Ok(0), "the end is seen");
    });
    let this = go(move || {
        let mut b = [0; 1];
        for i in 0..3 {
            check(write(there[1], &[i]) == Ok(1), "the message goes");
            check(read(back[0], &mut b) == Ok(1) && b[0] == i + 10, "the answer");
        }
        close(there[1]);
    });
    this.wait();
    other.wait();
}
fn several_wait_for_one_descriptor() {
    perhaps_main();
    super::is_green();
    let fds = pipe();
    let readers: Vec<_> = (0..3).map(|_| {
        go(move || {
            let mut b = [0; 1];
            for _ in 0..2 {
                check(read(fds[0], &mut b) == Ok(1), "a byte");
            }
        })
    }).collect();
    let writer = go(move || {
        for i in 0..6 {
            check(write(fds[1], &[i]) == Ok(1), "a byte goes");
            if any(2) == 0 {
                worker::yield_now();
            }
        }
    });
    readers.iter().for_each(|r| r.wait());
    writer.wait();
}
fn readiness_with_timeouts() {
    perhaps_main();
    super::is_green();
    let fds = pipe();
    // Two threads read from one descriptor, each one byte.
    let readers: Vec<_> = (0..2).map(|_| {
        go(move || {
            reactor::entry(fds[0]).unwrap().timeouts[0].store(1 + any(3) * 1000, Relaxed);
            let mut b = [0; 1];
            loop {
                let before = os::now();
                match read(fds[0], &mut b) {
                    Ok(1) => return,
                    Err(readiness::EAGAIN) => check(os::now() > before, "time has passed"),
                    _ => check(false, "a byte or no time"),
                }
            }
        })
    }).collect();
    let writer = go(move || {
        for _ in 0..2 {
            check(write(fds[1], &[1]) == Ok(1), "a byte goes");
            worker::yield_now();
        }
    });
    readers.iter().for_each(|r| r.wait());
    writer.wait();
}
fn descriptors_used_again() {
    perhaps_main();
    super::is_green();
    let mut fds = pipe();
    for round in 0..3 {
        let [from, to] = fds;
        let reader = go(move || {
            let mut b = [0; 1];
            check(read(from, &mut b) == Ok(1) && b[0] == round, "the byte of this pipe");
        });
        let writer = go(move || check(write(to, &[round]) == Ok(1), "a byte goes"));
        writer.wait();
        reader.wait();
        // Closing makes events of the old pipe, which may be told when the numbers have a new one.
        close(to);
        if any(2) == 0 {
            worker::yield_now();
        }
        close(from);
        let again = pipe();
        check(again == fds, "the numbers are used again");
        fds = again;
    }
}
