//! `Iter` and `IterMut`: a pointer pair; for types without size the end counts instead.
use crate::iter::{FusedIterator, TrustedLen};
use crate::marker::PhantomData;
use crate::num::NonZero;
use crate::ops::Try;
use crate::ptr::{self, NonNull};
use crate::slice::{from_raw_parts, from_raw_parts_mut};
use crate::fmt;

/// Iterator over references to a slice's elements.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[rustc_diagnostic_item = "SliceIter"]
pub struct Iter<'a, T: 'a> {
    ptr: NonNull<T>,
    end: *const T,
    _marker: PhantomData<&'a T>,
}
// SAFETY: it is a shared slice.
unsafe impl<T: Sync> Sync for Iter<'_, T> {}
// SAFETY: it is a shared slice.
unsafe impl<T: Sync> Send for Iter<'_, T> {}

/// Iterator over unique references to a slice's elements.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct IterMut<'a, T: 'a> {
    ptr: NonNull<T>,
    end: *mut T,
    _marker: PhantomData<&'a mut T>,
}
// SAFETY: it is a unique slice.
unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
// SAFETY: it is a unique slice.
unsafe impl<T: Send> Send for IterMut<'_, T> {}

impl<'a, T> Iter<'a, T> {
    #[inline]
    pub(super) const fn new(slice: &'a [T]) -> Self {
        let len = slice.len();
        let ptr = slice.as_ptr();
        // SAFETY: the end of a slice is a valid position.
        unsafe {
            let end = if size_of::<T>() == 0 { ptr::without_provenance(len) } else { ptr.add(len) };
            Iter { ptr: NonNull::new_unchecked(ptr as *mut T), end, _marker: PhantomData }
        }
    }
    /// What is left.
    #[must_use]
    #[inline]
    pub fn as_slice(&self) -> &'a [T] {
        // SAFETY: the elements between the pointers are valid.
        unsafe { from_raw_parts(self.ptr.as_ptr(), self.remaining()) }
    }
}
impl<T> Clone for Iter<'_, T> {
    #[inline]
    fn clone(&self) -> Self { Iter { ptr: self.ptr, end: self.end, _marker: self._marker } }
}
impl<T> AsRef<[T]> for Iter<'_, T> {
    #[inline]
    fn as_ref(&self) -> &[T] { self.as_slice() }
}
impl<T> Default for Iter<'_, T> {
    fn default() -> Self { (&[]).iter() }
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Iter").field(&self.as_slice()).finish() }
}
impl<'a, T> IterMut<'a, T> {
    #[inline]
    pub(super) const fn new(slice: &'a mut [T]) -> Self {
        let len = slice.len();
        let ptr = slice.as_mut_ptr();
        // SAFETY: the end of a slice is a valid position.
        unsafe {
            let end = if size_of::<T>() == 0 { ptr::without_provenance_mut(len) } else { ptr.add(len) };
            IterMut { ptr: NonNull::new_unchecked(ptr), end, _marker: PhantomData }
        }
    }
    /// What is left, for the whole lifetime.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_slice(self) -> &'a mut [T] {
        // SAFETY: the elements between the pointers are valid and ours.
        unsafe { from_raw_parts_mut(self.ptr.as_ptr(), self.remaining()) }
    }
    /// What is left.
    #[must_use]
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: the elements between the pointers are valid.
        unsafe { from_raw_parts(self.ptr.as_ptr(), self.remaining()) }
    }
    /// What is left.
    #[doc(hidden)]
    #[inline]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: the elements between the pointers are valid and ours.
        unsafe { from_raw_parts_mut(self.ptr.as_ptr(), self.remaining()) }
    }
}
impl<T> AsRef<[T]> for IterMut<'_, T> {
    #[inline]
    fn as_ref(&self) -> &[T] { self.as_slice() }
}
impl<T> Default for IterMut<'_, T> {
    fn default() -> Self { (&mut []).iter_mut() }
}
impl<T: fmt::Debug> fmt::Debug for IterMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IterMut").field(&self.as_slice()).finish() }
}

