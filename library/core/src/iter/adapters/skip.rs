//! `skip` and `skip_while`.
use crate::fmt;
use crate::iter::{FusedIterator, TrustedLen};
use crate::num::NonZero;
use crate::ops::Try;

/// See `Iterator::skip`.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Skip<I> {
    iter: I,
    n: usize,
}
impl<I> Skip<I> {
    #[inline]
    pub(in crate::iter) fn new(iter: I, n: usize) -> Skip<I> { Skip { iter, n } }
}
impl<I: Iterator> Iterator for Skip<I> {
    type Item = I::Item;
    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        if self.n != 0 { self.iter.nth(crate::mem::take(&mut self.n)) } else { self.iter.next() }
    }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<I::Item> {
        if self.n == 0 {
            return self.iter.nth(n);
        }
        let skip = crate::mem::take(&mut self.n);
        match skip.checked_add(n) {
            Some(total) => self.iter.nth(total),
            None => {
                self.iter.nth(skip - 1)?;
                self.iter.nth(n)
            }
        }
    }
    #[inline]
    fn count(mut self) -> usize {
        if self.n > 0 && self.iter.nth(self.n - 1).is_none() {
            return 0;
        }
        self.iter.count()
    }
    #[inline]
    fn last(mut self) -> Option<I::Item> {
        if self.n > 0 {
            self.iter.nth(self.n - 1)?;
        }
        self.iter.last()
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (lower, upper) = self.iter.size_hint();
        (lower.saturating_sub(self.n), upper.map(|x| x.saturating_sub(self.n)))
    }
    #[inline]
    fn try_fold<Acc, F, R>(&mut self, init: Acc, f: F) -> R
    where
        F: FnMut(Acc, I::Item) -> R,
        R: Try<Output = Acc>,
    {
        let n = crate::mem::take(&mut self.n);
        if n > 0 && self.iter.nth(n - 1).is_none() {
            return R::from_output(init);
        }
        self.iter.try_fold(init, f)
    }
    #[inline]
    fn fold<Acc, F: FnMut(Acc, I::Item) -> Acc>(mut self, init: Acc, f: F) -> Acc {
        if self.n > 0 && self.iter.nth(self.n - 1).is_none() {
            return init;
        }
        self.iter.fold(init, f)
    }
    #[inline(always)]
    fn __trusted_len() -> bool { I::__trusted_len() }
}
impl<I: ExactSizeIterator> ExactSizeIterator for Skip<I> {}
impl<I: DoubleEndedIterator + ExactSizeIterator> DoubleEndedIterator for Skip<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> { if self.len() > 0 { self.iter.next_back() } else { None } }
    #[inline]
    fn advance_back_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
        let min = crate::cmp::min(self.len(), n);
        let _ = self.iter.advance_back_by(min);
        NonZero::new(n - min).map_or(Ok(()), Err)
    }
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<I::Item> {
        let len = self.len();
        if n < len {
            self.iter.nth_back(n)
        } else {
            if len > 0 {
                self.iter.nth_back(len - 1);
            }
            None
        }
    }
}
impl<I: FusedIterator> FusedIterator for Skip<I> {}
// SAFETY: the inner length is exact.
unsafe impl<I: TrustedLen> TrustedLen for Skip<I> {}

/// See `Iterator::skip_while`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone)]
pub struct SkipWhile<I, P> {
    iter: I,
    flag: bool,
    predicate: P,
}
impl<I, P> SkipWhile<I, P> {
    #[inline]
    pub(in crate::iter) fn new(iter: I, predicate: P) -> SkipWhile<I, P> { SkipWhile { iter, flag: false, predicate } }
}
impl<I: fmt::Debug, P> fmt::Debug for SkipWhile<I, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SkipWhile").field("iter", &self.iter).field("flag", &self.flag).finish()
    }
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for SkipWhile<I, P> {
    type Item = I::Item;
    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        if self.flag {
            return self.iter.next();
        }
        while let Some(x) = self.iter.next() {
            if !(self.predicate)(&x) {
                self.flag = true;
                return Some(x);
            }
        }
        None
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (lower, upper) = self.iter.size_hint();
        (if self.flag { lower } else { 0 }, upper)
    }
    #[inline]
    fn fold<Acc, F: FnMut(Acc, I::Item) -> Acc>(mut self, mut init: Acc, mut f: F) -> Acc {
        if !self.flag {
            match self.next() {
                Some(v) => init = f(init, v),
                None => return init,
            }
        }
        self.iter.fold(init, f)
    }
}
impl<I: FusedIterator, P: FnMut(&I::Item) -> bool> FusedIterator for SkipWhile<I, P> {}
