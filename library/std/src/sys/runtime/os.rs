//! What the runtime itself waits on: the kernel's futex, and a lock for its own tables.
//!
//! An [`OsLock`] is held for a few instructions, never across a switch, and nothing is called under it that may take
//! another lock of the program. So it may block the OS thread.
use super::machine::{self, Guarded};
use super::machine::atomic::AtomicU32;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use core::time::Duration;

pub use super::machine::{futex_wait, futex_wake, now};
/// The instant that lies so far ahead; `None` if that is beyond what can be written.
pub fn deadline(after: Duration) -> Option<u64> { now().checked_add(u64::try_from(after.as_nanos()).ok()?) }

/// A lock of the runtime: 0 free, 1 held, 2 held with others waiting.
pub struct OsLock<T> {
    state: AtomicU32,
    value: Guarded<T>,
}
// SAFETY: the value is reached only under the lock.
unsafe impl<T> Sync for OsLock<T> {}
impl<T> OsLock<T> {
    /// A free lock.
    pub const fn new(value: T) -> OsLock<T> { OsLock { state: AtomicU32::new(0), value: Guarded::new(value) } }
    /// Takes the lock.
    #[inline]
    pub fn lock(&self) -> OsGuard<'_, T> {
        lock_word(&self.state);
        OsGuard { lock: self }
    }
}
/// Takes the lock that is only a word.
#[inline]
pub fn lock_word(word: &AtomicU32) {
    if word.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
        lock_contended(word);
    }
}
#[cold]
#[inline(never)]
fn lock_contended(word: &AtomicU32) {
    for _ in 0..machine::LOCK_SPINS {
        if word.load(Relaxed) == 0 && word.compare_exchange(0, 1, Acquire, Relaxed).is_ok() {
            return;
        }
        machine::spin();
    }
    while word.swap(2, Acquire) != 0 {
        futex_wait(word, 2, None);
    }
}
/// Releases the lock that is only a word.
///
/// # Safety
/// The caller must hold it.
#[inline]
pub unsafe fn unlock_word(word: &AtomicU32) {
    if word.swap(0, Release) == 2 {
        futex_wake(word, 1);
    }
}
/// Holds an [`OsLock`].
pub struct OsGuard<'a, T> {
    lock: &'a OsLock<T>,
}
impl<T> Deref for OsGuard<'_, T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the lock is held.
        unsafe { &*self.lock.value.get() }
    }
}
impl<T> DerefMut for OsGuard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the lock is held.
        unsafe { &mut *self.lock.value.get() }
    }
}
impl<T> Drop for OsGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the lock is held.
        unsafe { unlock_word(&self.lock.state) }
    }
}
