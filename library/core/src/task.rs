//! Polling and waking.
use crate::convert;
use crate::fmt;
use crate::marker::PhantomData;
use crate::mem::ManuallyDrop;
use crate::ops::{self, ControlFlow};

/// What polling gives.
#[must_use = "this `Poll` may be a `Pending` variant, which should be handled"]
#[lang = "Poll"]
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Poll<T> {
    /// The value.
    #[lang = "Ready"]
    Ready(T),
    /// Not yet.
    #[lang = "Pending"]
    Pending,
}
impl<T> Poll<T> {
    /// Maps the value.
    #[inline]
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U> {
        match self {
            Poll::Ready(t) => Poll::Ready(f(t)),
            Poll::Pending => Poll::Pending,
        }
    }
    /// Whether there is a value.
    #[inline]
    pub const fn is_ready(&self) -> bool { matches!(*self, Poll::Ready(_)) }
    /// Whether there is none.
    #[inline]
    pub const fn is_pending(&self) -> bool { !self.is_ready() }
}
impl<T, E> Poll<Result<T, E>> {
    /// Maps the value of `Ok`.
    #[inline]
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Result<U, E>> { self.map(|r| r.map(f)) }
    /// Maps the value of `Err`.
    #[inline]
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Result<T, U>> { self.map(|r| r.map_err(f)) }
}
impl<T, E> Poll<Option<Result<T, E>>> {
    /// Maps the value of `Ok`.
    #[inline]
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Option<Result<U, E>>> { self.map(|o| o.map(|r| r.map(f))) }
    /// Maps the value of `Err`.
    #[inline]
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Option<Result<T, U>>> { self.map(|o| o.map(|r| r.map_err(f))) }
}
impl<T> From<T> for Poll<T> {
    fn from(t: T) -> Poll<T> { Poll::Ready(t) }
}
impl<T, E> ops::Try for Poll<Result<T, E>> {
    type Output = Poll<T>;
    type Residual = Result<convert::Infallible, E>;
    #[inline]
    fn from_output(c: Poll<T>) -> Self { c.map(Ok) }
    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, Poll<T>> {
        match self {
            Poll::Ready(Ok(x)) => ControlFlow::Continue(Poll::Ready(x)),
            Poll::Ready(Err(e)) => ControlFlow::Break(Err(e)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}
impl<T, E, F: From<E>> ops::FromResidual<Result<convert::Infallible, E>> for Poll<Result<T, F>> {
    #[inline]
    fn from_residual(x: Result<convert::Infallible, E>) -> Self {
        match x {
            Err(e) => Poll::Ready(Err(From::from(e))),
        }
    }
}
impl<T, E> ops::Try for Poll<Option<Result<T, E>>> {
    type Output = Poll<Option<T>>;
    type Residual = Result<convert::Infallible, E>;
    #[inline]
    fn from_output(c: Poll<Option<T>>) -> Self { c.map(|x| x.map(Ok)) }
    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, Poll<Option<T>>> {
        match self {
            Poll::Ready(Some(Ok(x))) => ControlFlow::Continue(Poll::Ready(Some(x))),
            Poll::Ready(Some(Err(e))) => ControlFlow::Break(Err(e)),
            Poll::Ready(None) => ControlFlow::Continue(Poll::Ready(None)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}
impl<T, E, F: From<E>> ops::FromResidual<Result<convert::Infallible, E>> for Poll<Option<Result<T, F>>> {
    #[inline]
    fn from_residual(x: Result<convert::Infallible, E>) -> Self {
        match x {
            Err(e) => Poll::Ready(Some(Err(From::from(e)))),
        }
    }
}
/// Gives the value, or returns `Pending`.
#[macro_export]
#[doc(hidden)]
macro_rules! __task_ready {
    ($e:expr $(,)?) => {
        match $e {
            $crate::task::Poll::Ready(t) => t,
            $crate::task::Poll::Pending => return $crate::task::Poll::Pending,
        }
    };
}
pub use __task_ready as ready;

/// A pointer with functions: a waker without safety.
#[derive(PartialEq, Copy, Clone, Debug)]
pub struct RawWaker {
    data: *const (),
    vtable: &'static RawWakerVTable,
}
impl RawWaker {
    /// Puts one together.
    #[inline]
    #[must_use]
    pub const fn new(data: *const (), vtable: &'static RawWakerVTable) -> RawWaker { RawWaker { data, vtable } }
}
/// The functions of a waker.
#[allow(unpredictable_function_pointer_comparisons)]
#[derive(PartialEq, Copy, Clone, Debug)]
pub struct RawWakerVTable {
    clone: unsafe fn(*const ()) -> RawWaker,
    wake: unsafe fn(*const ()),
    wake_by_ref: unsafe fn(*const ()),
    drop: unsafe fn(*const ()),
}
impl RawWakerVTable {
    /// Puts one together.
    #[cfg_attr(not(nightly_oracle), rustc_promotable)]
    pub const fn new(
        clone: unsafe fn(*const ()) -> RawWaker,
        wake: unsafe fn(*const ()),
        wake_by_ref: unsafe fn(*const ()),
        drop: unsafe fn(*const ()),
    ) -> Self {
        Self { clone, wake, wake_by_ref, drop }
    }
}
/// What a poll is told.
#[lang = "Context"]
pub struct Context<'a> {
    waker: &'a Waker,
    _marker: PhantomData<fn(&'a ()) -> &'a ()>,
    _not_send: PhantomData<*mut ()>,
}
impl<'a> Context<'a> {
    /// Of a waker.
    #[must_use]
    #[inline]
    pub const fn from_waker(waker: &'a Waker) -> Self { Context { waker, _marker: PhantomData, _not_send: PhantomData } }
    /// The waker.
    #[must_use]
    #[inline]
    pub const fn waker(&self) -> &'a Waker { self.waker }
}
impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Context").field("waker", &self.waker).finish() }
}
/// Wakes a task.
#[repr(transparent)]
pub struct Waker {
    waker: RawWaker,
}
impl Unpin for Waker {}
// SAFETY: the functions must be thread-safe by contract.
unsafe impl Send for Waker {}
// SAFETY: the functions must be thread-safe by contract.
unsafe impl Sync for Waker {}
impl Waker {
    /// Wakes and uses up the waker.
    #[inline]
    pub fn wake(self) {
        let this = ManuallyDrop::new(self);
        // SAFETY: by the contract of `from_raw`.
        unsafe { (this.waker.vtable.wake)(this.waker.data) };
    }
    /// Wakes.
    #[inline]
    pub fn wake_by_ref(&self) {
        // SAFETY: by the contract of `from_raw`.
        unsafe { (self.waker.vtable.wake_by_ref)(self.waker.data) }
    }
    /// Whether both wake the same task.
    #[inline]
    #[must_use]
    pub fn will_wake(&self, other: &Waker) -> bool {
        self.waker.data == other.waker.data && crate::ptr::eq(self.waker.vtable, other.waker.vtable)
    }
    /// Of pointer and functions.
    ///
    /// # Safety
    /// They must keep the contract of `RawWakerVTable`.
    #[inline]
    #[must_use]
    pub const unsafe fn new(data: *const (), vtable: &'static RawWakerVTable) -> Self { Waker { waker: RawWaker { data, vtable } } }
    /// Of a raw waker.
    ///
    /// # Safety
    /// It must keep the contract of `RawWakerVTable`.
    #[inline]
    #[must_use]
    pub const unsafe fn from_raw(waker: RawWaker) -> Waker { Waker { waker } }
    /// A waker that does nothing.
    #[inline]
    #[must_use]
    pub const fn noop() -> &'static Waker {
        const VTABLE: RawWakerVTable = RawWakerVTable::new(|_| RAW, |_| {}, |_| {}, |_| {});
        const RAW: RawWaker = RawWaker::new(crate::ptr::null(), &VTABLE);
        const WAKER: &Waker = &Waker { waker: RAW };
        WAKER
    }
    /// The pointer.
    #[inline]
    #[must_use]
    pub fn data(&self) -> *const () { self.waker.data }
    /// The functions.
    #[inline]
    #[must_use]
    pub fn vtable(&self) -> &'static RawWakerVTable { self.waker.vtable }
    #[doc(hidden)]
    #[inline]
    pub fn as_raw(&self) -> &RawWaker { &self.waker }
}
impl Clone for Waker {
    #[inline]
    fn clone(&self) -> Self {
        // SAFETY: by the contract of `from_raw`.
        Waker { waker: unsafe { (self.waker.vtable.clone)(self.waker.data) } }
    }
}
impl Drop for Waker {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: by the contract of `from_raw`.
        unsafe { (self.waker.vtable.drop)(self.waker.data) }
    }
}
impl fmt::Debug for Waker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let vtable_ptr = self.waker.vtable as *const RawWakerVTable;
        f.debug_struct("Waker").field("data", &self.waker.data).field("vtable", &vtable_ptr).finish()
    }
}
