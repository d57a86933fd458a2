//! Iterators over parts of a slice that a predicate separates.
use crate::fmt::{self, Debug};
use crate::iter::FusedIterator;

/// Iterators that can give everything that is left as one part.
trait Finish: DoubleEndedIterator {
    fn finish(&mut self) -> Option<Self::Item>;
}

/// Parts between elements for which the predicate holds.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Split<'a, T: 'a, P: FnMut(&T) -> bool> {
    v: &'a [T],
    pred: P,
    finished: bool,
}
impl<'a, T, P: FnMut(&T) -> bool> Split<'a, T, P> {
    #[inline]
    pub(super) fn new(v: &'a [T], pred: P) -> Self { Self { v, pred, finished: false } }
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for Split<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Split").field("v", &self.v).field("finished", &self.finished).finish()
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Finish for Split<'a, T, P> {
    #[inline]
    fn finish(&mut self) -> Option<&'a [T]> {
        if self.finished {
            None
        } else {
            self.finished = true;
            Some(self.v)
        }
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for Split<'a, T, P> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        match self.v.iter().position(|x| (self.pred)(x)) {
            None => self.finish(),
            Some(i) => {
                let (left, right) = self.v.split_at(i);
                self.v = &right[1..];
                Some(left)
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { if self.finished { (0, Some(0)) } else { (1, Some(self.v.len() + 1)) } }
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for Split<'a, T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        match self.v.iter().rposition(|x| (self.pred)(x)) {
            None => self.finish(),
            Some(i) => {
                let (left, right) = self.v.split_at(i);
                self.v = left;
                Some(&right[1..])
            }
        }
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for Split<'_, T, P> {}
impl<T, P: Clone + FnMut(&T) -> bool> Clone for Split<'_, T, P> {
    fn clone(&self) -> Self { Split { v: self.v, pred: self.pred.clone(), finished: self.finished } }
}

/// Parts between elements for which the predicate holds.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitMut<'a, T: 'a, P: FnMut(&T) -> bool> {
    v: &'a mut [T],
    pred: P,
    finished: bool,
}
impl<'a, T, P: FnMut(&T) -> bool> SplitMut<'a, T, P> {
    #[inline]
    pub(super) fn new(v: &'a mut [T], pred: P) -> Self { Self { v, pred, finished: false } }
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for SplitMut<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SplitMut").field("v", &self.v).field("finished", &self.finished).finish()
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Finish for SplitMut<'a, T, P> {
    #[inline]
    fn finish(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            None
        } else {
            self.finished = true;
            Some(crate::mem::take(&mut self.v))
        }
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitMut<'a, T, P> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            return None;
        }
        match self.v.iter().position(|x| (self.pred)(x)) {
            None => self.finish(),
            Some(i) => {
                let (left, right) = crate::mem::take(&mut self.v).split_at_mut(i);
                self.v = &mut right[1..];
                Some(left)
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { if self.finished { (0, Some(0)) } else { (1, Some(self.v.len() + 1)) } }
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for SplitMut<'a, T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            return None;
        }
        match self.v.iter().rposition(|x| (self.pred)(x)) {
            None => self.finish(),
            Some(i) => {
                let (left, right) = crate::mem::take(&mut self.v).split_at_mut(i);
                self.v = left;
                Some(&mut right[1..])
            }
        }
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for SplitMut<'_, T, P> {}

/// Parts that end with elements for which the predicate holds.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitInclusive<'a, T: 'a, P: FnMut(&T) -> bool> {
    v: &'a [T],
    pred: P,
    finished: bool,
}
impl<'a, T, P: FnMut(&T) -> bool> SplitInclusive<'a, T, P> {
    #[inline]
    pub(super) fn new(v: &'a [T], pred: P) -> Self {
        let finished = v.is_empty();
        Self { v, pred, finished }
    }
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for SplitInclusive<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SplitInclusive").field("v", &self.v).field("finished", &self.finished).finish()
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitInclusive<'a, T, P> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        let idx = self.v.iter().position(|x| (self.pred)(x)).map_or(self.v.len(), |i| i + 1);
        if idx == self.v.len() {
            self.finished = true;
        }
        let (head, tail) = self.v.split_at(idx);
        self.v = tail;
        Some(head)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.finished { (0, Some(0)) } else { (1, Some(crate::cmp::max(1, self.v.len()))) }
    }
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for SplitInclusive<'a, T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        let rest = if self.v.is_empty() { &[] } else { &self.v[..self.v.len() - 1] };
        let idx = rest.iter().rposition(|x| (self.pred)(x)).map_or(0, |i| i + 1);
        if idx == 0 {
            self.finished = true;
        }
        let (head, tail) = self.v.split_at(idx);
        self.v = head;
        Some(tail)
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for SplitInclusive<'_, T, P> {}
impl<T, P: Clone + FnMut(&T) -> bool> Clone for SplitInclusive<'_, T, P> {
    fn clone(&self) -> Self { SplitInclusive { v: self.v, pred: self.pred.clone(), finished: self.finished } }
}

