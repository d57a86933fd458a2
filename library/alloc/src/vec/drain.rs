//! Removing parts of a vector by iteration.
use super::Vec;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ops::{Range, RangeBounds};
use core::ptr::NonNull;
use core::{fmt, ptr, slice};

/// See `Vec::drain`. The vector's length is that of the part before while this lives.
pub struct Drain<'a, T: 'a> {
    tail_start: usize,
    tail_len: usize,
    iter: Range<usize>,
    vec: NonNull<Vec<T>>,
    _marker: PhantomData<&'a mut Vec<T>>,
}
impl<T: core::panic::RefUnwindSafe> core::panic::UnwindSafe for Drain<'_, T> {}
// SAFETY: it owns its elements.
unsafe impl<T: Sync> Sync for Drain<'_, T> {}
// SAFETY: it owns its elements.
unsafe impl<T: Send> Send for Drain<'_, T> {}
impl<'a, T> Drain<'a, T> {
    #[track_caller]
    pub(super) fn new<R: RangeBounds<usize>>(vec: &'a mut Vec<T>, range: R) -> Self {
        let len = vec.len();
        let Range { start, end } = slice::range(range, ..len);
        // SAFETY: the part before stays.
        unsafe { vec.set_len(start) };
        Drain { tail_start: end, tail_len: len - end, iter: start..end, vec: NonNull::from(vec), _marker: PhantomData }
    }
    #[inline]
    fn base(&self) -> *mut T {
        // SAFETY: the vector is borrowed.
        unsafe { (*self.vec.as_ptr()).as_mut_ptr() }
    }
    /// What is left.
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: those elements are there.
        unsafe { slice::from_raw_parts(self.base().add(self.iter.start), self.iter.len()) }
    }
    /// Puts back what is left.
    #[doc(hidden)]
    pub fn keep_rest(mut self) {
        // SAFETY: the rest moves to the part before.
        unsafe {
            let v = &mut *self.vec.as_ptr();
            let n = self.iter.len();
            ptr::copy(self.base().add(self.iter.start), self.base().add(v.len()), n);
            v.set_len(v.len() + n);
            self.iter = 0..0;
        }
    }
    /// Fills the gap before the tail; whether that used it up.
    unsafe fn fill<I: Iterator<Item = T>>(&mut self, with: &mut I) -> bool {
        let v = &mut *self.vec.as_ptr();
        while v.len() < self.tail_start {
            let Some(x) = with.next() else { return false };
            ptr::write(v.as_mut_ptr().add(v.len()), x);
            v.set_len(v.len() + 1);
        }
        true
    }
    unsafe fn move_tail(&mut self, additional: usize) {
        let v = &mut *self.vec.as_ptr();
        let used = self.tail_start + self.tail_len;
        let len = v.len();
        v.set_len(used);
        v.reserve(additional);
        v.set_len(len);
        let to = self.tail_start + additional;
        ptr::copy(v.as_ptr().add(self.tail_start), v.as_mut_ptr().add(to), self.tail_len);
        self.tail_start = to;
    }
}
impl<T> AsRef<[T]> for Drain<'_, T> {
    fn as_ref(&self) -> &[T] { self.as_slice() }
}
impl<T: fmt::Debug> fmt::Debug for Drain<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Drain").field(&self.as_slice()).finish() }
}
impl<T> Iterator for Drain<'_, T> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> {
        let i = self.iter.next()?;
        // SAFETY: the element was there and is not any more.
        Some(unsafe { ptr::read(self.base().add(i)) })
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    #[inline(always)]
    fn __trusted_len() -> bool { true }
}
impl<T> DoubleEndedIterator for Drain<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        let i = self.iter.next_back()?;
        // SAFETY: the element was there and is not any more.
        Some(unsafe { ptr::read(self.base().add(i)) })
    }
}
impl<T> ExactSizeIterator for Drain<'_, T> {}
impl<T> FusedIterator for Drain<'_, T> {}
impl<T> Drop for Drain<'_, T> {
    fn drop(&mut self) {
        struct MoveTail<'r, 'a, T>(&'r mut Drain<'a, T>);
        impl<T> Drop for MoveTail<'_, '_, T> {
            fn drop(&mut self) {
                // SAFETY: the tail moves behind what is kept.
                unsafe {
                    if self.0.tail_len > 0 {
                        let v = &mut *self.0.vec.as_ptr();
                        let start = v.len();
                        let p = v.as_mut_ptr();
                        if self.0.tail_start != start {
                            ptr::copy(p.add(self.0.tail_start), p.add(start), self.0.tail_len);
                        }
                        v.set_len(start + self.0.tail_len);
                    }
                }
            }
        }
        let rest = core::mem::replace(&mut self.iter, 0..0);
        let guard = MoveTail(self);
        // SAFETY: what is left was there and is not any more.
        unsafe { ptr::drop_in_place(ptr::slice_from_raw_parts_mut(guard.0.base().add(rest.start), rest.len())) };
    }
}
/// See `Vec::splice`.
pub struct Splice<'a, I: Iterator + 'a> {
    pub(super) drain: Drain<'a, I::Item>,
    pub(super) replace_with: I,
}
impl<I: Iterator<Item: fmt::Debug> + fmt::Debug> fmt::Debug for Splice<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Splice").field("drain", &self.drain).field("replace_with", &self.replace_with).finish() }
}
impl<I: Iterator> Iterator for Splice<'_, I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> { self.drain.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.drain.size_hint() }
}
impl<I: Iterator> DoubleEndedIterator for Splice<'_, I> {
    fn next_back(&mut self) -> Option<I::Item> { self.drain.next_back() }
}
impl<I: Iterator> ExactSizeIterator for Splice<'_, I> {}
impl<I: Iterator> Drop for Splice<'_, I> {
    fn drop(&mut self) {
        self.drain.by_ref().for_each(drop);
        // SAFETY: the gap before the tail is free.
        unsafe {
            if self.drain.tail_len == 0 {
                let v = &mut *self.drain.vec.as_ptr();
                v.extend(self.replace_with.by_ref());
                return;
            }
            if !self.drain.fill(&mut self.replace_with) {
                return;
            }
            let (lower, _) = self.replace_with.size_hint();
            if lower > 0 {
                self.drain.move_tail(lower);
                if !self.drain.fill(&mut self.replace_with) {
                    return;
                }
            }
            let mut rest = self.replace_with.by_ref().collect::<Vec<I::Item>>().into_iter();
            if rest.len() > 0 {
                self.drain.move_tail(rest.len());
                self.drain.fill(&mut rest);
            }
        }
    }
}
/// See `Vec::extract_if`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ExtractIf<'a, T, F> {
    pub(super) vec: &'a mut Vec<T>,
    pub(super) idx: usize,
    pub(super) end: usize,
    pub(super) del: usize,
    pub(super) old_len: usize,
    pub(super) pred: F,
}
impl<T: fmt::Debug, F> fmt::Debug for ExtractIf<'_, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}
impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        while self.idx < self.end {
            // SAFETY: the element is there; removed ones leave a gap before it.
            unsafe {
                let p = self.vec.as_mut_ptr();
                let cur = p.add(self.idx);
                let drained = (self.pred)(&mut *cur);
                self.idx += 1;
                if drained {
                    self.del += 1;
                    return Some(ptr::read(cur));
                } else if self.del > 0 {
                    ptr::copy_nonoverlapping(cur, cur.sub(self.del), 1);
                }
            }
        }
        None
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (0, Some(self.end - self.idx)) }
}
impl<T, F> Drop for ExtractIf<'_, T, F> {
    fn drop(&mut self) {
        // SAFETY: the rest moves over the gap.
        unsafe {
            if self.idx < self.old_len && self.del > 0 {
                let src = self.vec.as_mut_ptr().add(self.idx);
                ptr::copy(src, src.sub(self.del), self.old_len - self.idx);
            }
            self.vec.set_len(self.old_len - self.del);
        }
    }
}
