//! `Once`: a state, and beside it, in the same word, whether somebody waits for it to change.
use crate::sys::sched;
use crate::sys::sched::atomic::AtomicU32;
use core::cell::Cell;
use core::fmt;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};

const INCOMPLETE: u32 = 0;
const POISONED: u32 = 1;
const RUNNING: u32 = 2;
const COMPLETE: u32 = 3;
const STATE: u32 = 3;
const AWAITED: u32 = 4;

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
    pub const fn new() -> Once { Once { state: AtomicU32::new(INCOMPLETE) } }
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
    pub fn is_completed(&self) -> bool { self.state.load(Acquire) == COMPLETE }
    /// Waits until the function has run.
    pub fn wait(&self) { self.wait_until_complete(false) }
    /// The same, also if one has panicked: until another has run.
    pub fn wait_force(&self) { self.wait_until_complete(true) }
    #[track_caller]
    fn wait_until_complete(&self, force: bool) {
        loop {
            let s = self.state.load(Acquire);
            match s & STATE {
                COMPLETE => return,
                POISONED if !force => panic!("Once instance has previously been poisoned"),
                _ => self.wait_for_change(s),
            }
        }
    }
    /// Waits while the word has that value, having said so in the word.
    fn wait_for_change(&self, s: u32) {
        if s & AWAITED != 0 || self.state.compare_exchange(s, s | AWAITED, Relaxed, Relaxed).is_ok() {
            sched::wait(&self.state, s | AWAITED, None);
        }
    }
    #[cold]
    #[track_caller]
    pub(super) fn call(&self, force: bool, f: &mut dyn FnMut(&OnceState)) {
        struct Guard<'a> { once: &'a Once, set: u32 }
        impl Drop for Guard<'_> {
            fn drop(&mut self) {
                if self.once.state.swap(self.set, AcqRel) & AWAITED != 0 {
                    sched::wake_all(&self.once.state);
                }
            }
        }
        loop {
            let s = self.state.load(Acquire);
            match s & STATE {
                COMPLETE => return,
                POISONED if !force => panic!("Once instance has previously been poisoned"),
                RUNNING => self.wait_for_change(s),
                before => {
                    if self.state.compare_exchange(s, RUNNING | s & AWAITED, Acquire, Acquire).is_err() {
                        continue;
                    }
                    let mut guard = Guard { once: self, set: POISONED };
                    let state = OnceState { poisoned: before == POISONED, set_to: Cell::new(COMPLETE) };
                    f(&state);
                    guard.set = state.set_to.get();
                    return;
                }
            }
        }
    }
}
impl OnceState {
    /// Whether an earlier function panicked.
    pub fn is_poisoned(&self) -> bool { self.poisoned }
    pub(super) fn leave_incomplete(&self) { self.set_to.set(INCOMPLETE) }
}
impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Once").finish_non_exhaustive() }
}
impl fmt::Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("OnceState").field("poisoned", &self.is_poisoned()).finish() }
}