/// Parts that end with elements for which the predicate holds.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitInclusiveMut<'a, T: 'a, P: FnMut(&T) -> bool> {
    v: &'a mut [T],
    pred: P,
    finished: bool,
}
impl<'a, T, P: FnMut(&T) -> bool> SplitInclusiveMut<'a, T, P> {
    #[inline]
    pub(super) fn new(v: &'a mut [T], pred: P) -> Self {
        let finished = v.is_empty();
        Self { v, pred, finished }
    }
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for SplitInclusiveMut<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SplitInclusiveMut").field("v", &self.v).field("finished", &self.finished).finish()
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitInclusiveMut<'a, T, P> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            return None;
        }
        let idx = self.v.iter().position(|x| (self.pred)(x)).map_or(self.v.len(), |i| i + 1);
        if idx == self.v.len() {
            self.finished = true;
        }
        let (head, tail) = crate::mem::take(&mut self.v).split_at_mut(idx);
        self.v = tail;
        Some(head)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.finished { (0, Some(0)) } else { (1, Some(crate::cmp::max(1, self.v.len()))) }
    }
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for SplitInclusiveMut<'a, T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            return None;
        }
        let rest = if self.v.is_empty() { &[] } else { &self.v[..self.v.len() - 1] };
        let idx = rest.iter().rposition(|x| (self.pred)(x)).map_or(0, |i| i + 1);
        if idx == 0 {
            self.finished = true;
        }
        let (head, tail) = crate::mem::take(&mut self.v).split_at_mut(idx);
        self.v = head;
        Some(tail)
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for SplitInclusiveMut<'_, T, P> {}

