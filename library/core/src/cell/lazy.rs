//! `LazyCell`: a value computed at its first use.
use super::UnsafeCell;
use crate::fmt;
use crate::ops::{Deref, DerefMut};

enum State<T, F> {
    Uninit(F),
    Init(T),
    Poisoned,
}
/// A value computed at its first use.
pub struct LazyCell<T, F = fn() -> T> {
    state: UnsafeCell<State<T, F>>,
}
impl<T, F: FnOnce() -> T> LazyCell<T, F> {
    /// A value that `f` will compute.
    #[inline]
    pub const fn new(f: F) -> LazyCell<T, F> { LazyCell { state: UnsafeCell::new(State::Uninit(f)) } }
    /// Computes the value if needed and refers to it.
    #[inline]
    pub fn force(this: &LazyCell<T, F>) -> &T {
        // SAFETY: a computed value does not change any more.
        if let State::Init(v) = unsafe { &*this.state.get() } {
            return v;
        }
        // SAFETY: no reference into the state exists while it is not `Init`.
        let previous = crate::mem::replace(unsafe { &mut *this.state.get() }, State::Poisoned);
        let State::Uninit(f) = previous else { panic_poisoned() };
        let value = f();
        // SAFETY: as above; if `f` got here again it panicked.
        let state = unsafe { &mut *this.state.get() };
        *state = State::Init(value);
        match state {
            State::Init(v) => v,
            _ => unreachable!(),
        }
    }
    /// Computes the value if needed and refers to it uniquely.
    #[inline]
    pub fn force_mut(this: &mut LazyCell<T, F>) -> &mut T {
        Self::force(this);
        match this.state.get_mut() {
            State::Init(v) => v,
            _ => panic_poisoned(),
        }
    }
}
impl<T, F> LazyCell<T, F> {
    /// The value, if computed.
    #[inline]
    pub fn get(this: &Self) -> Option<&T> {
        // SAFETY: a computed value does not change any more.
        match unsafe { &*this.state.get() } {
            State::Init(v) => Some(v),
            _ => None,
        }
    }
    /// The value, if computed.
    #[inline]
    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        match this.state.get_mut() {
            State::Init(v) => Some(v),
            _ => None,
        }
    }
    /// The value if computed, otherwise the function.
    #[doc(hidden)]
    pub fn into_inner(this: Self) -> Result<T, F> {
        match this.state.into_inner() {
            State::Init(v) => Ok(v),
            State::Uninit(f) => Err(f),
            State::Poisoned => panic_poisoned(),
        }
    }
}
#[cold]
#[inline(never)]
fn panic_poisoned() -> ! { panic!("LazyCell instance has previously been poisoned") }
impl<T, F: FnOnce() -> T> Deref for LazyCell<T, F> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T { LazyCell::force(self) }
}
impl<T, F: FnOnce() -> T> DerefMut for LazyCell<T, F> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T { LazyCell::force_mut(self) }
}
impl<T: Default> Default for LazyCell<T> {
    fn default() -> LazyCell<T> { LazyCell::new(T::default) }
}
impl<T: fmt::Debug, F> fmt::Debug for LazyCell<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_tuple("LazyCell");
        match LazyCell::get(self) {
            Some(v) => d.field(v),
            None => d.field(&format_args!("<uninit>")),
        };
        d.finish()
    }
}
