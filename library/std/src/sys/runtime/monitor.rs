//! The monitor: one OS thread that sees to it that a worker which is stuck in one green thread (an endless computation, a blocking call
//! into C) holds nobody up.
//!
//! Everything a stuck worker has can be taken by others: its ring and slot are stolen from, its timers fired by whoever searches.
//! So the monitor need only bring another worker into service, up to one for each that is stuck, and pass `main` on. A worker
//! that comes back finds itself superfluous and becomes a spare ([`be_spare`]).
//!
//! A worker that stands still may also be one whose core the system has given to others. Another OS thread would only wait for a core
//! beside it, so such a worker is not stuck before it has had the core for long enough; nor one that waits for a core, except for ever.
//!
//! `stuck` of a worker is set here and cleared by the worker, each by an exchange: whoever changes it adjusts `STUCK`.
use super::os::{self, OsLock};
use super::queue::INJECTOR;
use super::machine::{self, atomic::AtomicU32};
use super::worker::{self, IN_SERVICE, MAX, STUCK, Worker};
use super::{idle, reactor, signal, uring};
use crate::sys::libc;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, SeqCst};

/// It also prints all threads when that is asked for.
const STACK: usize = 256 << 10;
/// How long a worker may stay with one green thread.
const PATIENCE: u64 = 10_000_000;
/// How long if it has not had a core for half of that time.
const MOST_PATIENCE: u64 = 100_000_000;
/// How often the monitor looks while somebody sleeps who could help; else it looks every `PATIENCE`.
const GLANCE: u64 = 2_000_000;

struct Spares {
    workers: [*const Worker; MAX],
    count: usize,
}
static SPARES: OsLock<Spares> = OsLock::new(Spares { workers: [ptr::null(); MAX], count: 0 });
/// Workers that do not sleep.
static AWAKE: AtomicU32 = AtomicU32::new(0);
/// 1 while the monitor sleeps for good, as all workers do.
static RESTING: AtomicU32 = AtomicU32::new(0);

/// Starts the monitor, with so many workers awake.
pub fn start(awake: usize) {
    AWAKE.store(awake as u32, Relaxed);
    extern "C" fn body(_: *mut libc::c_void) -> *mut libc::c_void { watch() }
    machine::os_thread(c"monitor", STACK, body, ptr::null_mut());
}
/// A worker goes to sleep.
#[inline]
pub fn worker_sleeps() { AWAKE.fetch_sub(1, SeqCst); }
/// A worker is back from sleep.
#[inline]
pub fn worker_wakes() {
    AWAKE.fetch_add(1, SeqCst);
    if RESTING.load(SeqCst) != 0 {
        rouse();
    }
}
/// Wakes the monitor. Safe to call in a signal handler.
pub fn rouse() {
    RESTING.store(0, SeqCst);
    os::futex_wake(&RESTING, 1);
}
/// The calling worker, which has left service and has no work, waits until it is needed.
pub(super) fn be_spare(w: &Worker) {
    w.wakeup.store(0, Relaxed);
    {
        let mut spares = SPARES.lock();
        let count = spares.count;
        spares.workers[count] = w;
        spares.count += 1;
    }
    worker_sleeps();
    while w.wakeup.load(SeqCst) == 0 {
        reactor::rest(w);
        // Threads may still wait on its ring.
        if uring::attend(w) > 0 {
            w.hand_over();
        }
    }
    worker_wakes();
}
fn bring_one() {
    let spare = {
        let mut spares = SPARES.lock();
        match spares.count.checked_sub(1) {
            Some(n) => {
                spares.count = n;
                spares.workers[n]
            }
            None => ptr::null(),
        }
    };
    // SAFETY: workers are never freed.
    match unsafe { spare.as_ref() } {
        Some(w) => {
            IN_SERVICE.fetch_add(1, AcqRel);
            w.wakeup.store(1, SeqCst);
            reactor::rouse(w, false);
        }
        None => {
            AWAKE.fetch_add(1, SeqCst);
            if !worker::start() {
                AWAKE.fetch_sub(1, SeqCst);
            }
        }
    }
}
/// What the monitor remembers of a worker: how many threads it had run, when that was seen first, and how long it had had a core.
struct Seen {
    runs: u64,
    since: u64,
    on_core: u64,
}
/// The number of runs that no worker has: it ran nothing.
const NOTHING: u64 = u64::MAX;
impl Seen {
    /// Whether the worker, which has not done anything since, holds up what waits for it.
    fn is_stuck(&self, w: &Worker, now: u64) -> bool {
        let (time, number) = (now - self.since, w.os_thread.load(Relaxed));
        time >= PATIENCE && (time >= MOST_PATIENCE || machine::time_on_core(number).saturating_sub(self.on_core) >= PATIENCE / 2 || !machine::wants_core(number))
    }
}
fn watch() -> ! {
    let mut seen = [const { Seen { runs: NOTHING, since: 0, on_core: 0 } }; MAX];
    loop {
        signal::dump_if_asked();
        if AWAKE.load(SeqCst) == 0 {
            RESTING.store(1, SeqCst);
            if AWAKE.load(SeqCst) == 0 && !signal::is_asked() {
                os::futex_wait(&RESTING, 1, None);
            }
            RESTING.store(0, SeqCst);
        }
        static NEVER_CHANGES: AtomicU32 = AtomicU32::new(0);
        let glance = if idle::sleepers() > 0 { GLANCE } else { PATIENCE };
        os::futex_wait(&NEVER_CHANGES, 0, Some(os::now() + glance));
        look(&mut seen);
    }
}
/// Looks at all workers once.
fn look(seen: &mut [Seen; MAX]) {
    let now = os::now();
    let mut waiting = INJECTOR.len() != 0;
    for w in worker::all() {
        waiting |= w.has_work();
        let runs = w.runs.load(Relaxed);
        let seen = &mut seen[w.index];
        if w.running.load(Relaxed).is_null() {
            seen.runs = NOTHING;
            continue;
        }
        if seen.runs != runs {
            *seen = Seen { runs, since: now, on_core: machine::time_on_core(w.os_thread.load(Relaxed)) };
            continue;
        }
        // It has stood still since the last look at least.
        uring::attend(w);
        waiting |= w.timers.first() <= now;
        if w.stuck.load(Relaxed) || seen.is_stuck(w, now) {
            if !w.stuck.swap(true, AcqRel) {
                STUCK.fetch_add(1, AcqRel);
            }
            let main = w.main_slot.swap(ptr::null_mut(), AcqRel);
            if !main.is_null() {
                // SAFETY: whoever takes it out of the slot has it.
                unsafe { INJECTOR.push(main) };
                waiting = true;
            }
        }
    }
    if waiting || !idle::is_attended() {
        idle::notify();
        // Those that stand in are added one at a time: most that are stuck come back soon.
        if idle::sleepers() == 0 && IN_SERVICE.load(Acquire) < worker::limit() {
            bring_one();
        }
    }
}
