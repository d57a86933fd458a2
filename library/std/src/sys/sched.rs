//! Where threads wait: on a word, for time to pass, for others to run. Green threads stop in the scheduler, others in the kernel.
use super::libc;
use super::runtime::green::Waiting;
use super::runtime::{current, machine, os, park, worker};
pub use super::runtime::machine::atomic;
use self::atomic::AtomicU32;
use core::time::Duration;

/// Waits while the word has that value, up to a time; whether it did not time out.
pub fn wait(word: &AtomicU32, value: u32, timeout: Option<Duration>) -> bool { park::wait(word, value, timeout.and_then(os::deadline), Waiting::Word) }
/// Wakes the one that has waited longest on the word; whether there was one.
#[inline]
pub fn wake_one(word: *const AtomicU32) -> bool { park::wake(word, 1) }
/// Wakes all; whether there were any.
#[inline]
pub fn wake_all(word: *const AtomicU32) -> bool { park::wake(word, usize::MAX) }
/// Passes some moments, while the condition holds, in which another core may do what is waited for.
pub fn spin_while(condition: impl Fn() -> bool) {
    if worker::target() == 1 {
        return;
    }
    for _ in 0..machine::LOCK_SPINS {
        if !condition() {
            return;
        }
        machine::spin();
    }
}
/// Sleeps.
pub fn sleep(d: Duration) {
    let green = current::green();
    if green.is_null() || d.is_zero() {
        return if green.is_null() { sleep_in_kernel(d) } else { worker::yield_now() };
    }
    // Five hundred years are for ever.
    let deadline = os::deadline(d).unwrap_or(u64::MAX - 1);
    // SAFETY: `green` is the calling thread.
    unsafe { park::stop_until(green, Some(deadline), Waiting::Sleep, || false) }
}
fn sleep_in_kernel(d: Duration) {
    let mut secs = d.as_secs();
    let mut nanos = d.subsec_nanos() as i64;
    while secs > 0 || nanos > 0 {
        let mut t = libc::timespec { tv_sec: core::cmp::min(i64::MAX as u64, secs) as i64, tv_nsec: nanos };
        secs -= t.tv_sec as u64;
        let p = &raw mut t;
        // SAFETY: the structure is ours.
        if unsafe { libc::nanosleep(p, p) } == -1 {
            secs += t.tv_sec as u64;
            nanos = t.tv_nsec;
        } else {
            nanos = 0;
        }
    }
}
/// Lets others run.
pub fn yield_now() { worker::yield_now() }
/// Counts an operation that completed without waiting; after some of them others run.
#[inline]
pub fn spend() { worker::spend() }
