//! Adaptors that treat one element at a time: `map`, `filter`, `filter_map`, `inspect`, `enumerate`.
use crate::fmt;
use crate::iter::{FusedIterator, TrustedLen};
use crate::num::NonZero;
use crate::ops::Try;

/// See `Iterator::map`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone)]
pub struct Map<I, F> {
    pub(crate) iter: I,
    f: F,
}
impl<I, F> Map<I, F> {
    #[inline]
    pub(in crate::iter) fn new(iter: I, f: F) -> Map<I, F> { Map { iter, f } }
}
impl<I: fmt::Debug, F> fmt::Debug for Map<I, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Map").field("iter", &self.iter).finish() }
}
impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> {
    type Item = B;
    #[inline]
    fn next(&mut self) -> Option<B> {
        match self.iter.next() {
            Some(x) => Some((self.f)(x)),
            None => None,
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    #[inline]
    fn try_fold<Acc, G, R>(&mut self, init: Acc, mut g: G) -> R
    where
        G: FnMut(Acc, B) -> R,
        R: Try<Output = Acc>,
    {
        let f = &mut self.f;
        self.iter.try_fold(init, move |acc, x| g(acc, f(x)))
    }
    #[inline]
    fn fold<Acc, G: FnMut(Acc, B) -> Acc>(self, init: Acc, mut g: G) -> Acc {
        let mut f = self.f;
        self.iter.fold(init, move |acc, x| g(acc, f(x)))
    }
    #[inline(always)]
    fn __trusted_len() -> bool { I::__trusted_len() }
    #[inline(always)]
    fn __random_access() -> bool { I::__random_access() }
    #[inline(always)]
    unsafe fn __get_unchecked(&mut self, index: usize) -> B { (self.f)(self.iter.__get_unchecked(index)) }
}
impl<B, I: DoubleEndedIterator, F: FnMut(I::Item) -> B> DoubleEndedIterator for Map<I, F> {
    #[inline]
    fn next_back(&mut self) -> Option<B> {
        match self.iter.next_back() {
            Some(x) => Some((self.f)(x)),
            None => None,
        }
    }
    #[inline]
    fn try_rfold<Acc, G, R>(&mut self, init: Acc, mut g: G) -> R
    where
        G: FnMut(Acc, B) -> R,
        R: Try<Output = Acc>,
    {
        let f = &mut self.f;
        self.iter.try_rfold(init, move |acc, x| g(acc, f(x)))
    }
    #[inline]
    fn rfold<Acc, G: FnMut(Acc, B) -> Acc>(self, init: Acc, mut g: G) -> Acc {
        let mut f = self.f;
        self.iter.rfold(init, move |acc, x| g(acc, f(x)))
    }
}
impl<B, I: ExactSizeIterator, F: FnMut(I::Item) -> B> ExactSizeIterator for Map<I, F> {
    fn len(&self) -> usize { self.iter.len() }
}
impl<B, I: FusedIterator, F: FnMut(I::Item) -> B> FusedIterator for Map<I, F> {}
// SAFETY: one element for each.
unsafe impl<B, I: TrustedLen, F: FnMut(I::Item) -> B> TrustedLen for Map<I, F> {}

/// See `Iterator::filter`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone)]
pub struct Filter<I, P> {
    iter: I,
    predicate: P,
}
impl<I, P> Filter<I, P> {
    #[inline]
    pub(in crate::iter) fn new(iter: I, predicate: P) -> Filter<I, P> { Filter { iter, predicate } }
}
impl<I: fmt::Debug, P> fmt::Debug for Filter<I, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Filter").field("iter", &self.iter).finish() }
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for Filter<I, P> {
    type Item = I::Item;
    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        while let Some(x) = self.iter.next() {
            if (self.predicate)(&x) {
                return Some(x);
            }
        }
        None
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (0, self.iter.size_hint().1) }
    #[inline]
    fn count(self) -> usize {
        let mut p = self.predicate;
        self.iter.fold(0, move |n, x| n + p(&x) as usize)
    }
    #[inline]
    fn try_fold<Acc, G, R>(&mut self, init: Acc, mut g: G) -> R
    where
        G: FnMut(Acc, I::Item) -> R,
        R: Try<Output = Acc>,
    {
        let p = &mut self.predicate;
        self.iter.try_fold(init, move |acc, x| if p(&x) { g(acc, x) } else { R::from_output(acc) })
    }
    #[inline]
    fn fold<Acc, G: FnMut(Acc, I::Item) -> Acc>(self, init: Acc, mut g: G) -> Acc {
        let mut p = self.predicate;
        self.iter.fold(init, move |acc, x| if p(&x) { g(acc, x) } else { acc })
    }
}
impl<I: DoubleEndedIterator, P: FnMut(&I::Item) -> bool> DoubleEndedIterator for Filter<I, P> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        while let Some(x) = self.iter.next_back() {
            if (self.predicate)(&x) {
                return Some(x);
            }
        }
        None
    }
    #[inline]
    fn rfold<Acc, G: FnMut(Acc, I::Item) -> Acc>(self, init: Acc, mut g: G) -> Acc {
        let mut p = self.predicate;
        self.iter.rfold(init, move |acc, x| if p(&x) { g(acc, x) } else { acc })
    }
}
impl<I: FusedIterator, P: FnMut(&I::Item) -> bool> FusedIterator for Filter<I, P> {}

