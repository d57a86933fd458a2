//! `Option`: a value or nothing.
use crate::convert::Infallible;
use crate::iter::{FromIterator, FusedIterator, TrustedLen};
use crate::ops::{self, ControlFlow, Deref, DerefMut};
use crate::panicking::panic;
use crate::pin::Pin;
use crate::{hint, mem};

/// A value of type `T`, or none.
#[derive(Copy, Eq, Debug, Hash, PartialOrd, Ord)]
#[rustc_diagnostic_item = "Option"]
#[lang = "Option"]
#[allow(clippy::derived_hash_with_manual_eq)]
pub enum Option<T> {
    /// No value.
    #[lang = "None"]
    None,
    /// Some value.
    #[lang = "Some"]
    Some(T),
}
use Option::{None, Some};

impl<T> Option<T> {
    /// Whether there is a value.
    #[must_use = "if you intended to assert that this has a value, consider `.unwrap()` instead"]
    #[inline]
    pub const fn is_some(&self) -> bool { matches!(*self, Some(_)) }
    /// Whether there is a value for which `f` holds.
    #[must_use]
    #[inline]
    pub fn is_some_and(self, f: impl FnOnce(T) -> bool) -> bool {
        match self {
            None => false,
            Some(x) => f(x),
        }
    }
    /// Whether there is no value.
    #[must_use = "if you intended to assert that this doesn't have a value, consider wrapping this in an `assert!()` instead"]
    #[inline]
    pub const fn is_none(&self) -> bool { !self.is_some() }
    /// Whether there is no value, or `f` holds for it.
    #[must_use]
    #[inline]
    pub fn is_none_or(self, f: impl FnOnce(T) -> bool) -> bool {
        match self {
            None => true,
            Some(x) => f(x),
        }
    }
    /// Refers to the value.
    #[inline]
    pub const fn as_ref(&self) -> Option<&T> {
        match *self {
            Some(ref x) => Some(x),
            None => None,
        }
    }
    /// Refers to the value uniquely.
    #[inline]
    pub const fn as_mut(&mut self) -> Option<&mut T> {
        match *self {
            Some(ref mut x) => Some(x),
            None => None,
        }
    }
    /// Pinned reference to the value.
    #[must_use]
    #[inline]
    pub const fn as_pin_ref(self: Pin<&Self>) -> Option<Pin<&T>> {
        match Pin::get_ref(self).as_ref() {
            // SAFETY: the value is pinned as its option is.
            Some(x) => unsafe { Some(Pin::new_unchecked(x)) },
            None => None,
        }
    }
    /// Pinned unique reference to the value.
    #[must_use]
    #[inline]
    pub const fn as_pin_mut(self: Pin<&mut Self>) -> Option<Pin<&mut T>> {
        // SAFETY: nothing is moved out.
        unsafe {
            match Pin::get_unchecked_mut(self).as_mut() {
                Some(x) => Some(Pin::new_unchecked(x)),
                None => None,
            }
        }
    }
    /// A slice of zero or one elements.
    #[inline]
    #[must_use]
    pub const fn as_slice(&self) -> &[T] {
        match self {
            Some(value) => crate::slice::from_ref(value),
            None => &[],
        }
    }
    /// A mutable slice of zero or one elements.
    #[inline]
    #[must_use]
    pub const fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Some(value) => crate::slice::from_mut(value),
            None => &mut [],
        }
    }
    /// The value; panics with `msg` if there is none.
    #[inline]
    #[track_caller]
    #[rustc_diagnostic_item = "option_expect"]
    pub const fn expect(self, msg: &str) -> T {
        match self {
            Some(val) => val,
            None => expect_failed(msg),
        }
    }
    /// The value; panics if there is none.
    #[inline(always)]
    #[track_caller]
    #[rustc_diagnostic_item = "option_unwrap"]
    pub const fn unwrap(self) -> T {
        match self {
            Some(val) => val,
            None => unwrap_failed(),
        }
    }
    /// The value or `default`.
    #[inline]
    pub fn unwrap_or(self, default: T) -> T {
        match self {
            Some(x) => x,
            None => default,
        }
    }
    /// The value or what `f` gives.
    #[inline]
    #[track_caller]
    pub fn unwrap_or_else<F: FnOnce() -> T>(self, f: F) -> T {
        match self {
            Some(x) => x,
            None => f(),
        }
    }
    /// The value or the type's default.
    #[inline]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        match self {
            Some(x) => x,
            None => T::default(),
        }
    }
    /// The value, unchecked.
    ///
    /// # Safety
    /// There must be one.
    #[inline]
    #[track_caller]
    pub const unsafe fn unwrap_unchecked(self) -> T {
        match self {
            Some(val) => val,
            None => hint::unreachable_unchecked(),
        }
    }
    /// Applies `f` to the value.
    #[inline]
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U> {
        match self {
            Some(x) => Some(f(x)),
            None => None,
        }
    }
    /// Calls `f` with a reference to the value.
    #[inline]
    pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self {
        if let Some(ref x) = self {
            f(x);
        }
        self
    }
    /// Applies `f` to the value, or gives `default`.
    #[inline]
    #[must_use = "if you don't need the returned value, use `if let` instead"]
    pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {
        match self {
            Some(t) => f(t),
            None => default,
        }
    }
    /// Applies `f` to the value, or calls `default`.
    #[inline]
    pub fn map_or_else<U, D: FnOnce() -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {
        match self {
            Some(t) => f(t),
            None => default(),
        }
    }
    /// Applies `f` to the value, or gives `U`'s default.
    #[inline]
    pub fn map_or_default<U: Default, F: FnOnce(T) -> U>(self, f: F) -> U {
        match self {
            Some(t) => f(t),
            None => U::default(),
        }
    }
    /// `Ok` of the value, or `Err(err)`.
    #[inline]
    pub fn ok_or<E>(self, err: E) -> Result<T, E> {
        match self {
            Some(v) => Ok(v),
            None => Err(err),
        }
    }
    /// `Ok` of the value, or `Err(err())`.
    #[inline]
    pub fn ok_or_else<E, F: FnOnce() -> E>(self, err: F) -> Result<T, E> {
        match self {
            Some(v) => Ok(v),
            None => Err(err()),
        }
    }
    /// Refers to the value's deref target.
    #[inline]
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        match self.as_ref() {
            Some(t) => Some(t.deref()),
            None => None,
        }
    }
    /// Refers to the value's deref target uniquely.
    #[inline]
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target>
    where
        T: DerefMut,
    {
        match self.as_mut() {
            Some(t) => Some(t.deref_mut()),
            None => None,
        }
    }
    /// Iterates over the value, if any.
    #[inline]
    pub fn iter(&self) -> Iter<'_, T> { Iter { inner: self.as_ref() } }
    /// Iterates over the value, if any, for changing it.
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> { IterMut { inner: self.as_mut() } }
    /// `optb` if there is a value.
    #[inline]
    pub fn and<U>(self, optb: Option<U>) -> Option<U> {
        match self {
            Some(_) => optb,
            None => None,
        }
    }
    /// What `f` makes of the value.
    #[inline]
    #[rustc_confusables("flat_map", "flatmap")]
    pub fn and_then<U, F: FnOnce(T) -> Option<U>>(self, f: F) -> Option<U> {
        match self {
            Some(x) => f(x),
            None => None,
        }
    }
    /// Keeps the value only if `predicate` holds.
    #[inline]
    pub fn filter<P: FnOnce(&T) -> bool>(self, predicate: P) -> Self {
        if let Some(x) = self {
            if predicate(&x) {
                return Some(x);
            }
        }
        None
    }
    /// This, or `optb` if this is none.
    #[inline]
    pub fn or(self, optb: Option<T>) -> Option<T> {
        match self {
            x @ Some(_) => x,
            None => optb,
        }
    }
    /// This, or what `f` gives if this is none.
    #[inline]
    pub fn or_else<F: FnOnce() -> Option<T>>(self, f: F) -> Option<T> {
        match self {
            x @ Some(_) => x,
            None => f(),
        }
    }
    /// The value of the only one that has one.
    #[inline]
    pub fn xor(self, optb: Option<T>) -> Option<T> {
        match (self, optb) {
            (a @ Some(_), None) => a,
            (None, b @ Some(_)) => b,
            _ => None,
        }
    }
    /// Stores a value and refers to it.
    #[must_use = "if you intended to set a value, consider assignment instead"]
    #[inline]
    pub fn insert(&mut self, value: T) -> &mut T {
        *self = Some(value);
        // SAFETY: just stored.
        unsafe { self.as_mut().unwrap_unchecked() }
    }
    /// Stores `value` if there is none; refers to the value.
    #[inline]
    pub fn get_or_insert(&mut self, value: T) -> &mut T { self.get_or_insert_with(|| value) }
    /// Stores the default if there is none; refers to the value.
    #[inline]
    pub fn get_or_insert_default(&mut self) -> &mut T
    where
        T: Default,
    {
        self.get_or_insert_with(T::default)
    }
    /// Stores `f()` if there is none; refers to the value.
    #[inline]
    pub fn get_or_insert_with<F: FnOnce() -> T>(&mut self, f: F) -> &mut T {
        if let None = self {
            *self = Some(f());
        }
        // SAFETY: there is a value on both paths.
        unsafe { self.as_mut().unwrap_unchecked() }
    }
    /// Takes the value out.
    #[inline]
    pub const fn take(&mut self) -> Option<T> { mem::replace(self, None) }
    /// Takes the value out if `predicate` holds.
    #[inline]
    pub fn take_if<P: FnOnce(&mut T) -> bool>(&mut self, predicate: P) -> Option<T> {
        if self.as_mut().map_or(false, predicate) { self.take() } else { None }
    }
    /// Stores a value and gives what was there.
    #[inline]
    pub const fn replace(&mut self, value: T) -> Option<T> { mem::replace(self, Some(value)) }
    /// Pairs two values.
    #[inline]
    pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)> {
        match (self, other) {
            (Some(a), Some(b)) => Some((a, b)),
            _ => None,
        }
    }
}

