//! Iterators that start from nothing.
use super::{FusedIterator, TrustedLen};
use crate::fmt;
use crate::marker::PhantomData;
use crate::num::NonZero;

/// See `empty`.
pub struct Empty<T>(PhantomData<fn() -> T>);
/// Gives nothing.
pub const fn empty<T>() -> Empty<T> { Empty(PhantomData) }
impl<T> fmt::Debug for Empty<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Empty").finish() }
}
impl<T> Iterator for Empty<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { None }
    fn size_hint(&self) -> (usize, Option<usize>) { (0, Some(0)) }
}
impl<T> DoubleEndedIterator for Empty<T> {
    fn next_back(&mut self) -> Option<T> { None }
}
impl<T> ExactSizeIterator for Empty<T> {}
impl<T> FusedIterator for Empty<T> {}
// SAFETY: exact.
unsafe impl<T> TrustedLen for Empty<T> {}
impl<T> Clone for Empty<T> {
    fn clone(&self) -> Empty<T> { Empty(PhantomData) }
}
impl<T> Default for Empty<T> {
    fn default() -> Empty<T> { Empty(PhantomData) }
}

/// See `once`.
#[derive(Clone, Debug)]
pub struct Once<T> {
    inner: crate::option::IntoIter<T>,
}
/// Gives one value.
pub fn once<T>(value: T) -> Once<T> { Once { inner: Some(value).into_iter() } }
impl<T> Iterator for Once<T> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> { self.inner.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl<T> DoubleEndedIterator for Once<T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> { self.inner.next_back() }
}
impl<T> ExactSizeIterator for Once<T> {}
impl<T> FusedIterator for Once<T> {}
// SAFETY: exact.
unsafe impl<T> TrustedLen for Once<T> {}

/// See `once_with`.
#[derive(Clone)]
pub struct OnceWith<F> {
    make: Option<F>,
}
impl<F> fmt::Debug for OnceWith<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.make.is_some() { "OnceWith(Some(_))" } else { "OnceWith(None)" })
    }
}
/// Gives one value that is computed when asked for.
pub fn once_with<A, F: FnOnce() -> A>(make: F) -> OnceWith<F> { OnceWith { make: Some(make) } }
impl<A, F: FnOnce() -> A> Iterator for OnceWith<F> {
    type Item = A;
    #[inline]
    fn next(&mut self) -> Option<A> {
        let f = self.make.take()?;
        Some(f())
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.make.is_some() as usize;
        (n, Some(n))
    }
}
impl<A, F: FnOnce() -> A> DoubleEndedIterator for OnceWith<F> {
    fn next_back(&mut self) -> Option<A> { self.next() }
}
impl<A, F: FnOnce() -> A> ExactSizeIterator for OnceWith<F> {}
impl<A, F: FnOnce() -> A> FusedIterator for OnceWith<F> {}

/// See `repeat`.
#[derive(Clone, Debug)]
pub struct Repeat<A> {
    element: A,
}
/// Gives clones of a value for ever.
#[inline]
pub fn repeat<T: Clone>(elt: T) -> Repeat<T> { Repeat { element: elt } }
impl<A: Clone> Iterator for Repeat<A> {
    type Item = A;
    #[inline]
    fn next(&mut self) -> Option<A> { Some(self.element.clone()) }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
    #[inline]
    fn advance_by(&mut self, _: usize) -> Result<(), NonZero<usize>> { Ok(()) }
}
impl<A: Clone> DoubleEndedIterator for Repeat<A> {
    #[inline]
    fn next_back(&mut self) -> Option<A> { Some(self.element.clone()) }
}
impl<A: Clone> FusedIterator for Repeat<A> {}

/// See `repeat_n`.
#[derive(Clone)]
pub struct RepeatN<A> {
    element: Option<A>,
    count: usize,
}
impl<A: fmt::Debug> fmt::Debug for RepeatN<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RepeatN").field("count", &self.count).field("element_ref", &self.element.as_ref()).finish()
    }
}
/// Gives a value `count` times; the last time the value itself.
#[inline]
pub fn repeat_n<T: Clone>(element: T, count: usize) -> RepeatN<T> {
    RepeatN { element: if count == 0 { None } else { Some(element) }, count }
}
impl<A: Clone> Iterator for RepeatN<A> {
    type Item = A;
    #[inline]
    fn next(&mut self) -> Option<A> {
        if self.count <= 1 {
            self.count = 0;
            return self.element.take();
        }
        self.count -= 1;
        self.element.clone()
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (self.count, Some(self.count)) }
    #[inline(always)]
    fn __trusted_len() -> bool { true }
}
impl<A: Clone> ExactSizeIterator for RepeatN<A> {}
impl<A: Clone> DoubleEndedIterator for RepeatN<A> {
    #[inline]
    fn next_back(&mut self) -> Option<A> { self.next() }
}
impl<A: Clone> FusedIterator for RepeatN<A> {}
// SAFETY: exact.
unsafe impl<A: Clone> TrustedLen for RepeatN<A> {}

/// See `repeat_with`.
#[derive(Copy, Clone)]
pub struct RepeatWith<F> {
    repeater: F,
}
impl<F> fmt::Debug for RepeatWith<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("RepeatWith").finish_non_exhaustive() }
}
/// Gives results of a function for ever.
#[inline]
pub fn repeat_with<A, F: FnMut() -> A>(repeater: F) -> RepeatWith<F> { RepeatWith { repeater } }
impl<A, F: FnMut() -> A> Iterator for RepeatWith<F> {
    type Item = A;
    #[inline]
    fn next(&mut self) -> Option<A> { Some((self.repeater)()) }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
}
impl<A, F: FnMut() -> A> FusedIterator for RepeatWith<F> {}

/// See `from_fn`.
#[derive(Clone)]
pub struct FromFn<F>(F);
/// An iterator whose `next` is a function.
#[inline]
pub fn from_fn<T, F: FnMut() -> Option<T>>(f: F) -> FromFn<F> { FromFn(f) }
impl<T, F: FnMut() -> Option<T>> Iterator for FromFn<F> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> { (self.0)() }
}
impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("FromFn").finish() }
}

/// See `successors`.
#[derive(Clone)]
pub struct Successors<T, F> {
    next: Option<T>,
    succ: F,
}
/// Each value is computed from the one before.
pub fn successors<T, F: FnMut(&T) -> Option<T>>(first: Option<T>, succ: F) -> Successors<T, F> { Successors { next: first, succ } }
impl<T, F: FnMut(&T) -> Option<T>> Iterator for Successors<T, F> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> {
        let item = self.next.take()?;
        self.next = (self.succ)(&item);
        Some(item)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { if self.next.is_some() { (1, None) } else { (0, Some(0)) } }
}
impl<T, F: FnMut(&T) -> Option<T>> FusedIterator for Successors<T, F> {}
impl<T: fmt::Debug, F> fmt::Debug for Successors<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Successors").field("next", &self.next).finish() }
}
