//! `flatten` and `flat_map`.
use super::{Fuse, Map};
use crate::fmt;
use crate::iter::FusedIterator;
use crate::ops::Try;

/// The engine: an iterator of iterables with one open iterator at either end.
#[derive(Clone, Debug)]
struct FlattenCompat<I, U> {
    iter: Fuse<I>,
    front: Option<U>,
    back: Option<U>,
}
impl<I, U> FlattenCompat<I, U>
where
    I: Iterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>,
    U: Iterator,
{
    #[inline]
    fn new(iter: I) -> Self { FlattenCompat { iter: Fuse::new(iter), front: None, back: None } }
    #[inline]
    fn next(&mut self) -> Option<U::Item> {
        loop {
            if let Some(inner) = &mut self.front {
                match inner.next() {
                    None => self.front = None,
                    item => return item,
                }
            }
            match self.iter.next() {
                None => {
                    let item = self.back.as_mut()?.next();
                    if item.is_none() {
                        self.back = None;
                    }
                    return item;
                }
                Some(inner) => self.front = Some(inner.into_iter()),
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (flo, fhi) = self.front.as_ref().map_or((0, Some(0)), U::size_hint);
        let (blo, bhi) = self.back.as_ref().map_or((0, Some(0)), U::size_hint);
        let lo = flo.saturating_add(blo);
        match (self.iter.size_hint(), fhi, bhi) {
            ((0, Some(0)), Some(a), Some(b)) => (lo, a.checked_add(b)),
            _ => (lo, None),
        }
    }
    #[inline]
    fn fold<Acc, F: FnMut(Acc, U::Item) -> Acc>(self, mut acc: Acc, mut f: F) -> Acc {
        if let Some(front) = self.front {
            acc = front.fold(acc, &mut f);
        }
        acc = self.iter.fold(acc, |acc, x| x.into_iter().fold(acc, &mut f));
        if let Some(back) = self.back {
            acc = back.fold(acc, f);
        }
        acc
    }
    #[inline]
    fn try_fold<Acc, F, R>(&mut self, mut acc: Acc, mut f: F) -> R
    where
        F: FnMut(Acc, U::Item) -> R,
        R: Try<Output = Acc>,
    {
        if let Some(front) = &mut self.front {
            acc = front.try_fold(acc, &mut f)?;
        }
        self.front = None;
        while let Some(x) = self.iter.next() {
            let inner = self.front.insert(x.into_iter());
            acc = inner.try_fold(acc, &mut f)?;
            self.front = None;
        }
        if let Some(back) = &mut self.back {
            acc = back.try_fold(acc, &mut f)?;
        }
        self.back = None;
        R::from_output(acc)
    }
}
impl<I, U> FlattenCompat<I, U>
where
    I: DoubleEndedIterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>,
    U: DoubleEndedIterator,
{
    #[inline]
    fn next_back(&mut self) -> Option<U::Item> {
        loop {
            if let Some(inner) = &mut self.back {
                match inner.next_back() {
                    None => self.back = None,
                    item => return item,
                }
            }
            match self.iter.next_back() {
                None => {
                    let item = self.front.as_mut()?.next_back();
                    if item.is_none() {
                        self.front = None;
                    }
                    return item;
                }
                Some(inner) => self.back = Some(inner.into_iter()),
            }
        }
    }
}

/// See `Iterator::flatten`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Flatten<I: Iterator<Item: IntoIterator>> {
    inner: FlattenCompat<I, <I::Item as IntoIterator>::IntoIter>,
}
impl<I: Iterator<Item: IntoIterator>> Flatten<I> {
    #[inline]
    pub(in crate::iter) fn new(iter: I) -> Flatten<I> { Flatten { inner: FlattenCompat::new(iter) } }
}
impl<I: Default + Iterator<Item: IntoIterator>> Default for Flatten<I> {
    fn default() -> Self { Flatten::new(I::default()) }
}
impl<I, U> fmt::Debug for Flatten<I>
where
    I: fmt::Debug + Iterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>,
    U: fmt::Debug + Iterator,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Flatten").field("inner", &self.inner).finish() }
}
impl<I, U> Clone for Flatten<I>
where
    I: Clone + Iterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>,
    U: Clone + Iterator,
{
    fn clone(&self) -> Self { Flatten { inner: self.inner.clone() } }
}
impl<I, U> Iterator for Flatten<I>
where
    I: Iterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>,
    U: Iterator,
{
    type Item = U::Item;
    #[inline]
    fn next(&mut self) -> Option<U::Item> { self.inner.next() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
    #[inline]
    fn fold<Acc, F: FnMut(Acc, U::Item) -> Acc>(self, init: Acc, f: F) -> Acc { self.inner.fold(init, f) }
    #[inline]
    fn try_fold<Acc, F, R>(&mut self, init: Acc, f: F) -> R
    where
        F: FnMut(Acc, U::Item) -> R,
        R: Try<Output = Acc>,
    {
        self.inner.try_fold(init, f)
    }
}
impl<I, U> DoubleEndedIterator for Flatten<I>
where
    I: DoubleEndedIterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>,
    U: DoubleEndedIterator,
{
    #[inline]
    fn next_back(&mut self) -> Option<U::Item> { self.inner.next_back() }
}
impl<I, U> FusedIterator for Flatten<I>
where
    I: FusedIterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>,
    U: Iterator,
{
}

/// See `Iterator::flat_map`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct FlatMap<I, U: IntoIterator, F> {
    inner: FlattenCompat<Map<I, F>, U::IntoIter>,
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> FlatMap<I, U, F> {
    #[inline]
    pub(in crate::iter) fn new(iter: I, f: F) -> FlatMap<I, U, F> { FlatMap { inner: FlattenCompat::new(Map::new(iter, f)) } }
}
impl<I: Clone, U: IntoIterator<IntoIter: Clone>, F: Clone> Clone for FlatMap<I, U, F> {
    fn clone(&self) -> Self { FlatMap { inner: self.inner.clone() } }
}
impl<I: fmt::Debug, U: IntoIterator<IntoIter: fmt::Debug>, F> fmt::Debug for FlatMap<I, U, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("FlatMap").field("inner", &self.inner).finish() }
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> Iterator for FlatMap<I, U, F> {
    type Item = U::Item;
    #[inline]
    fn next(&mut self) -> Option<U::Item> { self.inner.next() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
    #[inline]
    fn fold<Acc, G: FnMut(Acc, U::Item) -> Acc>(self, init: Acc, g: G) -> Acc { self.inner.fold(init, g) }
    #[inline]
    fn try_fold<Acc, G, R>(&mut self, init: Acc, g: G) -> R
    where
        G: FnMut(Acc, U::Item) -> R,
        R: Try<Output = Acc>,
    {
        self.inner.try_fold(init, g)
    }
}
impl<I, U, F> DoubleEndedIterator for FlatMap<I, U, F>
where
    I: DoubleEndedIterator,
    F: FnMut(I::Item) -> U,
    U: IntoIterator<IntoIter: DoubleEndedIterator>,
{
    #[inline]
    fn next_back(&mut self) -> Option<U::Item> { self.inner.next_back() }
}
impl<I: FusedIterator, U: IntoIterator, F: FnMut(I::Item) -> U> FusedIterator for FlatMap<I, U, F> {}