macro_rules! slice_iterator {
    ($name:ident, $ptr:ty, $elem:ty, |$p:ident| $refer:expr, $zst_end:path) => {
        impl<'a, T> $name<'a, T> {
            #[inline(always)]
            fn remaining(&self) -> usize {
                if size_of::<T>() == 0 {
                    self.end.addr()
                } else {
                    // SAFETY: both point into the same slice, `end` behind `ptr`.
                    unsafe { (self.end as *const T).offset_from_unsigned(self.ptr.as_ptr()) }
                }
            }
            #[inline(always)]
            fn finished(&self) -> bool {
                if size_of::<T>() == 0 { self.end.addr() == 0 } else { self.ptr.as_ptr() as *const T == self.end as *const T }
            }
            /// Gives the first position and moves `n` on.
            #[inline(always)]
            unsafe fn advance_start(&mut self, n: usize) -> *mut T {
                let old = self.ptr;
                if size_of::<T>() == 0 {
                    self.end = $zst_end(self.end.addr() - n);
                } else {
                    self.ptr = self.ptr.add(n);
                }
                old.as_ptr()
            }
            /// Moves the end back by `n` and gives its position.
            #[inline(always)]
            unsafe fn retreat_end(&mut self, n: usize) -> *mut T {
                if size_of::<T>() == 0 {
                    self.end = $zst_end(self.end.addr() - n);
                    self.ptr.as_ptr()
                } else {
                    self.end = self.end.sub(n);
                    self.end as *mut T
                }
            }
        }
        impl<'a, T> Iterator for $name<'a, T> {
            type Item = $elem;
            #[inline]
            fn next(&mut self) -> Option<$elem> {
                if self.finished() {
                    None
                } else {
                    // SAFETY: there is an element.
                    unsafe { let $p = self.advance_start(1); Some($refer) }
                }
            }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                let n = self.remaining();
                (n, Some(n))
            }
            #[inline]
            fn count(self) -> usize { self.remaining() }
            #[inline]
            fn nth(&mut self, n: usize) -> Option<$elem> {
                let len = self.remaining();
                // SAFETY: within what is left.
                unsafe {
                    if n >= len {
                        self.advance_start(len);
                        return None;
                    }
                    let $p = self.advance_start(n + 1);
                    let $p = if size_of::<T>() == 0 { $p } else { $p.add(n) };
                    Some($refer)
                }
            }
            #[inline]
            fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
                let taken = crate::cmp::min(self.remaining(), n);
                // SAFETY: within what is left.
                unsafe { self.advance_start(taken) };
                NonZero::new(n - taken).map_or(Ok(()), Err)
            }
            #[inline]
            fn last(mut self) -> Option<$elem> { self.next_back() }
            #[inline]
            fn fold<B, F: FnMut(B, $elem) -> B>(self, init: B, mut f: F) -> B {
                let len = self.remaining();
                let start = self.ptr.as_ptr();
                let mut acc = init;
                let mut i = 0;
                while i < len {
                    // SAFETY: `i` is less than the length.
                    acc = f(acc, unsafe { let $p = start.add(i); $refer });
                    i += 1;
                }
                acc
            }
            #[inline]
            fn for_each<F: FnMut($elem)>(mut self, mut f: F) {
                while let Some(x) = self.next() {
                    f(x);
                }
            }
            #[inline]
            fn all<F: FnMut($elem) -> bool>(&mut self, mut f: F) -> bool {
                while let Some(x) = self.next() {
                    if !f(x) {
                        return false;
                    }
                }
                true
            }
            #[inline]
            fn any<F: FnMut($elem) -> bool>(&mut self, mut f: F) -> bool {
                while let Some(x) = self.next() {
                    if f(x) {
                        return true;
                    }
                }
                false
            }
            #[inline]
            fn find<P: FnMut(&$elem) -> bool>(&mut self, mut predicate: P) -> Option<$elem> {
                while let Some(x) = self.next() {
                    if predicate(&x) {
                        return Some(x);
                    }
                }
                None
            }
            #[inline]
            fn position<P: FnMut($elem) -> bool>(&mut self, mut predicate: P) -> Option<usize> {
                let mut i = 0;
                while let Some(x) = self.next() {
                    if predicate(x) {
                        return Some(i);
                    }
                    i += 1;
                }
                None
            }
            #[inline]
            fn try_fold<B, F, R>(&mut self, init: B, mut f: F) -> R
            where
                F: FnMut(B, $elem) -> R,
                R: Try<Output = B>,
            {
                let mut accum = init;
                while let Some(x) = self.next() {
                    accum = f(accum, x)?;
                }
                R::from_output(accum)
            }
            #[inline(always)]
            fn __trusted_len() -> bool { true }
            #[inline(always)]
            fn __random_access() -> bool { true }
            #[inline(always)]
            unsafe fn __get_unchecked(&mut self, index: usize) -> $elem { let $p = self.ptr.as_ptr().add(index); $refer }
        }
        impl<'a, T> DoubleEndedIterator for $name<'a, T> {
            #[inline]
            fn next_back(&mut self) -> Option<$elem> {
                if self.finished() {
                    None
                } else {
                    // SAFETY: there is an element.
                    unsafe { let $p = self.retreat_end(1); Some($refer) }
                }
            }
            #[inline]
            fn nth_back(&mut self, n: usize) -> Option<$elem> {
                let len = self.remaining();
                // SAFETY: within what is left.
                unsafe {
                    if n >= len {
                        self.retreat_end(len);
                        return None;
                    }
                    let $p = self.retreat_end(n + 1);
                    Some($refer)
                }
            }
            #[inline]
            fn advance_back_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
                let taken = crate::cmp::min(self.remaining(), n);
                // SAFETY: within what is left.
                unsafe { self.retreat_end(taken) };
                NonZero::new(n - taken).map_or(Ok(()), Err)
            }
        }
        impl<T> ExactSizeIterator for $name<'_, T> {
            #[inline(always)]
            fn len(&self) -> usize { self.remaining() }
            #[inline(always)]
            fn is_empty(&self) -> bool { self.finished() }
        }
        impl<T> FusedIterator for $name<'_, T> {}
        // SAFETY: exact.
        unsafe impl<T> TrustedLen for $name<'_, T> {}
    };
}
slice_iterator! { Iter, *const T, &'a T, |p| &*p, ptr::without_provenance }
slice_iterator! { IterMut, *mut T, &'a mut T, |p| &mut *p, ptr::without_provenance_mut }

impl<'a, T> IntoIterator for &'a [T] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    #[inline]
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut [T] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    #[inline]
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
