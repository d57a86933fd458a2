//! `Mutex`: 0 is free, 1 is held, 2 is held with others waiting.
use super::poison::{Flag, LockResult, PoisonError, TryLockError, TryLockResult};
use crate::sys::sched::{self, atomic::AtomicU32};
use core::cell::UnsafeCell;
use core::fmt;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

#[doc(hidden)]
pub struct RawMutex(AtomicU32);
impl RawMutex {
    pub const fn new() -> Self { RawMutex(AtomicU32::new(0)) }
    #[inline]
    pub fn try_lock(&self) -> bool { self.0.compare_exchange(0, 1, Acquire, Relaxed).is_ok() }
    #[inline]
    pub fn lock(&self) {
        if !self.try_lock() {
            self.lock_contended();
        }
    }
    #[cold]
    fn lock_contended(&self) {
        sched::spin_while(|| self.0.load(Relaxed) == 1);
        if self.0.load(Relaxed) == 0 && self.try_lock() {
            return;
        }
        while self.0.swap(2, Acquire) != 0 {
            sched::wait(&self.0, 2, None);
        }
    }
    #[inline]
    pub unsafe fn unlock(&self) {
        if self.0.swap(0, Release) == 2 {
            sched::wake_one(&self.0);
        }
    }
}
/// Mutual exclusion.
#[rustc_diagnostic_item = "Mutex"]
pub struct Mutex<T: ?Sized> {
    pub(super) inner: RawMutex,
    pub(super) poison: Flag,
    data: UnsafeCell<T>,
}
// SAFETY: one thread at a time has access.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
// SAFETY: one thread at a time has access.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
impl<T: ?Sized> core::panic::UnwindSafe for Mutex<T> {}
impl<T: ?Sized> core::panic::RefUnwindSafe for Mutex<T> {}
/// Holds a mutex.
#[must_use = "if unused the Mutex will immediately unlock"]
#[rustc_diagnostic_item = "MutexGuard"]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    pub(super) lock: &'a Mutex<T>,
    panicking: bool,
}
impl<T: ?Sized> !Send for MutexGuard<'_, T> {}
// SAFETY: it is a reference to the value.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}
impl<T> Mutex<T> {
    /// Wraps a value.
    #[inline]
    pub const fn new(t: T) -> Mutex<T> { Mutex { inner: RawMutex::new(), poison: Flag::new(), data: UnsafeCell::new(t) } }
    /// Unwraps the value.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.poison.get();
        let data = self.data.into_inner();
        if poisoned { Err(PoisonError::new(data)) } else { Ok(data) }
    }
}
impl<T: ?Sized> Mutex<T> {
    fn guard(&self) -> LockResult<MutexGuard<'_, T>> {
        let g = MutexGuard { lock: self, panicking: crate::thread::panicking() };
        if self.poison.get() { Err(PoisonError::new(g)) } else { Ok(g) }
    }
    /// Takes the lock.
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        self.inner.lock();
        self.guard()
    }
    /// Takes the lock if it is free.
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> { if self.inner.try_lock() { Ok(self.guard()?) } else { Err(TryLockError::WouldBlock) } }
    /// Releases the lock of a forgotten guard.
    ///
    /// # Safety
    /// This thread must hold it.
    #[doc(hidden)]
    pub(crate) unsafe fn force_unlock(&self) { self.inner.unlock() }
    /// Whether it is poisoned.
    #[inline]
    pub fn is_poisoned(&self) -> bool { self.poison.get() }
    /// Forgets poisoning.
    #[inline]
    pub fn clear_poison(&self) { self.poison.clear(); }
    /// The value.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.poison.get();
        let data = self.data.get_mut();
        if poisoned { Err(PoisonError::new(data)) } else { Ok(data) }
    }
}
impl<T> From<T> for Mutex<T> {
    fn from(t: T) -> Self { Mutex::new(t) }
}
impl<T: Default> Default for Mutex<T> {
    fn default() -> Mutex<T> { Mutex::new(Default::default()) }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_struct("Mutex");
        match self.try_lock() {
            Ok(guard) => { d.field("data", &&*guard); }
            Err(TryLockError::Poisoned(err)) => { d.field("data", &&**err.get_ref()); }
            Err(TryLockError::WouldBlock) => { d.field("data", &format_args!("<locked>")); }
        }
        d.field("poisoned", &self.poison.get());
        d.finish_non_exhaustive()
    }
}
impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    // SAFETY: the lock is held.
    fn deref(&self) -> &T { unsafe { &*self.lock.data.get() } }
}
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    // SAFETY: the lock is held.
    fn deref_mut(&mut self) -> &mut T { unsafe { &mut *self.lock.data.get() } }
}
impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.lock.poison.done(self.panicking);
        // SAFETY: the lock is held.
        unsafe { self.lock.inner.unlock() }
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