impl<T, U> Option<(T, U)> {
    /// Takes a pair apart.
    #[inline]
    pub fn unzip(self) -> (Option<T>, Option<U>) {
        match self {
            Some((a, b)) => (Some(a), Some(b)),
            None => (None, None),
        }
    }
}
impl<T> Option<&T> {
    /// Copies what is referred to.
    #[must_use = "`self` will be dropped if the result is not used"]
    #[inline]
    pub const fn copied(self) -> Option<T>
    where
        T: Copy,
    {
        match self {
            Some(&v) => Some(v),
            None => None,
        }
    }
    /// Clones what is referred to.
    #[must_use = "`self` will be dropped if the result is not used"]
    #[inline]
    pub fn cloned(self) -> Option<T>
    where
        T: Clone,
    {
        match self {
            Some(t) => Some(t.clone()),
            None => None,
        }
    }
}
impl<T> Option<&mut T> {
    /// Copies what is referred to.
    #[must_use = "`self` will be dropped if the result is not used"]
    #[inline]
    pub const fn copied(self) -> Option<T>
    where
        T: Copy,
    {
        match self {
            Some(&mut t) => Some(t),
            None => None,
        }
    }
    /// Clones what is referred to.
    #[must_use = "`self` will be dropped if the result is not used"]
    #[inline]
    pub fn cloned(self) -> Option<T>
    where
        T: Clone,
    {
        match self {
            Some(t) => Some(t.clone()),
            None => None,
        }
    }
}
impl<T, E> Option<Result<T, E>> {
    /// A result of an option.
    #[inline]
    pub const fn transpose(self) -> Result<Option<T>, E> {
        match self {
            Some(Ok(x)) => Ok(Some(x)),
            Some(Err(e)) => Err(e),
            None => Ok(None),
        }
    }
}
impl<T> Option<Option<T>> {
    /// Removes one level.
    #[inline]
    pub const fn flatten(self) -> Option<T> {
        match self {
            Some(inner) => inner,
            None => None,
        }
    }
}

