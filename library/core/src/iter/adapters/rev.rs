//! `rev`.
use crate::iter::{FusedIterator, TrustedLen};
use crate::num::NonZero;
use crate::ops::Try;

/// See `Iterator::rev`.
#[derive(Clone, Debug, Default)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Rev<T> {
    iter: T,
}
impl<T> Rev<T> {
    #[inline]
    pub(in crate::iter) fn new(iter: T) -> Rev<T> { Rev { iter } }
}
impl<I: DoubleEndedIterator> Iterator for Rev<I> {
    type Item = I::Item;
    #[inline]
    fn next(&mut self) -> Option<I::Item> { self.iter.next_back() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    #[inline]
    fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> { self.iter.advance_back_by(n) }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<I::Item> { self.iter.nth_back(n) }
    #[inline]
    fn try_fold<B, F, R>(&mut self, init: B, f: F) -> R
    where
        F: FnMut(B, I::Item) -> R,
        R: Try<Output = B>,
    {
        self.iter.try_rfold(init, f)
    }
    #[inline]
    fn fold<Acc, F: FnMut(Acc, I::Item) -> Acc>(self, init: Acc, f: F) -> Acc { self.iter.rfold(init, f) }
    #[inline]
    fn find<P: FnMut(&I::Item) -> bool>(&mut self, predicate: P) -> Option<I::Item> { self.iter.rfind(predicate) }
    #[inline(always)]
    fn __trusted_len() -> bool { I::__trusted_len() }
}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Rev<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> { self.iter.next() }
    #[inline]
    fn advance_back_by(&mut self, n: usize) -> Result<(), NonZero<usize>> { self.iter.advance_by(n) }
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<I::Item> { self.iter.nth(n) }
    #[inline]
    fn rfold<Acc, F: FnMut(Acc, I::Item) -> Acc>(self, init: Acc, f: F) -> Acc { self.iter.fold(init, f) }
}
impl<I: ExactSizeIterator + DoubleEndedIterator> ExactSizeIterator for Rev<I> {
    fn len(&self) -> usize { self.iter.len() }
}
impl<I: FusedIterator + DoubleEndedIterator> FusedIterator for Rev<I> {}
// SAFETY: the same elements.
unsafe impl<I: TrustedLen + DoubleEndedIterator> TrustedLen for Rev<I> {}