/// See `Iterator::filter_map`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone)]
pub struct FilterMap<I, F> {
    iter: I,
    f: F,
}
impl<I, F> FilterMap<I, F> {
    #[inline]
    pub(in crate::iter) fn new(iter: I, f: F) -> FilterMap<I, F> { FilterMap { iter, f } }
}
impl<I: fmt::Debug, F> fmt::Debug for FilterMap<I, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("FilterMap").field("iter", &self.iter).finish() }
}
impl<B, I: Iterator, F: FnMut(I::Item) -> Option<B>> Iterator for FilterMap<I, F> {
    type Item = B;
    #[inline]
    fn next(&mut self) -> Option<B> {
        while let Some(x) = self.iter.next() {
            if let Some(y) = (self.f)(x) {
                return Some(y);
            }
        }
        None
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (0, self.iter.size_hint().1) }
    #[inline]
    fn try_fold<Acc, G, R>(&mut self, init: Acc, mut g: G) -> R
    where
        G: FnMut(Acc, B) -> R,
        R: Try<Output = Acc>,
    {
        let f = &mut self.f;
        self.iter.try_fold(init, move |acc, x| match f(x) {
            Some(y) => g(acc, y),
            None => R::from_output(acc),
        })
    }
    #[inline]
    fn fold<Acc, G: FnMut(Acc, B) -> Acc>(self, init: Acc, mut g: G) -> Acc {
        let mut f = self.f;
        self.iter.fold(init, move |acc, x| match f(x) {
            Some(y) => g(acc, y),
            None => acc,
        })
    }
}
impl<B, I: DoubleEndedIterator, F: FnMut(I::Item) -> Option<B>> DoubleEndedIterator for FilterMap<I, F> {
    #[inline]
    fn next_back(&mut self) -> Option<B> {
        while let Some(x) = self.iter.next_back() {
            if let Some(y) = (self.f)(x) {
                return Some(y);
            }
        }
        None
    }
}
impl<B, I: FusedIterator, F: FnMut(I::Item) -> Option<B>> FusedIterator for FilterMap<I, F> {}

