//! Iteration over the elements of a vector by value.
use super::Vec;
use crate::raw_vec::RawVec;
use core::iter::{FusedIterator, TrustedLen};
use core::mem::ManuallyDrop;
use core::num::NonZero;
use core::ptr::NonNull;
use core::{fmt, ptr, slice};

/// Gives the elements of a vector. For types without size `end` counts what is left.
#[rustc_insignificant_dtor]
pub struct IntoIter<T> {
    buf: NonNull<T>,
    cap: usize,
    ptr: NonNull<T>,
    end: *const T,
}
// SAFETY: it owns its elements.
unsafe impl<T: Send> Send for IntoIter<T> {}
// SAFETY: it owns its elements.
unsafe impl<T: Sync> Sync for IntoIter<T> {}
impl<T: core::panic::RefUnwindSafe> core::panic::UnwindSafe for IntoIter<T> {}
impl<T> IntoIter<T> {
    #[inline]
    fn remaining(&self) -> usize {
        // SAFETY: both point into the buffer.
        if size_of::<T>() == 0 { self.end.addr() } else { unsafe { self.end.offset_from_unsigned(self.ptr.as_ptr()) } }
    }
    /// What is left.
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: those elements are there.
        unsafe { slice::from_raw_parts(self.ptr.as_ptr(), self.remaining()) }
    }
    /// What is left.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: those elements are there.
        unsafe { slice::from_raw_parts_mut(self.ptr.as_ptr(), self.remaining()) }
    }
}
impl<T> IntoIterator for Vec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    #[inline]
    fn into_iter(self) -> IntoIter<T> {
        let mut me = ManuallyDrop::new(self);
        let (p, len, cap) = (me.as_mut_ptr(), me.len(), me.capacity());
        // SAFETY: the buffer is not null.
        unsafe {
            let end = if size_of::<T>() == 0 { ptr::without_provenance(len) } else { p.add(len) as *const T };
            let p = NonNull::new_unchecked(p);
            IntoIter { buf: p, cap, ptr: p, end }
        }
    }
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> {
        // SAFETY: the element was there and is not any more.
        unsafe {
            if size_of::<T>() == 0 {
                if self.end.addr() == 0 {
                    return None;
                }
                self.end = ptr::without_provenance(self.end.addr() - 1);
                Some(self.ptr.read())
            } else {
                if self.ptr.as_ptr() as *const T == self.end {
                    return None;
                }
                let old = self.ptr;
                self.ptr = old.add(1);
                Some(old.read())
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.remaining();
        (n, Some(n))
    }
    #[inline]
    fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
        let taken = core::cmp::min(n, self.remaining());
        let to_drop = ptr::slice_from_raw_parts_mut(self.ptr.as_ptr(), taken);
        // SAFETY: those elements were there and are not any more.
        unsafe {
            if size_of::<T>() == 0 {
                self.end = ptr::without_provenance(self.end.addr() - taken);
            } else {
                self.ptr = self.ptr.add(taken);
            }
            ptr::drop_in_place(to_drop);
        }
        NonZero::new(n - taken).map_or(Ok(()), Err)
    }
    #[inline]
    fn count(self) -> usize { self.remaining() }
    #[inline(always)]
    fn __trusted_len() -> bool { true }
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        // SAFETY: the element was there and is not any more.
        unsafe {
            if size_of::<T>() == 0 {
                return self.next();
            }
            if self.ptr.as_ptr() as *const T == self.end {
                return None;
            }
            self.end = self.end.sub(1);
            Some(ptr::read(self.end))
        }
    }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> FusedIterator for IntoIter<T> {}
// SAFETY: exact.
unsafe impl<T> TrustedLen for IntoIter<T> {}
impl<T> Default for IntoIter<T> {
    fn default() -> Self { Vec::new().into_iter() }
}
impl<T: Clone> Clone for IntoIter<T> {
    fn clone(&self) -> Self { crate::slice::to_vec(self.as_slice()).into_iter() }
}
impl<T> AsRef<[T]> for IntoIter<T> {
    fn as_ref(&self) -> &[T] { self.as_slice() }
}
impl<T: fmt::Debug> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.as_slice()).finish() }
}
// SAFETY: the elements are dropped, nothing else is touched.
unsafe impl<#[may_dangle] T> Drop for IntoIter<T> {
    fn drop(&mut self) {
        // SAFETY: what is left is ours, and so is the buffer.
        unsafe {
            let _buf = RawVec::from_raw_parts(self.buf.as_ptr(), self.cap);
            ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.ptr.as_ptr(), self.remaining()));
        }
    }
}
