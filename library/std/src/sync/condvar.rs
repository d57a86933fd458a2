//! `Condvar`: a counter that notifications change and waiters wait on.
use super::mutex::MutexGuard;
use super::poison::{LockResult, PoisonError};
use crate::sys::sched::{self, atomic::AtomicU32};
use crate::time::{Duration, Instant};
use core::fmt;
use core::sync::atomic::Ordering::Relaxed;

/// Whether waiting timed out.
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);
impl WaitTimeoutResult {
    /// Whether it did.
    #[must_use]
    pub fn timed_out(&self) -> bool { self.0 }
}
/// A condition to wait for.
pub struct Condvar { counter: AtomicU32 }
impl Condvar {
    /// A condition.
    #[must_use]
    #[inline]
    pub const fn new() -> Condvar { Condvar { counter: AtomicU32::new(0) } }
    fn wait_raw<T: ?Sized>(&self, guard: &MutexGuard<'_, T>, dur: Option<Duration>) -> bool {
        let counter = self.counter.load(Relaxed);
        // SAFETY: the guard holds the lock.
        unsafe { guard.lock.inner.unlock() };
        let ok = sched::wait(&self.counter, counter, dur);
        guard.lock.inner.lock();
        ok
    }
    /// Waits for a notification.
    pub fn wait<'a, T: ?Sized>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.wait_raw(&guard, None);
        if guard.lock.poison.get() { Err(PoisonError::new(guard)) } else { Ok(guard) }
    }
    /// Waits while a condition holds.
    pub fn wait_while<'a, T: ?Sized, F: FnMut(&mut T) -> bool>(&self, mut guard: MutexGuard<'a, T>, mut condition: F) -> LockResult<MutexGuard<'a, T>> {
        while condition(&mut *guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }
    /// Waits up to a number of milliseconds.
    #[deprecated(since = "1.6.0", note = "replaced by `std::sync::Condvar::wait_timeout`")]
    pub fn wait_timeout_ms<'a, T: ?Sized>(&self, guard: MutexGuard<'a, T>, ms: u32) -> LockResult<(MutexGuard<'a, T>, bool)> {
        match self.wait_timeout(guard, Duration::from_millis(ms as u64)) {
            Ok((a, b)) => Ok((a, !b.timed_out())),
            Err(e) => { let (a, b) = e.into_inner(); Err(PoisonError::new((a, !b.timed_out()))) }
        }
    }
    /// Waits up to a time.
    pub fn wait_timeout<'a, T: ?Sized>(&self, guard: MutexGuard<'a, T>, dur: Duration) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let ok = self.wait_raw(&guard, Some(dur));
        let r = WaitTimeoutResult(!ok);
        if guard.lock.poison.get() { Err(PoisonError::new((guard, r))) } else { Ok((guard, r)) }
    }
    /// Waits while a condition holds, up to a time.
    pub fn wait_timeout_while<'a, T: ?Sized, F: FnMut(&mut T) -> bool>(&self, mut guard: MutexGuard<'a, T>, dur: Duration, mut condition: F) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let start = Instant::now();
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let Some(left) = dur.checked_sub(start.elapsed()) else { return Ok((guard, WaitTimeoutResult(true))) };
            guard = self.wait_timeout(guard, left)?.0;
        }
    }
    /// Wakes one.
    #[inline]
    pub fn notify_one(&self) {
        self.counter.fetch_add(1, Relaxed);
        sched::wake_one(&self.counter);
    }
    /// Wakes all.
    #[inline]
    pub fn notify_all(&self) {
        self.counter.fetch_add(1, Relaxed);
        sched::wake_all(&self.counter);
    }
}
impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Condvar").finish_non_exhaustive() }
}
impl Default for Condvar {
    fn default() -> Condvar { Condvar::new() }
}