#[cold]
#[inline(never)]
#[track_caller]
const fn unwrap_failed() -> ! { panic("called `Option::unwrap()` on a `None` value") }
#[cold]
#[inline(never)]
#[track_caller]
const fn expect_failed(msg: &str) -> ! { crate::panicking::panic_display(&msg) }

impl<T: Clone> Clone for Option<T> {
    #[inline]
    fn clone(&self) -> Self {
        match self {
            Some(x) => Some(x.clone()),
            None => None,
        }
    }
    #[inline]
    fn clone_from(&mut self, source: &Self) {
        match (self, source) {
            (Some(to), Some(from)) => to.clone_from(from),
            (to, from) => *to = from.clone(),
        }
    }
}
impl<T> Default for Option<T> {
    #[inline]
    fn default() -> Option<T> { None }
}
impl<T> crate::marker::StructuralPartialEq for Option<T> {}
impl<T: PartialEq> PartialEq for Option<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(l), Some(r)) => *l == *r,
            (Some(_), None) | (None, Some(_)) => false,
            (None, None) => true,
        }
    }
}
impl<T> From<T> for Option<T> {
    fn from(val: T) -> Option<T> { Some(val) }
}
impl<'a, T> From<&'a Option<T>> for Option<&'a T> {
    fn from(o: &'a Option<T>) -> Option<&'a T> { o.as_ref() }
}
impl<'a, T> From<&'a mut Option<T>> for Option<&'a mut T> {
    fn from(o: &'a mut Option<T>) -> Option<&'a mut T> { o.as_mut() }
}

macro_rules! option_iter {
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
option_iter! { #[doc = "Iterator over a reference to an option's value."] Iter<'a, T>, &'a T }
option_iter! { #[doc = "Iterator over a unique reference to an option's value."] IterMut<'a, T>, &'a mut T }
option_iter! { #[doc = "Iterator over an option's value."] #[derive(Clone)] IntoIter<T>, T }
impl<T> Clone for Iter<'_, T> {
    #[inline]
    fn clone(&self) -> Self { Iter { inner: self.inner } }
}
impl<T> IntoIterator for Option<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    #[inline]
    fn into_iter(self) -> IntoIter<T> { IntoIter { inner: self } }
}
impl<'a, T> IntoIterator for &'a Option<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut Option<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<A, V: FromIterator<A>> FromIterator<Option<A>> for Option<V> {
    #[inline]
    fn from_iter<I: IntoIterator<Item = Option<A>>>(iter: I) -> Option<V> {
        crate::iter::try_process(iter.into_iter(), |i| i.collect())
    }
}

impl<T> ops::Try for Option<T> {
    type Output = T;
    type Residual = Option<Infallible>;
    #[inline]
    fn from_output(output: T) -> Self { Some(output) }
    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, T> {
        match self {
            Some(v) => ControlFlow::Continue(v),
            None => ControlFlow::Break(None),
        }
    }
}
impl<T> ops::FromResidual<Option<Infallible>> for Option<T> {
    #[inline]
    fn from_residual(residual: Option<Infallible>) -> Self {
        match residual {
            None => None,
        }
    }
}
impl<T> ops::Residual<T> for Option<Infallible> {
    type TryType = Option<T>;
}
