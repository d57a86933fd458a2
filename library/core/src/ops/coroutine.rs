//! Resumable functions; `async` blocks lower to them.
use crate::pin::Pin;

/// What a resumption gave.
#[derive(Clone, Copy, PartialEq, PartialOrd, Eq, Ord, Debug, Hash)]
#[lang = "coroutine_state"]
pub enum CoroutineState<Y, R> {
    /// Suspended at a yield.
    Yielded(Y),
    /// Ran to its end.
    Complete(R),
}

/// A function that can suspend itself.
#[lang = "coroutine"]
#[fundamental]
#[must_use = "coroutines are lazy and do nothing unless resumed"]
pub trait Coroutine<R = ()> {
    /// The type of the values it yields.
    #[lang = "coroutine_yield"]
    type Yield;
    /// The type of the final value.
    #[lang = "coroutine_return"]
    type Return;
    /// Runs up to the next yield or the end.
    #[lang = "coroutine_resume"]
    fn resume(self: Pin<&mut Self>, arg: R) -> CoroutineState<Self::Yield, Self::Return>;
}