/// See `Iterator::inspect`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone)]
pub struct Inspect<I, F> {
    iter: I,
    f: F,
}
impl<I, F> Inspect<I, F> {
    #[inline]
    pub(in crate::iter) fn new(iter: I, f: F) -> Inspect<I, F> { Inspect { iter, f } }
}
impl<I: fmt::Debug, F> fmt::Debug for Inspect<I, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Inspect").field("iter", &self.iter).finish() }
}
impl<I: Iterator, F: FnMut(&I::Item)> Iterator for Inspect<I, F> {
    type Item = I::Item;
    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        let next = self.iter.next();
        if let Some(ref a) = next {
            (self.f)(a);
        }
        next
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    #[inline]
    fn fold<Acc, G: FnMut(Acc, I::Item) -> Acc>(self, init: Acc, mut g: G) -> Acc {
        let mut f = self.f;
        self.iter.fold(init, move |acc, x| {
            f(&x);
            g(acc, x)
        })
    }
}
impl<I: DoubleEndedIterator, F: FnMut(&I::Item)> DoubleEndedIterator for Inspect<I, F> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> {
        let next = self.iter.next_back();
        if let Some(ref a) = next {
            (self.f)(a);
        }
        next
    }
}
impl<I: ExactSizeIterator, F: FnMut(&I::Item)> ExactSizeIterator for Inspect<I, F> {
    fn len(&self) -> usize { self.iter.len() }
}
impl<I: FusedIterator, F: FnMut(&I::Item)> FusedIterator for Inspect<I, F> {}

/// See `Iterator::enumerate`.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[rustc_diagnostic_item = "Enumerate"]
pub struct Enumerate<I> {
    iter: I,
    count: usize,
}
impl<I> Enumerate<I> {
    #[inline]
    pub(in crate::iter) fn new(iter: I) -> Enumerate<I> { Enumerate { iter, count: 0 } }
}
impl<I: Iterator> Iterator for Enumerate<I> {
    type Item = (usize, I::Item);
    #[inline]
    #[rustc_inherit_overflow_checks]
    fn next(&mut self) -> Option<(usize, I::Item)> {
        let a = self.iter.next()?;
        let i = self.count;
        self.count += 1;
        Some((i, a))
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    #[inline]
    #[rustc_inherit_overflow_checks]
    fn nth(&mut self, n: usize) -> Option<(usize, I::Item)> {
        let a = self.iter.nth(n)?;
        let i = self.count + n;
        self.count = i + 1;
        Some((i, a))
    }
    #[inline]
    fn count(self) -> usize { self.iter.count() }
    #[inline]
    fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
        let remaining = self.iter.advance_by(n);
        self.count += match remaining {
            Ok(()) => n,
            Err(rem) => n - rem.get(),
        };
        remaining
    }
    #[inline]
    fn try_fold<Acc, G, R>(&mut self, init: Acc, mut g: G) -> R
    where
        G: FnMut(Acc, Self::Item) -> R,
        R: Try<Output = Acc>,
    {
        let count = &mut self.count;
        self.iter.try_fold(init, #[rustc_inherit_overflow_checks] move |acc, x| {
            let i = *count;
            *count += 1;
            g(acc, (i, x))
        })
    }
    #[inline]
    fn fold<Acc, G: FnMut(Acc, Self::Item) -> Acc>(self, init: Acc, mut g: G) -> Acc {
        let mut count = self.count;
        self.iter.fold(init, #[rustc_inherit_overflow_checks] move |acc, x| {
            let i = count;
            count += 1;
            g(acc, (i, x))
        })
    }
    #[inline(always)]
    fn __trusted_len() -> bool { I::__trusted_len() }
    #[inline(always)]
    fn __random_access() -> bool { I::__random_access() }
    #[inline(always)]
    unsafe fn __get_unchecked(&mut self, index: usize) -> Self::Item { (self.count + index, self.iter.__get_unchecked(index)) }
}
impl<I: ExactSizeIterator + DoubleEndedIterator> DoubleEndedIterator for Enumerate<I> {
    #[inline]
    fn next_back(&mut self) -> Option<(usize, I::Item)> {
        let a = self.iter.next_back()?;
        let len = self.iter.len();
        Some((self.count + len, a))
    }
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<(usize, I::Item)> {
        let a = self.iter.nth_back(n)?;
        let len = self.iter.len();
        Some((self.count + len, a))
    }
}
impl<I: ExactSizeIterator> ExactSizeIterator for Enumerate<I> {
    fn len(&self) -> usize { self.iter.len() }
}
impl<I: FusedIterator> FusedIterator for Enumerate<I> {}
// SAFETY: one element for each.
unsafe impl<I: TrustedLen> TrustedLen for Enumerate<I> {}
impl<I: Default> Default for Enumerate<I> {
    fn default() -> Self { Enumerate::new(Default::default()) }
}
