//! Threads that may borrow: the scope waits for them.
use super::{Builder, JoinInner, Result, Thread, current};
use crate::sync::Arc;
use core::fmt;
use core::marker::PhantomData;
use core::sync::atomic::{AtomicUsize, Ordering};

/// A scope of threads.
pub struct Scope<'scope, 'env: 'scope> { data: Arc<ScopeData>, scope: PhantomData<&'scope mut &'scope ()>, env: PhantomData<&'env mut &'env ()> }
#[doc(hidden)]
pub struct ScopeData { running: AtomicUsize, panics: AtomicUsize, main: Thread }
impl ScopeData {
    pub(super) fn enter(&self) { self.running.fetch_add(1, Ordering::Relaxed); }
    pub(super) fn leave(&self, panicked: bool) {
        if panicked {
            self.panics.fetch_add(1, Ordering::Relaxed);
        }
        // The caller has a share of this block, so that the handle outlives the scope.
        if self.running.fetch_sub(1, Ordering::Release) == 1 {
            self.main.unpark();
        }
    }
}
/// Runs a function that may start threads, and waits for them.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope { data: Arc::new(ScopeData { running: AtomicUsize::new(0), main: current(), panics: AtomicUsize::new(0) }), scope: PhantomData, env: PhantomData };
    let result = crate::panic::catch_unwind(crate::panic::AssertUnwindSafe(|| f(&scope)));
    while scope.data.running.load(Ordering::Acquire) != 0 {
        super::park();
    }
    match result {
        Err(e) => crate::panic::resume_unwind(e),
        Ok(_) if scope.data.panics.load(Ordering::Relaxed) != 0 => panic!("a scoped thread panicked"),
        Ok(r) => r,
    }
}
impl<'scope, 'env> Scope<'scope, 'env> {
    pub(super) fn data(&self) -> Arc<ScopeData> { self.data.clone() }
    pub(super) fn handle<T>(&self, inner: JoinInner<T>) -> ScopedJoinHandle<'scope, T> { ScopedJoinHandle { inner, marker: PhantomData } }
    /// Starts a thread.
    #[track_caller]
    pub fn spawn<F: FnOnce() -> T + Send + 'scope, T: Send + 'scope>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T> { Builder::new().spawn_scoped(self, f).expect("failed to spawn thread") }
}
/// Owns the right to join a thread of a scope.
pub struct ScopedJoinHandle<'scope, T> { inner: JoinInner<T>, marker: PhantomData<&'scope ()> }
// SAFETY: as `JoinHandle`.
unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
// SAFETY: as `JoinHandle`.
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}
impl<'scope, T> ScopedJoinHandle<'scope, T> {
    /// The thread.
    #[must_use]
    pub fn thread(&self) -> &Thread { &self.inner.thread }
    /// Waits for the end. A panic that is given here does not reach the scope.
    pub fn join(self) -> Result<T> { self.inner.join() }
    /// Whether it has ended.
    pub fn is_finished(&self) -> bool { self.inner.is_finished() }
}
impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Scope").finish_non_exhaustive() }
}
impl<'scope, T> fmt::Debug for ScopedJoinHandle<'scope, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ScopedJoinHandle").finish_non_exhaustive() }
}
