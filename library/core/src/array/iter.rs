//! Iteration over the elements of an array by value.
use crate::fmt;
use crate::iter::{FusedIterator, TrustedLen};
use crate::mem::MaybeUninit;
use crate::num::NonZero;

/// Gives the elements of an array. Those in `start..end` are left.
#[rustc_insignificant_dtor]
#[rustc_diagnostic_item = "ArrayIntoIter"]
pub struct IntoIter<T, const N: usize> {
    data: [MaybeUninit<T>; N],
    start: usize,
    end: usize,
}
impl<T, const N: usize> Default for IntoIter<T, N> {
    /// Nothing is left.
    fn default() -> Self { IntoIter { data: [const { MaybeUninit::uninit() }; N], start: 0, end: 0 } }
}
impl<T, const N: usize> IntoIter<T, N> {
    /// All elements of an array.
    #[deprecated(since = "1.59.0", note = "use `IntoIterator::into_iter` instead")]
    pub fn new(array: [T; N]) -> Self { array.into_iter() }
    /// What is left.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: those elements are there.
        unsafe { self.data.get_unchecked(self.start..self.end).assume_init_ref() }
    }
    /// What is left.
    #[inline]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: those elements are there.
        unsafe { self.data.get_unchecked_mut(self.start..self.end).assume_init_mut() }
    }
}
impl<T, const N: usize> IntoIterator for [T; N] {
    type Item = T;
    type IntoIter = IntoIter<T, N>;
    #[inline]
    fn into_iter(self) -> IntoIter<T, N> {
        // SAFETY: the layouts are the same.
        IntoIter { data: unsafe { crate::intrinsics::transmute_unchecked(self) }, start: 0, end: N }
    }
}
impl<T, const N: usize> Iterator for IntoIter<T, N> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let i = self.start;
        self.start += 1;
        // SAFETY: the element was there and is not any more.
        Some(unsafe { self.data.get_unchecked(i).assume_init_read() })
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.end - self.start;
        (n, Some(n))
    }
    #[inline]
    fn fold<Acc, F: FnMut(Acc, T) -> Acc>(mut self, init: Acc, mut f: F) -> Acc {
        let mut acc = init;
        while self.start < self.end {
            let i = self.start;
            self.start += 1;
            // SAFETY: the element was there and is not any more.
            acc = f(acc, unsafe { self.data.get_unchecked(i).assume_init_read() });
        }
        acc
    }
    #[inline]
    fn count(self) -> usize { self.len() }
    #[inline]
    fn last(mut self) -> Option<T> { self.next_back() }
    #[inline]
    fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
        let taken = crate::cmp::min(n, self.end - self.start);
        let from = self.start;
        self.start += taken;
        // SAFETY: those elements were there and are not any more.
        unsafe { self.data.get_unchecked_mut(from..from + taken).assume_init_drop() };
        NonZero::new(n - taken).map_or(Ok(()), Err)
    }
    #[inline(always)]
    fn __trusted_len() -> bool { true }
}
impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        // SAFETY: the element was there and is not any more.
        Some(unsafe { self.data.get_unchecked(self.end).assume_init_read() })
    }
}
impl<T, const N: usize> Drop for IntoIter<T, N> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: those elements are there.
        unsafe { crate::ptr::drop_in_place(self.as_mut_slice()) }
    }
}
impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
impl<T, const N: usize> FusedIterator for IntoIter<T, N> {}
// SAFETY: exact.
unsafe impl<T, const N: usize> TrustedLen for IntoIter<T, N> {}
impl<T: Clone, const N: usize> Clone for IntoIter<T, N> {
    fn clone(&self) -> Self {
        let mut new = IntoIter { data: [const { MaybeUninit::uninit() }; N], start: 0, end: 0 };
        for x in self.as_slice() {
            new.data[new.end].write(x.clone());
            new.end += 1;
        }
        new
    }
}
impl<T: fmt::Debug, const N: usize> fmt::Debug for IntoIter<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.as_slice()).finish() }
}
