//! The parking lot: threads that wait on a word of memory, found by its address.
//!
//! A bucket holds those whose words have the same hash, in the order in which they came, linked through entries on their own
//! stacks. Green threads stop in the scheduler, foreign ones on a futex in their entry.
//!
//! # No lost wake-up
//!
//! Who waits counts itself in the bucket (`SeqCst`), takes the lock and reads the word again: if it has changed there is nothing to wait
//! for. Who wakes has changed the word before, then (`SeqCst`) reads the count; if that is zero nobody can be waiting
//! for the old value. Otherwise it takes the lock, and whoever read the old value under it is in the list.
//!
//! An entry is taken out by a waker under the lock, or by its thread (after a timeout) under the lock. A waker reads all it
//! needs before it sets `woken`: after that the entry may be gone.
use super::green::{self, Green, Waiting};
use super::machine::atomic::{AtomicU32, fence};
use super::machine::{self, Cell};
use super::timer::{NEVER, Timer};
use super::{current, idle, os, worker};
use core::ptr;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

const BITS: u32 = machine::BUCKET_BITS;
#[repr(align(32))]
struct Bucket {
    lock: AtomicU32,
    count: AtomicU32,
    first: Cell<*const Waiter>,
    last: Cell<*const Waiter>,
}
// SAFETY: the list is reached under the lock.
unsafe impl Sync for Bucket {}
static BUCKETS: [Bucket; 1 << BITS] = [const { Bucket { lock: AtomicU32::new(0), count: AtomicU32::new(0), first: Cell::new(ptr::null()), last: Cell::new(ptr::null()) } }; 1 << BITS];

struct Waiter {
    address: usize,
    green: *const Green,
    next: Cell<*const Waiter>,
    before: Cell<*const Waiter>,
    /// 1 when a waker has taken the entry out. A foreign thread waits on it.
    woken: AtomicU32,
}
fn bucket(address: usize) -> &'static Bucket { &BUCKETS[(machine::key(address) >> 2).wrapping_mul(0x9E37_79B9_7F4A_7C15) as usize >> (64 - BITS)] }

impl Bucket {
    fn append(&self, w: &Waiter) {
        w.before.set(self.last.get());
        // SAFETY: entries in the list are valid while the lock is held.
        match unsafe { self.last.get().as_ref() } {
            Some(last) => last.next.set(w),
            None => self.first.set(w),
        }
        self.last.set(w);
    }
    fn unlink(&self, w: &Waiter) {
        let (before, next) = (w.before.get(), w.next.get());
        // SAFETY: entries in the list are valid while the lock is held.
        unsafe {
            match before.as_ref() {
                Some(b) => b.next.set(next),
                None => self.first.set(next),
            }
            match next.as_ref() {
                Some(n) => n.before.set(before),
                None => self.last.set(before),
            }
        }
        self.count.fetch_sub(1, Relaxed);
    }
}

/// Waits while the word has that value, until an instant of the monotonic clock; whether it was not the time that ended it.
pub fn wait(word: &AtomicU32, value: u32, deadline: Option<u64>, waiting: Waiting) -> bool {
    let green = current::green();
    let address = word as *const AtomicU32 as usize;
    let bucket = bucket(address);
    let waiter = Waiter { address, green, next: Cell::new(ptr::null()), before: Cell::new(ptr::null()), woken: AtomicU32::new(0) };
    bucket.count.fetch_add(1, SeqCst);
    os::lock_word(&bucket.lock);
    let unchanged = word.load(SeqCst) == value;
    if unchanged {
        bucket.append(&waiter);
    } else {
        bucket.count.fetch_sub(1, Relaxed);
    }
    // SAFETY: we hold the lock.
    unsafe { os::unlock_word(&bucket.lock) };
    if !unchanged {
        return true;
    }
    if green.is_null() {
        wait_foreign(&waiter, deadline);
    } else {
        // SAFETY: `green` is the calling thread.
        unsafe { stop_until(green, deadline, waiting, || waiter.woken.load(Acquire) != 0) };
    }
    if waiter.woken.load(Acquire) != 0 {
        return true;
    }
    os::lock_word(&bucket.lock);
    let late = waiter.woken.load(Acquire) == 0 && waiter.before.get() != TAKEN;
    if late {
        bucket.unlink(&waiter);
    }
    // SAFETY: we hold the lock.
    unsafe { os::unlock_word(&bucket.lock) };
    if late {
        return false;
    }
    // A waker has the entry and is about to say so; it must not find it gone.
    while waiter.woken.load(Acquire) == 0 {
        machine::give_way();
    }
    true
}
/// Stands in `before` when a waker has taken the entry; written and read under the lock.
const TAKEN: *const Waiter = ptr::without_provenance(1);

fn wait_foreign(w: &Waiter, deadline: Option<u64>) {
    // What it waits for is often done by a worker at once, and a futex costs a few microseconds on both sides.
    if worker::target() > 1 {
        for _ in 0..machine::SPINS {
            if w.woken.load(Acquire) != 0 {
                return;
            }
            machine::spin();
        }
    }
    while w.woken.load(Acquire) == 0 {
        if deadline.is_some_and(|d| os::now() >= d) {
            return;
        }
        os::futex_wait(&w.woken, 0, deadline);
    }
}
/// Stops the calling green thread until a condition holds, which a waker sets, or the time has come.
///
/// # Safety
/// `green` must be the calling thread.
pub unsafe fn stop_until(green: *const Green, deadline: Option<u64>, waiting: Waiting, done: impl Fn() -> bool) {
    let Some(deadline) = deadline.filter(|&d| d != NEVER) else {
        while !done() {
            green::stop(green, waiting);
        }
        return;
    };
    let timer = Timer::new(deadline, green);
    let timers = worker::timers();
    if timers.insert(&timer) {
        idle::timer_added(deadline);
    }
    while !done() && os::now() < deadline {
        green::stop(green, waiting);
    }
    timers.cancel(&timer);
}

/// Wakes up to so many of those that wait on the word, in the order in which they came; whether there were any. The address is only a key.
pub fn wake(word: *const AtomicU32, most: usize) -> bool {
    fence(SeqCst);
    let address = word as usize;
    let bucket = bucket(address);
    bucket.count.load(Relaxed) != 0 && wake_listed(bucket, address, most)
}
#[inline(never)]
fn wake_listed(bucket: &Bucket, address: usize, most: usize) -> bool {
    let mut taken: *const Waiter = ptr::null();
    let mut last: *const Waiter = ptr::null();
    let mut left = most;
    os::lock_word(&bucket.lock);
    let mut at = bucket.first.get();
    // SAFETY: entries in the list are valid while the lock is held; those taken out until they are told.
    unsafe {
        while let Some(w) = at.as_ref() {
            at = w.next.get();
            if w.address == address {
                bucket.unlink(w);
                w.next.set(ptr::null());
                w.before.set(TAKEN);
                if let Some(last) = last.as_ref() { last.next.set(w) } else { taken = w }
                last = w;
                left -= 1;
                if left == 0 {
                    break;
                }
            }
        }
        os::unlock_word(&bucket.lock);
        while let Some(w) = taken.as_ref() {
            taken = w.next.get();
            let (green, word) = (w.green, &raw const w.woken);
            w.woken.store(1, Release);
            // The entry may be gone.
            if green.is_null() {
                os::futex_wake(word, 1);
            } else {
                green::wake(green);
            }
        }
    }
    left != most
}
