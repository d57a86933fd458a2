//! `Barrier`.
use super::{Condvar, Mutex};
use core::fmt;
/// Lets threads wait for each other.
pub struct Barrier { lock: Mutex<(usize, usize)>, cvar: Condvar, n: usize }
/// Whether this thread was the last.
pub struct BarrierWaitResult(bool);
impl Barrier {
    /// For `n` threads.
    #[must_use]
    pub const fn new(n: usize) -> Barrier { Barrier { lock: Mutex::new((0, 0)), cvar: Condvar::new(), n } }
    /// Waits for the others.
    pub fn wait(&self) -> BarrierWaitResult {
        let mut lock = self.lock.lock().unwrap();
        let generation = lock.1;
        lock.0 += 1;
        if lock.0 < self.n {
            let _guard = self.cvar.wait_while(lock, |s| generation == s.1).unwrap();
            BarrierWaitResult(false)
        } else {
            lock.0 = 0;
            lock.1 = lock.1.wrapping_add(1);
            self.cvar.notify_all();
            BarrierWaitResult(true)
        }
    }
}
impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Barrier").finish_non_exhaustive() }
}
impl BarrierWaitResult {
    /// Whether it was.
    #[must_use]
    pub fn is_leader(&self) -> bool { self.0 }
}
impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("BarrierWaitResult").field("is_leader", &self.is_leader()).finish() }
}
