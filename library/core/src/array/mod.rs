//! Arrays.
mod iter;
pub use self::iter::IntoIter;
use crate::borrow::{Borrow, BorrowMut};
use crate::cmp::Ordering;
use crate::error::Error;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::mem::{self, MaybeUninit};
use crate::ops::{ChangeOutputType, ControlFlow, FromResidual, Index, IndexMut, NeverShortCircuit, Residual, Try};
use crate::slice::{Iter, IterMut, SliceIndex};
use crate::intrinsics;

/// An array of results of a function.
#[inline]
pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(mut f: F) -> [T; N] {
    try_from_fn(|i| NeverShortCircuit(f(i))).0
}
/// The same, until the function short-circuits.
#[doc(hidden)]
#[inline]
pub fn try_from_fn<R, const N: usize, F: FnMut(usize) -> R>(mut cb: F) -> ChangeOutputType<R, [R::Output; N]>
where
    R: Try<Residual: Residual<[R::Output; N]>>,
{
    let mut array = [const { MaybeUninit::uninit() }; N];
    let mut guard = Guard { array: &mut array, initialized: 0 };
    while guard.initialized < N {
        match cb(guard.initialized).branch() {
            ControlFlow::Break(r) => return FromResidual::from_residual(r),
            ControlFlow::Continue(v) => {
                guard.array[guard.initialized].write(v);
                guard.initialized += 1;
            }
        }
    }
    mem::forget(guard);
    // SAFETY: all elements were written.
    Try::from_output(unsafe { intrinsics::transmute_unchecked(array) })
}
/// Drops the elements written so far.
struct Guard<'a, T> {
    array: &'a mut [MaybeUninit<T>],
    initialized: usize,
}
impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        // SAFETY: the first elements were written.
        unsafe { self.array.get_unchecked_mut(..self.initialized).assume_init_drop() }
    }
}
/// Repeats a value.
#[inline]
pub fn repeat<T: Clone, const N: usize>(val: T) -> [T; N] {
    let mut it = crate::iter::repeat_n(val, N);
    from_fn(|_| it.next().unwrap())
}
/// An array of one element.
pub const fn from_ref<T>(s: &T) -> &[T; 1] {
    // SAFETY: the layouts are the same.
    unsafe { &*(s as *const T as *const [T; 1]) }
}
/// A mutable array of one element.
pub const fn from_mut<T>(s: &mut T) -> &mut [T; 1] {
    // SAFETY: the layouts are the same.
    unsafe { &mut *(s as *mut T as *mut [T; 1]) }
}
/// A slice did not have the array's length.
#[derive(Debug, Copy, Clone)]
#[rustc_diagnostic_item = "TryFromSliceError"]
pub struct TryFromSliceError(());
impl fmt::Display for TryFromSliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("could not convert slice to array") }
}
impl Error for TryFromSliceError {}
impl From<crate::convert::Infallible> for TryFromSliceError {
    fn from(x: crate::convert::Infallible) -> TryFromSliceError { match x {} }
}
impl<T, const N: usize> AsRef<[T]> for [T; N] {
    #[inline]
    fn as_ref(&self) -> &[T] { &self[..] }
}
impl<T, const N: usize> AsMut<[T]> for [T; N] {
    #[inline]
    fn as_mut(&mut self) -> &mut [T] { &mut self[..] }
}
impl<T, const N: usize> Borrow<[T]> for [T; N] {
    fn borrow(&self) -> &[T] { self }
}
impl<T, const N: usize> BorrowMut<[T]> for [T; N] {
    fn borrow_mut(&mut self) -> &mut [T] { self }
}
impl<T: Copy, const N: usize> TryFrom<&[T]> for [T; N] {
    type Error = TryFromSliceError;
    #[inline]
    fn try_from(slice: &[T]) -> Result<[T; N], TryFromSliceError> { <&Self>::try_from(slice).copied() }
}
impl<T: Copy, const N: usize> TryFrom<&mut [T]> for [T; N] {
    type Error = TryFromSliceError;
    #[inline]
    fn try_from(slice: &mut [T]) -> Result<[T; N], TryFromSliceError> { <Self>::try_from(&*slice) }
}
impl<'a, T, const N: usize> TryFrom<&'a [T]> for &'a [T; N] {
    type Error = TryFromSliceError;
    #[inline]
    fn try_from(slice: &'a [T]) -> Result<&'a [T; N], TryFromSliceError> { slice.as_array().ok_or(TryFromSliceError(())) }
}
impl<'a, T, const N: usize> TryFrom<&'a mut [T]> for &'a mut [T; N] {
    type Error = TryFromSliceError;
    #[inline]
    fn try_from(slice: &'a mut [T]) -> Result<&'a mut [T; N], TryFromSliceError> { slice.as_mut_array().ok_or(TryFromSliceError(())) }
}
impl<T: Hash, const N: usize> Hash for [T; N] {
    fn hash<H: Hasher>(&self, state: &mut H) { Hash::hash(&self[..], state) }
}
impl<T: fmt::Debug, const N: usize> fmt::Debug for [T; N] {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self[..], f) }
}
impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    #[inline]
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    #[inline]
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<T, I: SliceIndex<[T]>, const N: usize> Index<I> for [T; N] {
    type Output = I::Output;
    #[inline]
    fn index(&self, index: I) -> &I::Output { Index::index(self as &[T], index) }
}
impl<T, I: SliceIndex<[T]>, const N: usize> IndexMut<I> for [T; N] {
    #[inline]
    fn index_mut(&mut self, index: I) -> &mut I::Output { IndexMut::index_mut(self as &mut [T], index) }
}
macro_rules! array_eq {
    ($([$($p:tt)*] $l:ty, $r:ty, |$a:ident, $b:ident| $x:expr, $y:expr;)*) => {$(
        impl<T: PartialEq<U>, U, $($p)*> PartialEq<$r> for $l {
            #[inline]
            fn eq(&self, other: &$r) -> bool { let ($a, $b) = (self, other); $x == $y }
        }
    )*};
}
array_eq! {
    [const N: usize] [T; N], [U; N], |a, b| a[..], b[..];
    [const N: usize] [T; N], [U], |a, b| a[..], *b;
    [const N: usize] [T], [U; N], |a, b| *a, b[..];
    [const N: usize] [T; N], &[U], |a, b| a[..], **b;
    [const N: usize] &[T], [U; N], |a, b| **a, b[..];
    [const N: usize] [T; N], &mut [U], |a, b| a[..], **b;
    [const N: usize] &mut [T], [U; N], |a, b| **a, b[..];
}
impl<T: Eq, const N: usize> Eq for [T; N] {}
impl<T, const N: usize> crate::marker::StructuralPartialEq for [T; N] {}
impl<T: PartialOrd, const N: usize> PartialOrd for [T; N] {
    #[inline]
    fn partial_cmp(&self, other: &[T; N]) -> Option<Ordering> { PartialOrd::partial_cmp(&self[..], &other[..]) }
}
impl<T: Ord, const N: usize> Ord for [T; N] {
    #[inline]
    fn cmp(&self, other: &[T; N]) -> Ordering { Ord::cmp(&self[..], &other[..]) }
}
impl<T: Copy, const N: usize> Copy for [T; N] {}
impl<T: Clone, const N: usize> Clone for [T; N] {
    #[inline]
    fn clone(&self) -> Self { from_fn(|i| self[i].clone()) }
    #[inline]
    fn clone_from(&mut self, other: &Self) { self.clone_from_slice(other); }
}
macro_rules! array_default {
    ($($n:literal $($t:ident)*;)*) => {$(
        impl<T: Default> Default for [T; $n] {
            fn default() -> [T; $n] { [$($t::default()),*] }
        }
    )*};
}
impl<T> Default for [T; 0] {
    fn default() -> [T; 0] { [] }
}
array_default! {
    1 T; 2 T T; 3 T T T; 4 T T T T; 5 T T T T T; 6 T T T T T T; 7 T T T T T T T; 8 T T T T T T T T; 9 T T T T T T T T T;
    10 T T T T T T T T T T; 11 T T T T T T T T T T T; 12 T T T T T T T T T T T T; 13 T T T T T T T T T T T T T;
    14 T T T T T T T T T T T T T T; 15 T T T T T T T T T T T T T T T; 16 T T T T T T T T T T T T T T T T;
    17 T T T T T T T T T T T T T T T T T; 18 T T T T T T T T T T T T T T T T T T; 19 T T T T T T T T T T T T T T T T T T T;
    20 T T T T T T T T T T T T T T T T T T T T; 21 T T T T T T T T T T T T T T T T T T T T T;
    22 T T T T T T T T T T T T T T T T T T T T T T; 23 T T T T T T T T T T T T T T T T T T T T T T T;
    24 T T T T T T T T T T T T T T T T T T T T T T T T; 25 T T T T T T T T T T T T T T T T T T T T T T T T T;
    26 T T T T T T T T T T T T T T T T T T T T T T T T T T; 27 T T T T T T T T T T T T T T T T T T T T T T T T T T T;
    28 T T T T T T T T T T T T T T T T T T T T T T T T T T T T; 29 T T T T T T T T T T T T T T T T T T T T T T T T T T T T T;
    30 T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T; 31 T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T;
    32 T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T;
}
impl<T, const N: usize> [T; N] {
    /// Applies a function to every element.
    #[must_use]
    pub fn map<F: FnMut(T) -> U, U>(self, mut f: F) -> [U; N] {
        let mut it = IntoIterator::into_iter(self);
        // SAFETY: there are `N` elements.
        from_fn(|_| f(unsafe { it.next().unwrap_unchecked() }))
    }
    /// The same, until the function short-circuits.
    #[doc(hidden)]
    pub fn try_map<R>(self, mut f: impl FnMut(T) -> R) -> ChangeOutputType<R, [R::Output; N]>
    where
        R: Try<Residual: Residual<[R::Output; N]>>,
    {
        let mut it = IntoIterator::into_iter(self);
        // SAFETY: there are `N` elements.
        try_from_fn(|_| f(unsafe { it.next().unwrap_unchecked() }))
    }
    /// The array as a slice.
    #[inline]
    pub const fn as_slice(&self) -> &[T] { self }
    /// The array as a mutable slice.
    #[inline]
    pub const fn as_mut_slice(&mut self) -> &mut [T] { self }
    /// References to the elements.
    pub fn each_ref(&self) -> [&T; N] { from_fn(|i| &self[i]) }
    /// Unique references to the elements.
    pub fn each_mut(&mut self) -> [&mut T; N] {
        let mut it = self.iter_mut();
        from_fn(|_| it.next().unwrap())
    }
}
