//! Asynchronous values.
use crate::fmt;
use crate::ops::DerefMut;
use crate::pin::Pin;
use crate::ptr::NonNull;
use crate::task::{Context, Poll};

/// A value that may not be there yet.
#[must_use = "futures do nothing unless you `.await` or poll them"]
#[lang = "future_trait"]
#[rustc_on_unimplemented(
    on(from_desugaring = "Await", note = "{Self} must be a future or must implement `IntoFuture` to be awaited"),
    label = "`{Self}` is not a future",
    message = "`{Self}` is not a future"
)]
pub trait Future {
    /// The value.
    #[lang = "future_output"]
    type Output;
    /// Asks for it.
    #[lang = "poll"]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output>;
}
impl<F: ?Sized + Future + Unpin> Future for &mut F {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> { F::poll(Pin::new(&mut **self), cx) }
}
impl<P: DerefMut<Target: Future>> Future for Pin<P> {
    type Output = <<P as crate::ops::Deref>::Target as Future>::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        <P::Target as Future>::poll(self.as_deref_mut(), cx)
    }
}
/// Types that `.await` accepts.
pub trait IntoFuture {
    /// The value.
    type Output;
    /// The future.
    type IntoFuture: Future<Output = Self::Output>;
    /// Makes the future.
    #[lang = "into_future"]
    fn into_future(self) -> Self::IntoFuture;
}
impl<F: Future> IntoFuture for F {
    type Output = F::Output;
    type IntoFuture = F;
    fn into_future(self) -> F { self }
}

/// The context as lowered `async` code carries it: a pointer without lifetime.
#[lang = "ResumeTy"]
#[doc(hidden)]
#[derive(Debug, Copy, Clone)]
pub struct ResumeTy(NonNull<Context<'static>>);
// SAFETY: used within one call of `poll`.
unsafe impl Send for ResumeTy {}
// SAFETY: used within one call of `poll`.
unsafe impl Sync for ResumeTy {}
/// The context of a resumption.
///
/// # Safety
/// The pointer must be that of the running `poll`.
#[lang = "get_context"]
#[doc(hidden)]
#[must_use]
#[inline]
pub unsafe fn get_context<'a, 'b>(cx: ResumeTy) -> &'a mut Context<'b> { &mut *cx.0.as_ptr().cast() }

/// See `ready`.
#[derive(Debug, Clone)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Ready<T>(Option<T>);
impl<T> Unpin for Ready<T> {}
impl<T> Future for Ready<T> {
    type Output = T;
    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> { Poll::Ready(self.0.take().expect("`Ready` polled after completion")) }
}
impl<T> Ready<T> {
    /// The value.
    #[must_use]
    #[inline]
    pub fn into_inner(self) -> T { self.0.expect("Called `into_inner()` on `Ready` after completion") }
}
/// A future that is ready.
pub fn ready<T>(t: T) -> Ready<T> { Ready(Some(t)) }
/// See `pending`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Pending<T>(crate::marker::PhantomData<fn() -> T>);
/// A future that is never ready.
pub fn pending<T>() -> Pending<T> { Pending(crate::marker::PhantomData) }
impl<T> Future for Pending<T> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> { Poll::Pending }
}
impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Pending").finish() }
}
impl<T> Clone for Pending<T> {
    fn clone(&self) -> Pending<T> { pending() }
}
/// See `poll_fn`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct PollFn<F>(F);
/// A future whose `poll` is a function.
pub fn poll_fn<T, F: FnMut(&mut Context<'_>) -> Poll<T>>(f: F) -> PollFn<F> { PollFn(f) }
impl<F: Unpin> Unpin for PollFn<F> {}
impl<F> fmt::Debug for PollFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("PollFn").finish() }
}
impl<T, F: FnMut(&mut Context<'_>) -> Poll<T>> Future for PollFn<F> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        // SAFETY: nothing is moved out.
        (unsafe { &mut self.get_unchecked_mut().0 })(cx)
    }
}

/// Names a destructor that may wait. No type implements it; the compiler asks for the name when it lays out the
/// state of an `async` body.
#[lang = "async_drop"]
#[doc(hidden)]
#[allow(async_fn_in_trait)]
pub trait AsyncDrop {
    /// Destroys the value, waiting as needed.
    async fn drop(self: crate::pin::Pin<&mut Self>);
}

/// Destroys what is pointed to, waiting as needed. The compiler makes the body.
///
/// # Safety
/// As for `ptr::drop_in_place`.
#[lang = "async_drop_in_place"]
#[doc(hidden)]
#[cfg(nightly_oracle)]
pub async unsafe fn async_drop_in_place<T: ?Sized>(_to_drop: *mut T) {}
