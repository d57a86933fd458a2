//! `RwLock`: one word says who holds the lock and who waits for it.
//!
//! The low bits count the readers that hold it, or are `WRITER`. Above them `READERS` says that readers wait (on that word) and `WRITERS` that
//! writers do (on `turns`, which each wake-up of a writer changes). While anybody waits, readers that come wait too: so writers
//! get their turn however many readers there are. Who wakes takes the mark away, and who wakes up puts it back if it must wait
//! again, or, being a writer, when it takes the lock, as other writers may still wait behind it.
use super::poison::{Flag, LockResult, PoisonError, TryLockError, TryLockResult};
use crate::sys::sched::{self, atomic::AtomicU32};
use core::cell::UnsafeCell;
use core::fmt;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

const READERS: u32 = 1 << 30;
const WRITERS: u32 = 1 << 31;
const HELD: u32 = READERS - 1;
const WRITER: u32 = HELD;
const MOST_READERS: u32 = WRITER - 1;

struct Raw { state: AtomicU32, turns: AtomicU32 }
impl Raw {
    const fn new() -> Raw { Raw { state: AtomicU32::new(0), turns: AtomicU32::new(0) } }
    fn admits_reader(s: u32) -> bool { s & (READERS | WRITERS) == 0 && s < MOST_READERS }
    #[inline]
    fn try_read(&self) -> bool { self.state.fetch_update(Acquire, Relaxed, |s| if Self::admits_reader(s) { Some(s + 1) } else { None }).is_ok() }
    #[inline]
    fn try_write(&self) -> bool { self.state.fetch_update(Acquire, Relaxed, |s| if s & HELD == 0 { Some(s | WRITER) } else { None }).is_ok() }
    #[inline]
    fn read(&self) {
        if !self.try_read() {
            self.read_contended();
        }
    }
    #[inline]
    fn write(&self) {
        if self.state.compare_exchange(0, WRITER, Acquire, Relaxed).is_err() {
            self.write_contended();
        }
    }
    #[cold]
    fn read_contended(&self) {
        // Somebody writes, and nobody waits yet.
        sched::spin_while(|| self.state.load(Relaxed) == WRITER);
        while !self.try_read() {
            let s = self.state.load(Relaxed);
            if Self::admits_reader(s) {
                continue;
            }
            assert!(s & HELD != MOST_READERS, "too many active read locks on RwLock");
            if s & READERS != 0 || self.state.compare_exchange(s, s | READERS, Relaxed, Relaxed).is_ok() {
                sched::wait(&self.state, s | READERS, None);
            }
        }
    }
    #[cold]
    fn write_contended(&self) {
        sched::spin_while(|| matches!(self.state.load(Relaxed) & !READERS, 1..=WRITER));
        let mut others = 0;
        loop {
            let s = self.state.load(Relaxed);
            if s & HELD == 0 {
                if self.state.compare_exchange(s, s | WRITER | others, Acquire, Relaxed).is_ok() {
                    return;
                }
                continue;
            }
            if s & WRITERS == 0 && self.state.compare_exchange(s, s | WRITERS, Relaxed, Relaxed).is_err() {
                continue;
            }
            others = WRITERS;
            // A waker takes the mark away, then changes `turns`: with the new number we see that the mark is gone.
            let turn = self.turns.load(Acquire);
            let s = self.state.load(Relaxed);
            if s & HELD != 0 && s & WRITERS != 0 {
                sched::wait(&self.turns, turn, None);
            }
        }
    }
    #[inline]
    fn unlock_read(&self) {
        let s = self.state.fetch_sub(1, Release) - 1;
        // Where readers wait beside readers, it is for a writer.
        if s & HELD == 0 && s & WRITERS != 0 {
            self.pass_on(s);
        }
    }
    #[inline]
    fn unlock_write(&self) {
        let s = self.state.fetch_sub(WRITER, Release) - WRITER;
        if s != 0 {
            self.pass_on(s);
        }
    }
    /// Wakes who waits for the lock, which has just become free: a writer, or else all readers. If somebody holds it
    /// again, that is for its next release to do.
    #[cold]
    fn pass_on(&self, mut s: u32) {
        if s == WRITERS {
            match self.state.compare_exchange(s, 0, Relaxed, Relaxed) {
                Ok(_) => {
                    self.wake_writer();
                    return;
                }
                // Readers may have come.
                Err(now) => s = now,
            }
        }
        if s == READERS | WRITERS {
            // A writer that wakes finds the readers' mark and keeps it.
            if self.state.compare_exchange(s, READERS, Relaxed, Relaxed).is_err() || self.wake_writer() {
                return;
            }
            // The mark was left by one that is gone.
            s = READERS;
        }
        if s == READERS && self.state.compare_exchange(s, 0, Relaxed, Relaxed).is_ok() {
            sched::wake_all(&self.state);
        }
    }
    /// Wakes a writer; whether one waited. One that is about to wait finds another number and does not.
    fn wake_writer(&self) -> bool {
        self.turns.fetch_add(1, Release);
        sched::wake_one(&self.turns)
    }
    /// From the writer to a reader.
    fn downgrade(&self) {
        // The writer may have left a mark for other writers of whom there are none: readers would wait for them, and whoever
        // holds the guard may wait for a reader. So the marks go, all look again, and who must wait puts the mark back. At
        // once: a reader that came between would wait beside readers without a writer who passes the lock on.
        let s = self.state.swap(1, Release);
        if s & READERS != 0 {
            sched::wake_all(&self.state);
        }
        if s & WRITERS != 0 {
            self.turns.fetch_add(1, Release);
            sched::wake_all(&self.turns);
        }
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
        lock.inner.downgrade();
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
