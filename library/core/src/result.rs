//! `Result`: success or failure.
use crate::convert::Infallible;
use crate::iter::{FromIterator, FusedIterator, TrustedLen};
use crate::ops::{self, ControlFlow, Deref, DerefMut};
use crate::{fmt, hint};

/// Success with a `T`, or failure with an `E`.
#[derive(Copy, PartialEq, PartialOrd, Eq, Ord, Debug, Hash)]
#[must_use = "this `Result` may be an `Err` variant, which should be handled"]
#[rustc_diagnostic_item = "Result"]
pub enum Result<T, E> {
    /// Success.
    #[lang = "Ok"]
    Ok(T),
    /// Failure.
    #[lang = "Err"]
    Err(E),
}
use Result::{Err, Ok};

impl<T, E> Result<T, E> {
    /// Whether this is `Ok`.
    #[must_use = "if you intended to assert that this is ok, consider `.unwrap()` instead"]
    #[inline]
    pub const fn is_ok(&self) -> bool { matches!(*self, Ok(_)) }
    /// Whether this is `Ok` and `f` holds.
    #[must_use]
    #[inline]
    pub fn is_ok_and<F: FnOnce(T) -> bool>(self, f: F) -> bool {
        match self {
            Err(_) => false,
            Ok(x) => f(x),
        }
    }
    /// Whether this is `Err`.
    #[must_use = "if you intended to assert that this is err, consider `.unwrap_err()` instead"]
    #[inline]
    pub const fn is_err(&self) -> bool { !self.is_ok() }
    /// Whether this is `Err` and `f` holds.
    #[must_use]
    #[inline]
    pub fn is_err_and<F: FnOnce(E) -> bool>(self, f: F) -> bool {
        match self {
            Ok(_) => false,
            Err(e) => f(e),
        }
    }
    /// The value of `Ok`.
    #[inline]
    #[rustc_diagnostic_item = "result_ok_method"]
    pub fn ok(self) -> Option<T> {
        match self {
            Ok(x) => Some(x),
            Err(_) => None,
        }
    }
    /// The value of `Err`.
    #[inline]
    pub fn err(self) -> Option<E> {
        match self {
            Ok(_) => None,
            Err(x) => Some(x),
        }
    }
    /// Refers to the values.
    #[inline]
    pub const fn as_ref(&self) -> Result<&T, &E> {
        match *self {
            Ok(ref x) => Ok(x),
            Err(ref x) => Err(x),
        }
    }
    /// Refers to the values uniquely.
    #[inline]
    pub const fn as_mut(&mut self) -> Result<&mut T, &mut E> {
        match *self {
            Ok(ref mut x) => Ok(x),
            Err(ref mut x) => Err(x),
        }
    }
    /// Maps the value of `Ok`.
    #[inline]
    pub fn map<U, F: FnOnce(T) -> U>(self, op: F) -> Result<U, E> {
        match self {
            Ok(t) => Ok(op(t)),
            Err(e) => Err(e),
        }
    }
    /// Maps the value of `Ok`, or gives `default`.
    #[inline]
    #[must_use = "if you don't need the returned value, use `if let` instead"]
    pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {
        match self {
            Ok(t) => f(t),
            Err(_) => default,
        }
    }
    /// Maps either value.
    #[inline]
    pub fn map_or_else<U, D: FnOnce(E) -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {
        match self {
            Ok(t) => f(t),
            Err(e) => default(e),
        }
    }
    /// Maps the value of `Ok`, or gives `U`'s default.
    #[inline]
    pub fn map_or_default<U: Default, F: FnOnce(T) -> U>(self, f: F) -> U {
        match self {
            Ok(t) => f(t),
            Err(_) => U::default(),
        }
    }
    /// Maps the value of `Err`.
    #[inline]
    pub fn map_err<F, O: FnOnce(E) -> F>(self, op: O) -> Result<T, F> {
        match self {
            Ok(t) => Ok(t),
            Err(e) => Err(op(e)),
        }
    }
    /// Calls `f` with a reference to the value of `Ok`.
    #[inline]
    pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self {
        if let Ok(ref t) = self {
            f(t);
        }
        self
    }
    /// Calls `f` with a reference to the value of `Err`.
    #[inline]
    pub fn inspect_err<F: FnOnce(&E)>(self, f: F) -> Self {
        if let Err(ref e) = self {
            f(e);
        }
        self
    }
    /// Refers to the deref target of `Ok`.
    #[inline]
    pub fn as_deref(&self) -> Result<&T::Target, &E>
    where
        T: Deref,
    {
        self.as_ref().map(Deref::deref)
    }
    /// Refers to the deref target of `Ok` uniquely.
    #[inline]
    pub fn as_deref_mut(&mut self) -> Result<&mut T::Target, &mut E>
    where
        T: DerefMut,
    {
        self.as_mut().map(DerefMut::deref_mut)
    }
    /// Iterates over the value of `Ok`.
    #[inline]
    pub fn iter(&self) -> Iter<'_, T> { Iter { inner: self.as_ref().ok() } }
    /// Iterates over the value of `Ok`, for changing it.
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> { IterMut { inner: self.as_mut().ok() } }
    /// The value of `Ok`; panics with `msg` and the error otherwise.
    #[inline]
    #[track_caller]
    #[rustc_diagnostic_item = "result_expect"]
    pub fn expect(self, msg: &str) -> T
    where
        E: fmt::Debug,
    {
        match self {
            Ok(t) => t,
            Err(e) => unwrap_failed(msg, &e),
        }
    }
    /// The value of `Ok`; panics with the error otherwise.
    #[inline(always)]
    #[track_caller]
    #[rustc_diagnostic_item = "result_unwrap"]
    pub fn unwrap(self) -> T
    where
        E: fmt::Debug,
    {
        match self {
            Ok(t) => t,
            Err(e) => unwrap_failed("called `Result::unwrap()` on an `Err` value", &e),
        }
    }
    /// The value of `Ok`, or the default.
    #[inline]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        match self {
            Ok(x) => x,
            Err(_) => Default::default(),
        }
    }
    /// The value of `Err`; panics with `msg` and the value of `Ok` otherwise.
    #[inline]
    #[track_caller]
    pub fn expect_err(self, msg: &str) -> E
    where
        T: fmt::Debug,
    {
        match self {
            Ok(t) => unwrap_failed(msg, &t),
            Err(e) => e,
        }
    }
    /// The value of `Err`; panics with the value of `Ok` otherwise.
    #[inline]
    #[track_caller]
    pub fn unwrap_err(self) -> E
    where
        T: fmt::Debug,
    {
        match self {
            Ok(t) => unwrap_failed("called `Result::unwrap_err()` on an `Ok` value", &t),
            Err(e) => e,
        }
    }
    /// `res` if this is `Ok`.
    #[inline]
    pub fn and<U>(self, res: Result<U, E>) -> Result<U, E> {
        match self {
            Ok(_) => res,
            Err(e) => Err(e),
        }
    }
    /// What `op` makes of the value of `Ok`.
    #[inline]
    #[rustc_confusables("flat_map", "flatmap")]
    pub fn and_then<U, F: FnOnce(T) -> Result<U, E>>(self, op: F) -> Result<U, E> {
        match self {
            Ok(t) => op(t),
            Err(e) => Err(e),
        }
    }
    /// `res` if this is `Err`.
    #[inline]
    pub fn or<F>(self, res: Result<T, F>) -> Result<T, F> {
        match self {
            Ok(v) => Ok(v),
            Err(_) => res,
        }
    }
    /// What `op` makes of the value of `Err`.
    #[inline]
    pub fn or_else<F, O: FnOnce(E) -> Result<T, F>>(self, op: O) -> Result<T, F> {
        match self {
            Ok(t) => Ok(t),
            Err(e) => op(e),
        }
    }
    /// The value of `Ok`, or `default`.
    #[inline]
    pub fn unwrap_or(self, default: T) -> T {
        match self {
            Ok(t) => t,
            Err(_) => default,
        }
    }
    /// The value of `Ok`, or what `op` makes of the error.
    #[inline]
    #[track_caller]
    pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, op: F) -> T {
        match self {
            Ok(t) => t,
            Err(e) => op(e),
        }
    }
    /// The value of `Ok`, unchecked.
    ///
    /// # Safety
    /// This must be `Ok`.
    #[inline]
    #[track_caller]
    pub unsafe fn unwrap_unchecked(self) -> T {
        match self {
            Ok(t) => t,
            Err(_) => hint::unreachable_unchecked(),
        }
    }
    /// The value of `Err`, unchecked.
    ///
    /// # Safety
    /// This must be `Err`.
    #[inline]
    #[track_caller]
    pub unsafe fn unwrap_err_unchecked(self) -> E {
        match self {
            Ok(_) => hint::unreachable_unchecked(),
            Err(e) => e,
        }
    }
}
impl<T, E> Result<&T, E> {
    /// Copies the value of `Ok`.
    #[inline]
    pub fn copied(self) -> Result<T, E>
    where
        T: Copy,
    {
        self.map(|&t| t)
    }
    /// Clones the value of `Ok`.
    #[inline]
    pub fn cloned(self) -> Result<T, E>
    where
        T: Clone,
    {
        self.map(|t| t.clone())
    }
}
impl<T, E> Result<&mut T, E> {
    /// Copies the value of `Ok`.
    #[inline]
    pub fn copied(self) -> Result<T, E>
    where
        T: Copy,
    {
        self.map(|&mut t| t)
    }
    /// Clones the value of `Ok`.
    #[inline]
    pub fn cloned(self) -> Result<T, E>
    where
        T: Clone,
    {
        self.map(|t| t.clone())
    }
}
impl<T, E> Result<Option<T>, E> {
    /// An option of a result.
    #[inline]
    pub const fn transpose(self) -> Option<Result<T, E>> {
        match self {
            Ok(Some(x)) => Some(Ok(x)),
            Ok(None) => None,
            Err(e) => Some(Err(e)),
        }
    }
}
impl<T, E> Result<Result<T, E>, E> {
    /// Removes one level.
    #[inline]
    pub const fn flatten(self) -> Result<T, E> {
        match self {
            Ok(inner) => inner,
            Err(e) => Err(e),
        }
    }
}

