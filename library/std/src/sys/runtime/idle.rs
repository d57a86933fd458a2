//! Workers without work: who searches, who sleeps, who polls.
//!
//! # No lost wake-up
//!
//! Who queues a thread publishes it, then (`SeqCst`) reads `SEARCHERS` and `SLEEPERS`: with nobody searching and somebody asleep
//! it wakes one, which searches. Who goes to sleep adds itself to the set, then stops counting as a searcher, then (`SeqCst`) looks at all
//! queues again. Of the two fences one is first: either the one who queues sees the sleeper, or the sleeper sees
//! the thread. A searcher that finds work and was the last wakes another, so that work that came meanwhile is found.
//!
//! # Who polls
//!
//! One of the sleepers waits in the kernel for descriptors and for time to pass; the others on a futex. Whoever wakes it
//! stores `wakeup` before it reads `POLLER`; it stores `POLLER` before it reads `wakeup`. It publishes in `UNTIL` how long it means to
//! sleep and then looks at all timers; who adds a timer publishes it and then reads `UNTIL`.
//!
//! With rings (see [`uring`](super::uring)) each sleeper waits for descriptors, in its own ring, and the poller is who also waits for time to pass.
use super::machine::atomic::{AtomicPtr, AtomicU64, AtomicUsize, fence};
use super::os::OsLock;
use super::queue::INJECTOR;
use super::timer::NEVER;
use super::worker::{self, MAX, Worker};
use super::{monitor, reactor, uring};
use core::ptr;
use core::sync::atomic::Ordering::{Acquire, Relaxed, SeqCst};

/// Those that sleep, in the order in which they went.
struct Sleepers {
    workers: [*const Worker; MAX],
    count: usize,
}
static SET: OsLock<Sleepers> = OsLock::new(Sleepers { workers: [ptr::null(); MAX], count: 0 });
/// How many are in the set.
static SLEEPERS: AtomicUsize = AtomicUsize::new(0);
static SEARCHERS: AtomicUsize = AtomicUsize::new(0);
/// The one that waits in the kernel for descriptors.
static POLLER: AtomicPtr<Worker> = AtomicPtr::new(ptr::null_mut());
/// When the poller wakes by itself; 0 while nobody sleeps there.
static UNTIL: AtomicU64 = AtomicU64::new(0);

/// Woken, not as a searcher; woken as one.
const PLAINLY: u32 = 1;
const TO_SEARCH: u32 = 2;

impl Sleepers {
    fn remove(&mut self, w: *const Worker) -> bool {
        let Some(place) = self.workers[..self.count].iter().position(|&p| p == w) else { return false };
        self.workers.copy_within(place + 1..self.count, place);
        self.count -= 1;
        SLEEPERS.store(self.count, SeqCst);
        true
    }
    /// The last that went, but rather not the poller: another would have to take its place.
    fn pick(&mut self) -> *const Worker {
        let poller = POLLER.load(Relaxed) as *const Worker;
        let Some(w) = self.workers[..self.count].iter().rev().copied().find(|&p| p != poller).or(self.workers[..self.count].last().copied()) else { return ptr::null() };
        self.remove(w);
        w
    }
}
/// How many sleep.
pub fn sleepers() -> usize { SLEEPERS.load(Relaxed) }
/// Whether somebody waits for descriptors, or is about to.
pub fn has_poller() -> bool { !POLLER.load(SeqCst).is_null() }
/// Whether somebody waits for descriptors or searches, and so soon will.
pub fn is_attended() -> bool { !POLLER.load(Relaxed).is_null() || SEARCHERS.load(Relaxed) != 0 }

