//! The traits behind async closures; the compiler implements them.
use crate::future::Future;
use crate::marker::Tuple;

/// An async callable that borrows its captures.
#[lang = "async_fn"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "async closures are lazy and do nothing unless called"]
pub trait AsyncFn<Args: Tuple>: AsyncFnMut<Args> {
    /// Calls it.
    extern "rust-call" fn async_call(&self, args: Args) -> Self::CallRefFuture<'_>;
}
/// An async callable that borrows its captures uniquely.
#[lang = "async_fn_mut"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "async closures are lazy and do nothing unless called"]
pub trait AsyncFnMut<Args: Tuple>: AsyncFnOnce<Args> {
    /// The future of a borrowing call.
    #[lang = "call_ref_future"]
    type CallRefFuture<'a>: Future<Output = Self::Output> where Self: 'a;
    /// Calls it.
    extern "rust-call" fn async_call_mut(&mut self, args: Args) -> Self::CallRefFuture<'_>;
}
/// An async callable that may be called at least once.
#[lang = "async_fn_once"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "async closures are lazy and do nothing unless called"]
pub trait AsyncFnOnce<Args: Tuple> {
    /// The future of the call.
    #[lang = "call_once_future"]
    type CallOnceFuture: Future<Output = Self::Output>;
    /// What the future gives.
    #[lang = "async_fn_once_output"]
    type Output;
    /// Calls it and uses it up.
    extern "rust-call" fn async_call_once(self, args: Args) -> Self::CallOnceFuture;
}

impl<A: Tuple, F: ?Sized + AsyncFn<A>> AsyncFn<A> for &F {
    extern "rust-call" fn async_call(&self, args: A) -> Self::CallRefFuture<'_> { F::async_call(*self, args) }
}
impl<A: Tuple, F: ?Sized + AsyncFn<A>> AsyncFnMut<A> for &F {
    type CallRefFuture<'a> = F::CallRefFuture<'a> where Self: 'a;
    extern "rust-call" fn async_call_mut(&mut self, args: A) -> Self::CallRefFuture<'_> { F::async_call(*self, args) }
}
impl<'a, A: Tuple, F: ?Sized + AsyncFn<A>> AsyncFnOnce<A> for &'a F {
    type Output = F::Output;
    type CallOnceFuture = F::CallRefFuture<'a>;
    extern "rust-call" fn async_call_once(self, args: A) -> Self::CallOnceFuture { F::async_call(self, args) }
}
impl<A: Tuple, F: ?Sized + AsyncFnMut<A>> AsyncFnMut<A> for &mut F {
    type CallRefFuture<'a> = F::CallRefFuture<'a> where Self: 'a;
    extern "rust-call" fn async_call_mut(&mut self, args: A) -> Self::CallRefFuture<'_> { F::async_call_mut(*self, args) }
}
impl<'a, A: Tuple, F: ?Sized + AsyncFnMut<A>> AsyncFnOnce<A> for &'a mut F {
    type Output = F::Output;
    type CallOnceFuture = F::CallRefFuture<'a>;
    extern "rust-call" fn async_call_once(self, args: A) -> Self::CallOnceFuture { F::async_call_mut(self, args) }
}

/// Helpers that the compiler uses to type async closures.
#[doc(hidden)]
pub mod internal_types {
    /// Relates a closure's kind to the kind that a goal asks for.
    #[lang = "async_fn_kind_helper"]
    pub trait AsyncFnKindHelper<GoalKind> {
        /// The captures as the coroutine sees them.
        #[lang = "async_fn_kind_upvars"]
        type Upvars<'closure_env, Inputs, Upvars, BorrowedUpvarsAsFnPtr>;
    }
}