/// The same from the end.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RSplit<'a, T: 'a, P: FnMut(&T) -> bool> {
    inner: Split<'a, T, P>,
}
impl<'a, T, P: FnMut(&T) -> bool> RSplit<'a, T, P> {
    #[inline]
    pub(super) fn new(v: &'a [T], pred: P) -> Self { Self { inner: Split::new(v, pred) } }
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for RSplit<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RSplit").field("v", &self.inner.v).field("finished", &self.inner.finished).finish()
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for RSplit<'a, T, P> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> { self.inner.next_back() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for RSplit<'a, T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a [T]> { self.inner.next() }
}
impl<'a, T, P: FnMut(&T) -> bool> Finish for RSplit<'a, T, P> {
    #[inline]
    fn finish(&mut self) -> Option<&'a [T]> { self.inner.finish() }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for RSplit<'_, T, P> {}
impl<T, P: Clone + FnMut(&T) -> bool> Clone for RSplit<'_, T, P> {
    fn clone(&self) -> Self { RSplit { inner: self.inner.clone() } }
}

/// The same from the end.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RSplitMut<'a, T: 'a, P: FnMut(&T) -> bool> {
    inner: SplitMut<'a, T, P>,
}
impl<'a, T, P: FnMut(&T) -> bool> RSplitMut<'a, T, P> {
    #[inline]
    pub(super) fn new(v: &'a mut [T], pred: P) -> Self { Self { inner: SplitMut::new(v, pred) } }
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for RSplitMut<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RSplitMut").field("v", &self.inner.v).field("finished", &self.inner.finished).finish()
    }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for RSplitMut<'a, T, P> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> { self.inner.next_back() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for RSplitMut<'a, T, P> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a mut [T]> { self.inner.next() }
}
impl<'a, T, P: FnMut(&T) -> bool> Finish for RSplitMut<'a, T, P> {
    #[inline]
    fn finish(&mut self) -> Option<&'a mut [T]> { self.inner.finish() }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for RSplitMut<'_, T, P> {}

/// At most `n` parts.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitN<'a, T: 'a, P: FnMut(&T) -> bool> {
    iter: Split<'a, T, P>,
    count: usize,
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for SplitN<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("SplitN").field("inner", &self.iter).finish() }
}
impl<'a, T, P: FnMut(&T) -> bool> SplitN<'a, T, P> {
    #[inline]
    pub(super) fn new(iter: Split<'a, T, P>, count: usize) -> Self { Self { iter, count } }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitN<'a, T, P> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        match self.count {
            0 => None,
            1 => {
                self.count = 0;
                self.iter.finish()
            }
            _ => {
                self.count -= 1;
                self.iter.next()
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (lower, upper) = self.iter.size_hint();
        (crate::cmp::min(self.count, lower), Some(upper.map_or(self.count, |u| crate::cmp::min(self.count, u))))
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for SplitN<'_, T, P> {}

/// At most `n` parts.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RSplitN<'a, T: 'a, P: FnMut(&T) -> bool> {
    iter: RSplit<'a, T, P>,
    count: usize,
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for RSplitN<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("RSplitN").field("inner", &self.iter).finish() }
}
impl<'a, T, P: FnMut(&T) -> bool> RSplitN<'a, T, P> {
    #[inline]
    pub(super) fn new(iter: RSplit<'a, T, P>, count: usize) -> Self { Self { iter, count } }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for RSplitN<'a, T, P> {
    type Item = &'a [T];
    #[inline]
    fn next(&mut self) -> Option<&'a [T]> {
        match self.count {
            0 => None,
            1 => {
                self.count = 0;
                self.iter.finish()
            }
            _ => {
                self.count -= 1;
                self.iter.next()
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (lower, upper) = self.iter.size_hint();
        (crate::cmp::min(self.count, lower), Some(upper.map_or(self.count, |u| crate::cmp::min(self.count, u))))
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for RSplitN<'_, T, P> {}

/// At most `n` parts.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitNMut<'a, T: 'a, P: FnMut(&T) -> bool> {
    iter: SplitMut<'a, T, P>,
    count: usize,
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for SplitNMut<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("SplitNMut").field("inner", &self.iter).finish() }
}
impl<'a, T, P: FnMut(&T) -> bool> SplitNMut<'a, T, P> {
    #[inline]
    pub(super) fn new(iter: SplitMut<'a, T, P>, count: usize) -> Self { Self { iter, count } }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitNMut<'a, T, P> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        match self.count {
            0 => None,
            1 => {
                self.count = 0;
                self.iter.finish()
            }
            _ => {
                self.count -= 1;
                self.iter.next()
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (lower, upper) = self.iter.size_hint();
        (crate::cmp::min(self.count, lower), Some(upper.map_or(self.count, |u| crate::cmp::min(self.count, u))))
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for SplitNMut<'_, T, P> {}

/// At most `n` parts.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RSplitNMut<'a, T: 'a, P: FnMut(&T) -> bool> {
    iter: RSplitMut<'a, T, P>,
    count: usize,
}
impl<T: Debug, P: FnMut(&T) -> bool> Debug for RSplitNMut<'_, T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("RSplitNMut").field("inner", &self.iter).finish() }
}
impl<'a, T, P: FnMut(&T) -> bool> RSplitNMut<'a, T, P> {
    #[inline]
    pub(super) fn new(iter: RSplitMut<'a, T, P>, count: usize) -> Self { Self { iter, count } }
}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for RSplitNMut<'a, T, P> {
    type Item = &'a mut [T];
    #[inline]
    fn next(&mut self) -> Option<&'a mut [T]> {
        match self.count {
            0 => None,
            1 => {
                self.count = 0;
                self.iter.finish()
            }
            _ => {
                self.count -= 1;
                self.iter.next()
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (lower, upper) = self.iter.size_hint();
        (crate::cmp::min(self.count, lower), Some(upper.map_or(self.count, |u| crate::cmp::min(self.count, u))))
    }
}
impl<T, P: FnMut(&T) -> bool> FusedIterator for RSplitNMut<'_, T, P> {}

impl<T> [T] {
    /// Parts between elements for which the predicate holds.
    #[inline]
    pub fn split<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<'_, T, F> { Split::new(self, pred) }
    /// The same, uniquely.
    #[inline]
    pub fn split_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitMut<'_, T, F> { SplitMut::new(self, pred) }
    /// Parts that end with elements for which the predicate holds.
    #[inline]
    pub fn split_inclusive<F: FnMut(&T) -> bool>(&self, pred: F) -> SplitInclusive<'_, T, F> { SplitInclusive::new(self, pred) }
    /// The same, uniquely.
    #[inline]
    pub fn split_inclusive_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitInclusiveMut<'_, T, F> { SplitInclusiveMut::new(self, pred) }
    /// Parts from the end.
    #[inline]
    pub fn rsplit<F: FnMut(&T) -> bool>(&self, pred: F) -> RSplit<'_, T, F> { RSplit::new(self, pred) }
    /// The same, uniquely.
    #[inline]
    pub fn rsplit_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> RSplitMut<'_, T, F> { RSplitMut::new(self, pred) }
    /// At most `n` parts.
    #[inline]
    pub fn splitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> SplitN<'_, T, F> { SplitN::new(self.split(pred), n) }
    /// The same, uniquely.
    #[inline]
    pub fn splitn_mut<F: FnMut(&T) -> bool>(&mut self, n: usize, pred: F) -> SplitNMut<'_, T, F> { SplitNMut::new(self.split_mut(pred), n) }
    /// At most `n` parts, from the end.
    #[inline]
    pub fn rsplitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> RSplitN<'_, T, F> { RSplitN::new(self.rsplit(pred), n) }
    /// The same, uniquely.
    #[inline]
    pub fn rsplitn_mut<F: FnMut(&T) -> bool>(&mut self, n: usize, pred: F) -> RSplitNMut<'_, T, F> { RSplitNMut::new(self.rsplit_mut(pred), n) }
    /// The parts before and behind the first element for which the predicate holds.
    #[doc(hidden)]
    pub fn split_once<F: FnMut(&T) -> bool>(&self, pred: F) -> Option<(&[T], &[T])> {
        let index = self.iter().position(pred)?;
        Some((&self[..index], &self[index + 1..]))
    }
    /// The parts before and behind the last element for which the predicate holds.
    #[doc(hidden)]
    pub fn rsplit_once<F: FnMut(&T) -> bool>(&self, pred: F) -> Option<(&[T], &[T])> {
        let index = self.iter().rposition(pred)?;
        Some((&self[..index], &self[index + 1..]))
    }
}