/// Something was queued that any worker may take: sees to it that one comes.
#[inline]
pub fn notify() {
    fence(SeqCst);
    if SLEEPERS.load(Relaxed) != 0 && SEARCHERS.load(Relaxed) == 0 {
        wake_one();
    }
}
#[cold]
fn wake_one() {
    if SEARCHERS.compare_exchange(0, 1, SeqCst, Relaxed).is_err() {
        return;
    }
    let w = SET.lock().pick();
    // SAFETY: workers are never freed.
    match unsafe { w.as_ref() } {
        Some(w) => rouse(w, TO_SEARCH),
        None => {
            SEARCHERS.fetch_sub(1, SeqCst);
        }
    }
}
/// Something was queued that only this worker may take.
pub fn wake_worker(w: &Worker) {
    fence(SeqCst);
    if SLEEPERS.load(Relaxed) != 0 && SET.lock().remove(w) {
        rouse(w, PLAINLY);
    }
}
fn rouse(w: &Worker, how: u32) {
    w.wakeup.store(how, SeqCst);
    reactor::rouse(w, POLLER.load(SeqCst) as *const Worker == w as *const Worker);
}
/// A timer was added that is the first of its heap.
pub fn timer_added(deadline: u64) {
    if deadline < UNTIL.load(SeqCst) {
        // If it is another by now, that one has looked at the timers since.
        // SAFETY: workers are never freed.
        if let Some(poller) = unsafe { POLLER.load(SeqCst).as_ref() } {
            reactor::rouse(poller, true);
        }
    }
}
/// Whether one more may search: half of the workers at most, as searching costs the others.
pub fn may_search() -> bool { SEARCHERS.fetch_update(SeqCst, Relaxed, |n| if n == 0 || 2 * n < worker::target() { Some(n + 1) } else { None }).is_ok() }
/// A searcher has found work.
pub fn found() {
    if SEARCHERS.fetch_sub(1, SeqCst) == 1 {
        notify();
    }
}

/// Sleeps until there may be work.
pub(super) fn sleep(w: &Worker) {
    w.wakeup.store(0, Relaxed);
    {
        let mut set = SET.lock();
        let count = set.count;
        set.workers[count] = w;
        set.count += 1;
        SLEEPERS.store(set.count, SeqCst);
    }
    if w.searching.replace(false) {
        SEARCHERS.fetch_sub(1, SeqCst);
    }
    fence(SeqCst);
    let work = INJECTOR.len() != 0 || !w.main_slot.load(Acquire).is_null() || worker::all().any(|o| !o.ring.is_empty());
    if work && SET.lock().remove(w) {
        // Searching again: others may have found work meanwhile and not woken anybody, as this one still searched.
        SEARCHERS.fetch_add(1, SeqCst);
        w.searching.set(true);
        return;
    }
    if POLLER.compare_exchange(ptr::null_mut(), w as *const Worker as *mut Worker, SeqCst, Relaxed).is_ok() {
        UNTIL.store(NEVER, SeqCst);
        fence(SeqCst);
        let first = worker::all().map(|o| o.timers.first()).min().unwrap_or(NEVER);
        UNTIL.store(first, SeqCst);
        // Called before events are looked at: who is woken by them would find this worker asleep, and wake it once more.
        let leave = || {
            UNTIL.store(0, SeqCst);
            POLLER.store(ptr::null_mut(), SeqCst);
            SET.lock().remove(w)
        };
        let free = if w.wakeup.load(SeqCst) == 0 {
            monitor::worker_sleeps();
            reactor::poll(w, first, || {
                monitor::worker_wakes();
                leave()
            })
        } else {
            leave()
        };
        if free {
            // Another takes over.
            if w.has_work() {
                notify();
            }
            return;
        }
    }
    // Somebody has taken us out of the set, or will.
    let how = loop {
        match w.wakeup.load(Acquire) {
            0 => {
                monitor::worker_sleeps();
                reactor::rest(w);
                monitor::worker_wakes();
                // What waits in its ring is work that nobody else sees.
                if uring::has_completed(w) && SET.lock().remove(w) {
                    return;
                }
            }
            how => break how,
        }
    };
    w.searching.set(how == TO_SEARCH);
}
