//! The traits behind the call operator. Arguments come as a tuple, passed by the `rust-call` ABI.
use crate::marker::Tuple;

/// Callables that need only shared access to what they captured.
#[lang = "fn"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "closures are lazy and do nothing unless called"]
pub trait Fn<Args: Tuple>: FnMut<Args> {
    /// Calls it.
    extern "rust-call" fn call(&self, args: Args) -> Self::Output;
}

/// Callables that need unique access to what they captured.
#[lang = "fn_mut"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "closures are lazy and do nothing unless called"]
pub trait FnMut<Args: Tuple>: FnOnce<Args> {
    /// Calls it.
    extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output;
}

/// Callables that may be called at least once.
#[lang = "fn_once"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "closures are lazy and do nothing unless called"]
pub trait FnOnce<Args: Tuple> {
    /// What the call gives.
    #[lang = "fn_once_output"]
    type Output;
    /// Calls it and uses it up.
    extern "rust-call" fn call_once(self, args: Args) -> Self::Output;
}

impl<A: Tuple, F: ?Sized + Fn<A>> Fn<A> for &F {
    #[inline]
    extern "rust-call" fn call(&self, args: A) -> F::Output { (**self).call(args) }
}
impl<A: Tuple, F: ?Sized + Fn<A>> FnMut<A> for &F {
    #[inline]
    extern "rust-call" fn call_mut(&mut self, args: A) -> F::Output { (**self).call(args) }
}
impl<A: Tuple, F: ?Sized + Fn<A>> FnOnce<A> for &F {
    type Output = F::Output;
    #[inline]
    extern "rust-call" fn call_once(self, args: A) -> F::Output { (*self).call(args) }
}
impl<A: Tuple, F: ?Sized + FnMut<A>> FnMut<A> for &mut F {
    #[inline]
    extern "rust-call" fn call_mut(&mut self, args: A) -> F::Output { (*self).call_mut(args) }
}
impl<A: Tuple, F: ?Sized + FnMut<A>> FnOnce<A> for &mut F {
    type Output = F::Output;
    #[inline]
    extern "rust-call" fn call_once(self, args: A) -> F::Output { (*self).call_mut(args) }
}
