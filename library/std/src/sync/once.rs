//! `Once`: 0 incomplete, 1 poisoned, 2 running, 3 running with waiters, 4 complete.
use crate::sys::sched;
use core::cell::Cell;
use core::fmt;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};

/// Runs something once.
pub struct Once { state: AtomicU32 }
impl core::panic::UnwindSafe for Once {}
impl core::panic::RefUnwindSafe for Once {}
/// What the function of `call_once_force` is told.
pub struct OnceState { poisoned: bool, set_to: Cell<u32> }
/// A fresh `Once`.
#[deprecated(since = "1.38.0", note = "the `Once::new()` function is now preferred")]
pub const ONCE_INIT: Once = Once::new();
impl Once {
    /// Nothing has run.
    #[inline]
    #[must_use]
    pub const fn new() -> Once { Once { state: AtomicU32::new(0) } }
    /// Runs the function unless one has run.
    #[inline]
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        if self.is_completed() {
            return;
        }
        let mut f = Some(f);
        self.call(false, &mut |_| f.take().unwrap()());
    }
    /// The same, also after a panic.
    #[inline]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        if self.is_completed() {
            return;
        }
        let mut f = Some(f);
        self.call(true, &mut |s| f.take().unwrap()(s));
    }
    /// Whether the function has run.
    #[inline]
    pub fn is_completed(&self) -> bool { self.state.load(Acquire) == 4 }
    /// Waits until the function has run.
    pub fn wait(&self) {
        loop {
            match self.state.load(Acquire) {
                4 => return,
                1 => panic!("Once instance has previously been poisoned"),
                2 => { let _ = self.state.compare_exchange(2, 3, Relaxed, Relaxed); }
                s => { sched::wait(&self.state, s, None); }
            }
        }
    }
    #[cold]
    #[track_caller]
    pub(super) fn call(&self, force: bool, f: &mut dyn FnMut(&OnceState)) {
        loop {
            let s = self.state.load(Acquire);
            match s {
                4 => return,
                1 if !force => panic!("Once instance has previously been poisoned"),
                0 | 1 => {
                    if self.state.compare_exchange(s, 2, Acquire, Acquire).is_err() {
                        continue;
                    }
                    struct Guard<'a> { once: &'a Once, set: u32 }
                    impl Drop for Guard<'_> {
                        fn drop(&mut self) {
                            if self.once.state.swap(self.set, AcqRel) == 3 {
                                sched::wake_all(&self.once.state);
                            }
                        }
                    }
                    let mut g = Guard { once: self, set: 1 };
                    let st = OnceState { poisoned: s == 1, set_to: Cell::new(4) };
                    f(&st);
                    g.set = st.set_to.get();
                    return;
                }
                2 => { let _ = self.state.compare_exchange(2, 3, Relaxed, Relaxed); }
                s => { sched::wait(&self.state, s, None); }
            }
        }
    }
}
impl OnceState {
    /// Whether an earlier function panicked.
    pub fn is_poisoned(&self) -> bool { self.poisoned }
    pub(super) fn leave_incomplete(&self) { self.set_to.set(0) }
}
impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Once").finish_non_exhaustive() }
}
impl fmt::Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("OnceState").field("poisoned", &self.is_poisoned()).finish() }
}
