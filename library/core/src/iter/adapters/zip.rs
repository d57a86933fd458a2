//! `zip`. When both sides allow random access the pair is driven by one index, which lets the
//! optimiser see a single loop counter.
use crate::cmp;
use crate::fmt;
use crate::iter::{FusedIterator, TrustedLen};

/// See `Iterator::zip`.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Zip<A, B> {
    a: A,
    b: B,
    index: usize,
    len: usize,
}
/// Zips two iterables.
pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> Zip<A::IntoIter, B::IntoIter> { Zip::new(a.into_iter(), b.into_iter()) }

impl<A: Iterator, B: Iterator> Zip<A, B> {
    #[inline(always)]
    fn indexed() -> bool { A::__random_access() && B::__random_access() }
    #[inline]
    pub(in crate::iter) fn new(a: A, b: B) -> Zip<A, B> {
        let len = if Self::indexed() { cmp::min(a.size_hint().0, b.size_hint().0) } else { 0 };
        Zip { a, b, index: 0, len }
    }
}
impl<A: fmt::Debug, B: fmt::Debug> fmt::Debug for Zip<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zip").field("a", &self.a).field("b", &self.b).finish()
    }
}
impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> {
    type Item = (A::Item, B::Item);
    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if Self::indexed() {
            if self.index < self.len {
                let i = self.index;
                self.index += 1;
                // SAFETY: the index is in range of both and used once.
                unsafe { Some((self.a.__get_unchecked(i), self.b.__get_unchecked(i))) }
            } else {
                None
            }
        } else {
            let x = self.a.next()?;
            let y = self.b.next()?;
            Some((x, y))
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        if Self::indexed() {
            let n = self.len - self.index;
            return (n, Some(n));
        }
        let (a_lower, a_upper) = self.a.size_hint();
        let (b_lower, b_upper) = self.b.size_hint();
        let upper = match (a_upper, b_upper) {
            (Some(x), Some(y)) => Some(cmp::min(x, y)),
            (Some(x), None) => Some(x),
            (None, y) => y,
        };
        (cmp::min(a_lower, b_lower), upper)
    }
    #[inline]
    fn fold<Acc, F: FnMut(Acc, Self::Item) -> Acc>(mut self, init: Acc, mut f: F) -> Acc {
        let mut accum = init;
        if Self::indexed() {
            let len = self.len;
            let mut i = self.index;
            while i < len {
                // SAFETY: the index is in range of both and used once.
                accum = unsafe { f(accum, (self.a.__get_unchecked(i), self.b.__get_unchecked(i))) };
                i += 1;
            }
        } else {
            while let Some(x) = self.next() {
                accum = f(accum, x);
            }
        }
        accum
    }
    #[inline(always)]
    fn __trusted_len() -> bool { A::__trusted_len() && B::__trusted_len() }
    #[inline(always)]
    fn __random_access() -> bool { Self::indexed() }
    #[inline(always)]
    unsafe fn __get_unchecked(&mut self, index: usize) -> Self::Item {
        let i = self.index + index;
        (self.a.__get_unchecked(i), self.b.__get_unchecked(i))
    }
}
impl<A: DoubleEndedIterator + ExactSizeIterator, B: DoubleEndedIterator + ExactSizeIterator> DoubleEndedIterator for Zip<A, B> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        if Self::indexed() {
            if self.index < self.len {
                self.len -= 1;
                let i = self.len;
                // SAFETY: the index is in range of both and used once.
                return unsafe { Some((self.a.__get_unchecked(i), self.b.__get_unchecked(i))) };
            }
            return None;
        }
        let (a, b) = (self.a.len(), self.b.len());
        if a > b {
            let _ = self.a.advance_back_by(a - b);
        } else {
            let _ = self.b.advance_back_by(b - a);
        }
        match (self.a.next_back(), self.b.next_back()) {
            (Some(x), Some(y)) => Some((x, y)),
            _ => None,
        }
    }
}
impl<A: ExactSizeIterator, B: ExactSizeIterator> ExactSizeIterator for Zip<A, B> {}
impl<A: FusedIterator, B: FusedIterator> FusedIterator for Zip<A, B> {}
// SAFETY: the shorter of two exact lengths.
unsafe impl<A: TrustedLen, B: TrustedLen> TrustedLen for Zip<A, B> {}