#[inline(never)]
#[cold]
#[track_caller]
fn unwrap_failed(msg: &str, error: &dyn fmt::Debug) -> ! { panic!("{msg}: {error:?}") }

impl<T: Clone, E: Clone> Clone for Result<T, E> {
    #[inline]
    fn clone(&self) -> Self {
        match self {
            Ok(x) => Ok(x.clone()),
            Err(x) => Err(x.clone()),
        }
    }
    #[inline]
    fn clone_from(&mut self, source: &Self) {
        match (self, source) {
            (Ok(to), Ok(from)) => to.clone_from(from),
            (Err(to), Err(from)) => to.clone_from(from),
            (to, from) => *to = from.clone(),
        }
    }
}

macro_rules! result_iter {
    ($(#[$doc:meta])* $name:ident<$($lt:lifetime,)? T>, $item:ty) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<$($lt,)? T> { inner: Option<$item> }
        impl<$($lt,)? T> Iterator for $name<$($lt,)? T> {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> { self.inner.take() }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                let n = self.inner.is_some() as usize;
                (n, Some(n))
            }
        }
        impl<$($lt,)? T> DoubleEndedIterator for $name<$($lt,)? T> {
            #[inline]
            fn next_back(&mut self) -> Option<$item> { self.inner.take() }
        }
        impl<$($lt,)? T> ExactSizeIterator for $name<$($lt,)? T> {}
        impl<$($lt,)? T> FusedIterator for $name<$($lt,)? T> {}
        // SAFETY: the size hint is exact.
        unsafe impl<$($lt,)? T> TrustedLen for $name<$($lt,)? T> {}
    };
}
result_iter! { #[doc = "Iterator over a reference to the value of `Ok`."] Iter<'a, T>, &'a T }
result_iter! { #[doc = "Iterator over a unique reference to the value of `Ok`."] IterMut<'a, T>, &'a mut T }
result_iter! { #[doc = "Iterator over the value of `Ok`."] #[derive(Clone)] IntoIter<T>, T }
impl<T> Clone for Iter<'_, T> {
    #[inline]
    fn clone(&self) -> Self { Iter { inner: self.inner } }
}
impl<T, E> IntoIterator for Result<T, E> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    #[inline]
    fn into_iter(self) -> IntoIter<T> { IntoIter { inner: self.ok() } }
}
impl<'a, T, E> IntoIterator for &'a Result<T, E> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T, E> IntoIterator for &'a mut Result<T, E> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {
    #[inline]
    fn from_iter<I: IntoIterator<Item = Result<A, E>>>(iter: I) -> Result<V, E> {
        crate::iter::try_process(iter.into_iter(), |i| i.collect())
    }
}

impl<T, E> ops::Try for Result<T, E> {
    type Output = T;
    type Residual = Result<Infallible, E>;
    #[inline]
    fn from_output(output: T) -> Self { Ok(output) }
    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, T> {
        match self {
            Ok(v) => ControlFlow::Continue(v),
            Err(e) => ControlFlow::Break(Err(e)),
        }
    }
}
impl<T, E, F: From<E>> ops::FromResidual<Result<Infallible, E>> for Result<T, F> {
    #[inline]
    #[track_caller]
    fn from_residual(residual: Result<Infallible, E>) -> Self {
        match residual {
            Err(e) => Err(From::from(e)),
        }
    }
}
impl<T, E> ops::Residual<T> for Result<Infallible, E> {
    type TryType = Result<T, E>;
}
