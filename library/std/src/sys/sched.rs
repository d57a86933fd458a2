//! Where threads wait. Everything that blocks comes through here, so that green threads can take
//! the place of OS threads: waiting on a word (locks, channels, parking), sleeping, yielding.
use super::libc;
use core::sync::atomic::AtomicU32;
use core::time::Duration;

const SYS_FUTEX: i64 = 202;
const WAIT: i32 = 9 | 128;
const WAKE: i32 = 1 | 128;

/// Waits while the word has that value, up to a time; whether it did not time out.
pub fn wait(word: &AtomicU32, value: u32, timeout: Option<Duration>) -> bool {
    let mut t = libc::timespec::default();
    let deadline = timeout.and_then(|d| {
        // SAFETY: the structure is ours.
        unsafe { libc::clock_gettime(1, &mut t) };
        t.tv_sec = t.tv_sec.checked_add(i64::try_from(d.as_secs()).ok()?)?;
        t.tv_nsec += d.subsec_nanos() as i64;
        if t.tv_nsec >= 1_000_000_000 {
            t.tv_nsec -= 1_000_000_000;
            t.tv_sec = t.tv_sec.checked_add(1)?;
        }
        Some(&raw const t)
    });
    loop {
        if word.load(core::sync::atomic::Ordering::Relaxed) != value {
            return true;
        }
        // SAFETY: the word lives as long as the reference.
        let r = unsafe { libc::syscall(SYS_FUTEX, word as *const AtomicU32, WAIT, value, deadline.unwrap_or(core::ptr::null()), core::ptr::null::<u32>(), !0u32) };
        if r >= 0 {
            return true;
        }
        match super::errno() {
            110 => return false,
            4 => continue,
            _ => return true,
        }
    }
}
/// Wakes some that wait on the word.
pub fn wake(word: *const AtomicU32, count: i32) {
    // SAFETY: the address is only a key.
    unsafe { libc::syscall(SYS_FUTEX, word, WAKE, count) };
}
/// Wakes one.
pub fn wake_one(word: *const AtomicU32) { wake(word, 1) }
/// Wakes all.
pub fn wake_all(word: *const AtomicU32) { wake(word, i32::MAX) }
/// Sleeps.
pub fn sleep(d: Duration) {
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
pub fn yield_now() {
    // SAFETY: no precondition.
    unsafe { libc::sched_yield() };
}
