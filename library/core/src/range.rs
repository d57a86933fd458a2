//! Ranges that are values rather than iterators: they can be copied, and are iterated by `into_iter`.
use crate::fmt;
use crate::hash::Hash;
use crate::iter::{FusedIterator, Step};
use crate::ops::{self, Bound, RangeBounds};
use crate::slice::SliceIndex;

/// From `start` to `last`, which is in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RangeInclusive<Idx> {
    /// The first.
    pub start: Idx,
    /// The last.
    pub last: Idx,
}

impl<Idx: PartialOrd<Idx>> RangeInclusive<Idx> {
    /// Whether something lies in it.
    #[inline]
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool where Idx: PartialOrd<U> { <Self as RangeBounds<Idx>>::contains(self, item) }
    /// Whether nothing lies in it.
    #[inline]
    pub fn is_empty(&self) -> bool { !(self.start <= self.last) }
}
impl<Idx: Step> RangeInclusive<Idx> {
    /// All that lies in it.
    #[inline]
    pub fn iter(&self) -> RangeInclusiveIter<Idx> { self.clone().into_iter() }
}
impl<Idx: fmt::Debug> fmt::Debug for RangeInclusive<Idx> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(f)?;
        f.write_str("..=")?;
        self.last.fmt(f)
    }
}
impl<T> RangeBounds<T> for RangeInclusive<T> {
    fn start_bound(&self) -> Bound<&T> { Bound::Included(&self.start) }
    fn end_bound(&self) -> Bound<&T> { Bound::Included(&self.last) }
}
impl<T> RangeBounds<T> for RangeInclusive<&T> {
    fn start_bound(&self) -> Bound<&T> { Bound::Included(self.start) }
    fn end_bound(&self) -> Bound<&T> { Bound::Included(self.last) }
}
impl<T> From<RangeInclusive<T>> for ops::RangeInclusive<T> {
    #[inline]
    fn from(range: RangeInclusive<T>) -> Self { ops::RangeInclusive::new(range.start, range.last) }
}
impl<T> From<ops::RangeInclusive<T>> for RangeInclusive<T> {
    #[inline]
    fn from(range: ops::RangeInclusive<T>) -> Self {
        assert!(!range.exhausted, "attempted to convert from an exhausted `legacy::RangeInclusive` (unspecified behavior)");
        let (start, last) = range.into_inner();
        RangeInclusive { start, last }
    }
}

/// All that lies in a range.
#[derive(Clone, Debug)]
pub struct RangeInclusiveIter<A>(ops::RangeInclusive<A>);

impl<A: Step> RangeInclusiveIter<A> {
    /// What is left, if anything.
    pub fn remainder(self) -> Option<RangeInclusive<A>> {
        if self.0.is_empty() {
            return None;
        }
        let (start, last) = self.0.into_inner();
        Some(RangeInclusive { start, last })
    }
}
impl<A: Step> IntoIterator for RangeInclusive<A> {
    type Item = A;
    type IntoIter = RangeInclusiveIter<A>;
    #[inline]
    fn into_iter(self) -> RangeInclusiveIter<A> { RangeInclusiveIter(self.into()) }
}
impl<A: Step> Iterator for RangeInclusiveIter<A> {
    type Item = A;
    #[inline]
    fn next(&mut self) -> Option<A> { self.0.next() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.0.size_hint() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<A> { self.0.nth(n) }
    #[inline]
    fn last(self) -> Option<A> { self.0.last() }
    #[inline]
    fn min(self) -> Option<A> where A: Ord { self.0.min() }
    #[inline]
    fn max(self) -> Option<A> where A: Ord { self.0.max() }
}
impl<A: Step> DoubleEndedIterator for RangeInclusiveIter<A> {
    #[inline]
    fn next_back(&mut self) -> Option<A> { self.0.next_back() }
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<A> { self.0.nth_back(n) }
}
impl<A: Step> FusedIterator for RangeInclusiveIter<A> {}
impl ExactSizeIterator for RangeInclusiveIter<u8> {}
impl ExactSizeIterator for RangeInclusiveIter<i8> {}

macro_rules! indexes {
    ($([$($p:tt)*] $t:ty;)*) => { $(
        // SAFETY: all questions go to the range of operators.
        unsafe impl<$($p)*> SliceIndex<$t> for RangeInclusive<usize> {
            type Output = $t;
            #[inline]
            fn get(self, slice: &$t) -> Option<&$t> { ops::RangeInclusive::from(self).get(slice) }
            #[inline]
            fn get_mut(self, slice: &mut $t) -> Option<&mut $t> { ops::RangeInclusive::from(self).get_mut(slice) }
            #[inline]
            unsafe fn get_unchecked(self, slice: *const $t) -> *const $t { ops::RangeInclusive::from(self).get_unchecked(slice) }
            #[inline]
            unsafe fn get_unchecked_mut(self, slice: *mut $t) -> *mut $t { ops::RangeInclusive::from(self).get_unchecked_mut(slice) }
            #[inline]
            fn index(self, slice: &$t) -> &$t { ops::RangeInclusive::from(self).index(slice) }
            #[inline]
            fn index_mut(self, slice: &mut $t) -> &mut $t { ops::RangeInclusive::from(self).index_mut(slice) }
        }
    )* };
}
indexes! { [T] [T]; [] str; }
