//! What the runtime itself waits on: the kernel's futex, and a lock for its own tables.
//!
//! An [`OsLock`] is held for a few instructions, never across a switch, and nothing is called under it that may take
//! another lock of the program. So it may block the OS thread.
use crate::sys::libc;
use core::cell::UnsafeCell;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use core::time::Duration;

const SYS_FUTEX: i64 = 202;
const FUTEX_WAIT_BITSET_PRIVATE: i32 = 9 | 128;
const FUTEX_WAKE_PRIVATE: i32 = 1 | 128;

/// Waits in the kernel while the word has that value, until an instant of the monotonic clock; may return early.
pub fn futex_wait(word: &AtomicU32, value: u32, deadline: Option<u64>) {
    let time = deadline.map(|ns| libc::timespec { tv_sec: (ns / 1_000_000_000) as i64, tv_nsec: (ns % 1_000_000_000) as i64 });
    let time = time.as_ref().map_or(core::ptr::null(), |t| t as *const libc::timespec);
    // SAFETY: the word and the time outlive the call.
    unsafe { libc::syscall(SYS_FUTEX, word as *const AtomicU32, FUTEX_WAIT_BITSET_PRIVATE, value, time, core::ptr::null::<u32>(), !0u32) };
}
/// Wakes one that waits on the address. The address is only a key: nothing need be there any more.
pub fn futex_wake(word: *const AtomicU32, count: i32) {
    // SAFETY: the kernel does not touch what is at the address.
    unsafe { libc::syscall(SYS_FUTEX, word, FUTEX_WAKE_PRIVATE, count) };
}
/// Nanoseconds of the monotonic clock.
pub fn now() -> u64 {
    let mut t = libc::timespec::default();
    // SAFETY: the structure is ours.
    unsafe { libc::clock_gettime(1, &mut t) };
    t.tv_sec as u64 * 1_000_000_000 + t.tv_nsec as u64
}
/// The instant that lies so far ahead; `None` if that is beyond what can be written.
pub fn deadline(after: Duration) -> Option<u64> { now().checked_add(u64::try_from(after.as_nanos()).ok()?) }

/// A lock of the runtime: 0 free, 1 held, 2 held with others waiting.
pub struct OsLock<T> {
    state: AtomicU32,
    value: UnsafeCell<T>,
}
// SAFETY: the value is reached only under the lock.
unsafe impl<T> Sync for OsLock<T> {}
impl<T> OsLock<T> {
    /// A free lock.
    pub const fn new(value: T) -> OsLock<T> { OsLock { state: AtomicU32::new(0), value: UnsafeCell::new(value) } }
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
    for _ in 0..100 {
        if word.load(Relaxed) == 0 && word.compare_exchange(0, 1, Acquire, Relaxed).is_ok() {
            return;
        }
        core::hint::spin_loop();
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
