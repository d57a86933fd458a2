//! Slice methods that need memory.
pub use core::slice::*;
use crate::borrow::{Borrow, ToOwned};
use crate::boxed::Box;
use crate::vec::Vec;
use core::cmp::Ordering;

/// Called by `vec!`.
#[doc(hidden)]
#[inline]
pub fn into_vec<T>(b: Box<[T]>) -> Vec<T> {
    let len = b.len();
    let p = Box::into_raw(b) as *mut T;
    // SAFETY: a box is a full vector.
    unsafe { Vec::from_raw_parts(p, len, len) }
}
#[inline]
pub(crate) fn to_vec<T: Clone>(s: &[T]) -> Vec<T> {
    let mut v = Vec::with_capacity(s.len());
    v.extend_from_slice(s);
    v
}
fn stable_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], mut is_less: F) {
    if size_of::<T>() == 0 || v.len() < 2 {
        return;
    }
    if v.len() <= core::slice::sort::stable::SMALL {
        core::slice::sort::stable::sort(v, &mut [], &mut is_less);
        return;
    }
    let mut scratch: Vec<T> = Vec::with_capacity(v.len());
    core::slice::sort::stable::sort(v, scratch.spare_capacity_mut(), &mut is_less);
}
impl<T> [T] {
    /// Sorts; equal elements keep their order.
    #[rustc_allow_incoherent_impl]
    #[inline]
    pub fn sort(&mut self)
    where
        T: Ord,
    {
        stable_sort(self, T::lt);
    }
    /// Sorts by a function; equal elements keep their order.
    #[rustc_allow_incoherent_impl]
    #[inline]
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, mut compare: F) {
        stable_sort(self, |a, b| compare(a, b) == Ordering::Less);
    }
    /// Sorts by a key; equal elements keep their order.
    #[rustc_allow_incoherent_impl]
    #[inline]
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) {
        stable_sort(self, |a, b| f(a).lt(&f(b)));
    }
    /// Sorts by a key that is computed once for each element.
    #[rustc_allow_incoherent_impl]
    pub fn sort_by_cached_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {
        let len = self.len();
        if len < 2 {
            return;
        }
        let mut indices: Vec<(K, usize)> = self.iter().map(f).enumerate().map(|(i, k)| (k, i)).collect();
        indices.sort_unstable();
        for i in 0..len {
            let mut index = indices[i].1;
            while index < i {
                index = indices[index].1;
            }
            indices[i].1 = index;
            self.swap(i, index);
        }
    }
    /// Clones to a vector.
    #[rustc_allow_incoherent_impl]
    #[rustc_conversion_suggestion]
    #[inline]
    pub fn to_vec(&self) -> Vec<T>
    where
        T: Clone,
    {
        to_vec(self)
    }
    /// The box as a vector.
    #[rustc_allow_incoherent_impl]
    #[inline]
    pub fn into_vec(self: Box<Self>) -> Vec<T> { into_vec(self) }
    /// The elements `n` times.
    #[rustc_allow_incoherent_impl]
    #[track_caller]
    pub fn repeat(&self, n: usize) -> Vec<T>
    where
        T: Copy,
    {
        let capacity = self.len().checked_mul(n).expect("capacity overflow");
        let mut buf = Vec::with_capacity(capacity);
        for _ in 0..n {
            buf.extend_from_slice(self);
        }
        buf
    }
    /// All elements of all parts.
    #[rustc_allow_incoherent_impl]
    pub fn concat<Item: ?Sized>(&self) -> <Self as Concat<Item>>::Output
    where
        Self: Concat<Item>,
    {
        Concat::concat(self)
    }
    /// All elements of all parts, with something between.
    #[rustc_allow_incoherent_impl]
    pub fn join<Separator>(&self, sep: Separator) -> <Self as Join<Separator>>::Output
    where
        Self: Join<Separator>,
    {
        Join::join(self, sep)
    }
    /// The old name of `join`.
    #[rustc_allow_incoherent_impl]
    #[deprecated(since = "1.3.0", note = "renamed to join")]
    pub fn connect<Separator>(&self, sep: Separator) -> <Self as Join<Separator>>::Output
    where
        Self: Join<Separator>,
    {
        Join::join(self, sep)
    }
}
impl [u8] {
    /// A copy with ASCII letters upper case.
    #[rustc_allow_incoherent_impl]
    #[must_use]
    pub fn to_ascii_uppercase(&self) -> Vec<u8> {
        let mut me = to_vec(self);
        me.make_ascii_uppercase();
        me
    }
    /// A copy with ASCII letters lower case.
    #[rustc_allow_incoherent_impl]
    #[must_use]
    pub fn to_ascii_lowercase(&self) -> Vec<u8> {
        let mut me = to_vec(self);
        me.make_ascii_lowercase();
        me
    }
}
/// What `concat` gives.
pub trait Concat<Item: ?Sized> {
    /// The result.
    type Output;
    /// Concatenates.
    fn concat(slice: &Self) -> Self::Output;
}
/// What `join` gives.
pub trait Join<Separator> {
    /// The result.
    type Output;
    /// Joins.
    fn join(slice: &Self, sep: Separator) -> Self::Output;
}
impl<T: Clone, V: Borrow<[T]>> Concat<T> for [V] {
    type Output = Vec<T>;
    fn concat(slice: &Self) -> Vec<T> {
        let size = slice.iter().map(|s| s.borrow().len()).sum();
        let mut result = Vec::with_capacity(size);
        for v in slice {
            result.extend_from_slice(v.borrow())
        }
        result
    }
}
impl<T: Clone, V: Borrow<[T]>> Join<&T> for [V] {
    type Output = Vec<T>;
    fn join(slice: &Self, sep: &T) -> Vec<T> { Join::join(slice, core::slice::from_ref(sep)) }
}
impl<T: Clone, V: Borrow<[T]>> Join<&[T]> for [V] {
    type Output = Vec<T>;
    fn join(slice: &Self, sep: &[T]) -> Vec<T> {
        let mut iter = slice.iter();
        let Some(first) = iter.next() else { return Vec::new() };
        let size = slice.iter().map(|v| v.borrow().len()).sum::<usize>() + sep.len() * (slice.len() - 1);
        let mut result = Vec::with_capacity(size);
        result.extend_from_slice(first.borrow());
        for v in iter {
            result.extend_from_slice(sep);
            result.extend_from_slice(v.borrow());
        }
        result
    }
}
impl<T: Clone> ToOwned for [T] {
    type Owned = Vec<T>;
    fn to_owned(&self) -> Vec<T> { to_vec(self) }
    fn clone_into(&self, target: &mut Vec<T>) {
        target.truncate(self.len());
        let (init, tail) = self.split_at(target.len());
        target.clone_from_slice(init);
        target.extend_from_slice(tail);
    }
}
