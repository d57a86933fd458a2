//! `RwLock`: the word counts readers, or is `WRITER`; `waiters` counts who waits on it.
use super::poison::{Flag, LockResult, PoisonError, TryLockError, TryLockResult};
use crate::sys::sched;
use core::cell::UnsafeCell;
use core::fmt;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{Acquire, Relaxed, SeqCst};

const WRITER: u32 = u32::MAX;
struct Raw { state: AtomicU32, waiters: AtomicU32, waiting_writers: AtomicU32 }
impl Raw {
    const fn new() -> Raw { Raw { state: AtomicU32::new(0), waiters: AtomicU32::new(0), waiting_writers: AtomicU32::new(0) } }
    fn try_read(&self) -> bool { self.state.fetch_update(Acquire, Relaxed, |s| if s < WRITER - 1 { Some(s + 1) } else { None }).is_ok() }
    fn try_write(&self) -> bool { self.state.compare_exchange(0, WRITER, Acquire, Relaxed).is_ok() }
    fn read(&self) {
        if self.waiting_writers.load(Relaxed) == 0 && self.try_read() {
            return;
        }
        loop {
            if self.try_read() {
                return;
            }
            self.block();
        }
    }
    fn write(&self) {
        if self.try_write() {
            return;
        }
        self.waiting_writers.fetch_add(1, Relaxed);
        while !self.try_write() {
            self.block();
        }
        self.waiting_writers.fetch_sub(1, Relaxed);
    }
    #[cold]
    fn block(&self) {
        self.waiters.fetch_add(1, SeqCst);
        let s = self.state.load(SeqCst);
        if s != 0 {
            sched::wait(&self.state, s, None);
        }
        self.waiters.fetch_sub(1, SeqCst);
    }
    fn wake(&self) {
        if self.waiters.load(SeqCst) != 0 {
            sched::wake_all(&self.state);
        }
    }
    fn unlock_read(&self) {
        self.state.fetch_sub(1, SeqCst);
        self.wake();
    }
    fn unlock_write(&self) {
        self.state.store(0, SeqCst);
        self.wake();
    }
}
/// Many readers or one writer.
#[rustc_diagnostic_item = "RwLock"]
pub struct RwLock<T: ?Sized> { inner: Raw, poison: Flag, data: UnsafeCell<T> }
// SAFETY: access is exclusive or shared.
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
// SAFETY: access is exclusive or shared.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}
impl<T: ?Sized> core::panic::UnwindSafe for RwLock<T> {}
impl<T: ?Sized> core::panic::RefUnwindSafe for RwLock<T> {}
/// Holds a lock for reading.
#[must_use = "if unused the RwLock will immediately unlock"]
#[rustc_diagnostic_item = "RwLockReadGuard"]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> { lock: &'a RwLock<T> }
/// Holds a lock for writing.
#[must_use = "if unused the RwLock will immediately unlock"]
#[rustc_diagnostic_item = "RwLockWriteGuard"]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> { lock: &'a RwLock<T>, panicking: bool }
impl<T: ?Sized> !Send for RwLockReadGuard<'_, T> {}
impl<T: ?Sized> !Send for RwLockWriteGuard<'_, T> {}
impl<T> RwLock<T> {
    /// Wraps a value.
    pub const fn new(t: T) -> RwLock<T> { RwLock { inner: Raw::new(), poison: Flag::new(), data: UnsafeCell::new(t) } }
    /// Unwraps the value.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.poison.get();
        let d = self.data.into_inner();
        if poisoned { Err(PoisonError::new(d)) } else { Ok(d) }
    }
}
impl<T: ?Sized> RwLock<T> {
    fn result<G>(&self, g: G) -> LockResult<G> { if self.poison.get() { Err(PoisonError::new(g)) } else { Ok(g) } }
    /// Takes the lock for reading.
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        self.inner.read();
        self.result(RwLockReadGuard { lock: self })
    }
    /// Takes the lock for reading if possible.
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> { if self.inner.try_read() { Ok(self.result(RwLockReadGuard { lock: self })?) } else { Err(TryLockError::WouldBlock) } }
    /// Takes the lock for writing.
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        self.inner.write();
        self.result(RwLockWriteGuard { lock: self, panicking: crate::thread::panicking() })
    }
    /// Takes the lock for writing if possible.
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> { if self.inner.try_write() { Ok(self.result(RwLockWriteGuard { lock: self, panicking: crate::thread::panicking() })?) } else { Err(TryLockError::WouldBlock) } }
    /// Whether it is poisoned.
    pub fn is_poisoned(&self) -> bool { self.poison.get() }
    /// Forgets poisoning.
    pub fn clear_poison(&self) { self.poison.clear(); }
    /// The value.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.poison.get();
        let d = self.data.get_mut();
        if poisoned { Err(PoisonError::new(d)) } else { Ok(d) }
    }
}
impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Goes on with reading only.
    pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T> {
        let lock = s.lock;
        core::mem::forget(s);
        lock.inner.state.store(1, SeqCst);
        lock.inner.wake();
        RwLockReadGuard { lock }
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_struct("RwLock");
        match self.try_read() {
            Ok(guard) => { d.field("data", &&*guard); }
            Err(TryLockError::Poisoned(err)) => { d.field("data", &&**err.get_ref()); }
            Err(TryLockError::WouldBlock) => { d.field("data", &format_args!("<locked>")); }
        }
        d.field("poisoned", &self.poison.get());
        d.finish_non_exhaustive()
    }
}
impl<T: Default> Default for RwLock<T> {
    fn default() -> RwLock<T> { RwLock::new(Default::default()) }
}
impl<T> From<T> for RwLock<T> {
    fn from(t: T) -> Self { RwLock::new(t) }
}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    // SAFETY: the lock is held.
    fn deref(&self) -> &T { unsafe { &*self.lock.data.get() } }
}
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    // SAFETY: the lock is held.
    fn deref(&self) -> &T { unsafe { &*self.lock.data.get() } }
}
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    // SAFETY: the lock is held.
    fn deref_mut(&mut self) -> &mut T { unsafe { &mut *self.lock.data.get() } }
}
impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) { self.lock.inner.unlock_read() }
}
impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.poison.done(self.panicking);
        self.lock.inner.unlock_write()
    }
}
macro_rules! guard_fmt {
    ($($t:ident)*) => {$(
        impl<T: ?Sized + fmt::Debug> fmt::Debug for $t<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
        }
        impl<T: ?Sized + fmt::Display> fmt::Display for $t<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
        }
    )*};
}
guard_fmt! { RwLockReadGuard RwLockWriteGuard }
