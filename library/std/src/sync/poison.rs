//! Poisoning: a lock remembers that a thread panicked while it held it.
use core::error::Error;
use core::fmt;
use core::sync::atomic::{AtomicBool, Ordering};

#[doc(hidden)]
pub struct Flag(AtomicBool);
impl Flag {
    pub const fn new() -> Flag { Flag(AtomicBool::new(false)) }
    pub fn get(&self) -> bool { self.0.load(Ordering::Relaxed) }
    pub fn clear(&self) { self.0.store(false, Ordering::Relaxed) }
    /// To be called when a guard goes, with what `panicking` was when it came.
    pub fn done(&self, was_panicking: bool) {
        if !was_panicking && crate::thread::panicking() {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}
/// The lock is poisoned; the guard is inside.
pub struct PoisonError<T> { data: T }
/// A lock was not taken.
pub enum TryLockError<T> {
    /// The lock is poisoned.
    Poisoned(PoisonError<T>),
    /// The lock is held.
    WouldBlock,
}
/// What locking gives.
pub type LockResult<T> = Result<T, PoisonError<T>>;
/// What trying to lock gives.
pub type TryLockResult<G> = Result<G, TryLockError<G>>;
impl<T> PoisonError<T> {
    /// Of a guard.
    pub fn new(data: T) -> PoisonError<T> { PoisonError { data } }
    /// The guard.
    pub fn into_inner(self) -> T { self.data }
    /// The guard.
    pub fn get_ref(&self) -> &T { &self.data }
    /// The guard.
    pub fn get_mut(&mut self) -> &mut T { &mut self.data }
}
impl<T> fmt::Debug for PoisonError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("PoisonError").finish_non_exhaustive() }
}
impl<T> fmt::Display for PoisonError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("poisoned lock: another task failed inside") }
}
impl<T> Error for PoisonError<T> {}
impl<T> From<PoisonError<T>> for TryLockError<T> {
    fn from(err: PoisonError<T>) -> TryLockError<T> { TryLockError::Poisoned(err) }
}
impl<T> fmt::Debug for TryLockError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(match self { TryLockError::Poisoned(..) => "Poisoned(..)", TryLockError::WouldBlock => "WouldBlock" }) }
}
impl<T> fmt::Display for TryLockError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self { TryLockError::Poisoned(..) => "poisoned lock: another task failed inside", TryLockError::WouldBlock => "try_lock failed because the operation would block" })
    }
}
impl<T> Error for TryLockError<T> {}
