//! Trait impls of `Vec`.
use super::Vec;
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::string::String;
use core::borrow::{Borrow, BorrowMut};
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::{Deref, DerefMut, DerefPure, Index, IndexMut};
use core::slice::{Iter, IterMut, SliceIndex};

impl<T> Deref for Vec<T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] { self.as_slice() }
}
impl<T> DerefMut for Vec<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] { self.as_mut_slice() }
}
// SAFETY: always the same elements.
unsafe impl<T> DerefPure for Vec<T> {}
impl<T: Clone> Clone for Vec<T> {
    fn clone(&self) -> Self { crate::slice::to_vec(self) }
    fn clone_from(&mut self, source: &Self) {
        self.truncate(source.len());
        let (init, tail) = source.split_at(self.len());
        self.clone_from_slice(init);
        self.extend_from_slice(tail);
    }
}
impl<T: Hash> Hash for Vec<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) { Hash::hash(&**self, state) }
}
impl<T, I: SliceIndex<[T]>> Index<I> for Vec<T> {
    type Output = I::Output;
    #[inline]
    fn index(&self, index: I) -> &I::Output { Index::index(&**self, index) }
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for Vec<T> {
    #[inline]
    fn index_mut(&mut self, index: I) -> &mut I::Output { IndexMut::index_mut(&mut **self, index) }
}
impl<T> FromIterator<T> for Vec<T> {
    #[inline]
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Vec<T> {
        fn collect<T, I: Iterator<Item = T>>(mut iter: I) -> Vec<T> {
            if I::__trusted_len() {
                let mut v = Vec::with_capacity(iter.size_hint().0);
                v.extend_desugared(iter);
                return v;
            }
            let Some(first) = iter.next() else { return Vec::new() };
            let (lower, _) = iter.size_hint();
            let mut v = Vec::with_capacity(core::cmp::max(4, lower.saturating_add(1)));
            v.push(first);
            v.extend_desugared(iter);
            v
        }
        collect(iter.into_iter())
    }
}
impl<'a, T> IntoIterator for &'a Vec<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    #[inline]
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut Vec<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    #[inline]
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<T> Extend<T> for Vec<T> {
    #[inline]
    #[track_caller]
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) { self.extend_desugared(iter.into_iter()) }
    #[inline]
    fn extend_one(&mut self, item: T) { self.push(item); }
    #[inline]
    fn extend_reserve(&mut self, additional: usize) { self.reserve(additional); }
}
impl<'a, T: Copy + 'a> Extend<&'a T> for Vec<T> {
    #[inline]
    #[track_caller]
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend_desugared(iter.into_iter().copied()) }
    #[inline]
    fn extend_one(&mut self, &item: &'a T) { self.push(item); }
}
macro_rules! slice_eq {
    ($([$($p:tt)*] $l:ty, $r:ty $(, $b:path)?;)*) => {$(
        impl<T: PartialEq<U> $(+ $b)?, U, $($p)*> PartialEq<$r> for $l {
            #[inline]
            fn eq(&self, other: &$r) -> bool { self[..] == other[..] }
        }
    )*};
}
slice_eq! {
    [] Vec<T>, Vec<U>; [] Vec<T>, &[U]; [] Vec<T>, &mut [U]; [] &[T], Vec<U>; [] &mut [T], Vec<U>; [] Vec<T>, [U]; [] [T], Vec<U>;
    [] Cow<'_, [T]>, Vec<U>, Clone; [] Cow<'_, [T]>, &[U], Clone; [] Cow<'_, [T]>, &mut [U], Clone;
    [const N: usize] Vec<T>, [U; N]; [const N: usize] Vec<T>, &[U; N];
}
impl<T: PartialOrd> PartialOrd for Vec<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { PartialOrd::partial_cmp(&**self, &**other) }
}
impl<T: Eq> Eq for Vec<T> {}
impl<T: Ord> Ord for Vec<T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering { Ord::cmp(&**self, &**other) }
}
impl<T> Default for Vec<T> {
    fn default() -> Vec<T> { Vec::new() }
}
impl<T: fmt::Debug> fmt::Debug for Vec<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}
impl<T> AsRef<Vec<T>> for Vec<T> {
    fn as_ref(&self) -> &Vec<T> { self }
}
impl<T> AsMut<Vec<T>> for Vec<T> {
    fn as_mut(&mut self) -> &mut Vec<T> { self }
}
impl<T> AsRef<[T]> for Vec<T> {
    fn as_ref(&self) -> &[T] { self }
}
impl<T> AsMut<[T]> for Vec<T> {
    fn as_mut(&mut self) -> &mut [T] { self }
}
impl<T> Borrow<[T]> for Vec<T> {
    fn borrow(&self) -> &[T] { self }
}
impl<T> BorrowMut<[T]> for Vec<T> {
    fn borrow_mut(&mut self) -> &mut [T] { self }
}
impl<T: Clone> From<&[T]> for Vec<T> {
    fn from(s: &[T]) -> Vec<T> { crate::slice::to_vec(s) }
}
impl<T: Clone> From<&mut [T]> for Vec<T> {
    fn from(s: &mut [T]) -> Vec<T> { crate::slice::to_vec(s) }
}
impl<T: Clone, const N: usize> From<&[T; N]> for Vec<T> {
    fn from(s: &[T; N]) -> Vec<T> { crate::slice::to_vec(s) }
}
impl<T: Clone, const N: usize> From<&mut [T; N]> for Vec<T> {
    fn from(s: &mut [T; N]) -> Vec<T> { crate::slice::to_vec(s) }
}
impl<T, const N: usize> From<[T; N]> for Vec<T> {
    fn from(s: [T; N]) -> Vec<T> { crate::slice::into_vec(Box::new(s)) }
}
impl<'a, T> From<Cow<'a, [T]>> for Vec<T>
where
    [T]: ToOwned<Owned = Vec<T>>,
{
    fn from(s: Cow<'a, [T]>) -> Vec<T> { s.into_owned() }
}
impl<T> From<Box<[T]>> for Vec<T> {
    fn from(s: Box<[T]>) -> Self { crate::slice::into_vec(s) }
}
impl<T> From<Vec<T>> for Box<[T]> {
    fn from(v: Vec<T>) -> Self { v.into_boxed_slice() }
}
impl From<&str> for Vec<u8> {
    fn from(s: &str) -> Vec<u8> { From::from(s.as_bytes()) }
}
impl From<String> for Vec<u8> {
    fn from(s: String) -> Vec<u8> { s.into_bytes() }
}
impl<'a, T: Clone> From<&'a [T]> for Cow<'a, [T]> {
    fn from(s: &'a [T]) -> Cow<'a, [T]> { Cow::Borrowed(s) }
}
impl<'a, T: Clone, const N: usize> From<&'a [T; N]> for Cow<'a, [T]> {
    fn from(s: &'a [T; N]) -> Cow<'a, [T]> { Cow::Borrowed(s) }
}
impl<'a, T: Clone> From<Vec<T>> for Cow<'a, [T]> {
    fn from(v: Vec<T>) -> Cow<'a, [T]> { Cow::Owned(v) }
}
impl<'a, T: Clone> From<&'a Vec<T>> for Cow<'a, [T]> {
    fn from(v: &'a Vec<T>) -> Cow<'a, [T]> { Cow::Borrowed(v) }
}
impl<'a, T: Clone> FromIterator<T> for Cow<'a, [T]> {
    fn from_iter<I: IntoIterator<Item = T>>(it: I) -> Cow<'a, [T]> { Cow::Owned(FromIterator::from_iter(it)) }
}
impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] {
    type Error = Vec<T>;
    fn try_from(mut vec: Vec<T>) -> Result<[T; N], Vec<T>> {
        if vec.len() != N {
            return Err(vec);
        }
        // SAFETY: the elements are moved out.
        unsafe {
            vec.set_len(0);
            Ok(core::ptr::read(vec.as_ptr() as *const [T; N]))
        }
    }
}
