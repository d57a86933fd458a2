//! `VecDeque`: a ring buffer. Element `i` is at `(head + i) % capacity`.
use super::TryReserveError;
use crate::raw_vec::RawVec;
use crate::vec::Vec;
use core::cmp::{self, Ordering};
use core::fmt;
use core::hash::{Hash, Hasher};
use core::iter::{Chain, FusedIterator};
use core::mem::ManuallyDrop;
use core::ops::{Index, IndexMut, Range, RangeBounds};
use core::{ptr, slice};

/// A double-ended queue.
#[rustc_diagnostic_item = "VecDeque"]
#[rustc_insignificant_dtor]
pub struct VecDeque<T> {
    head: usize,
    len: usize,
    buf: RawVec<T>,
}
impl<T> VecDeque<T> {
    /// An empty queue.
    #[must_use]
    pub const fn new() -> VecDeque<T> { VecDeque { head: 0, len: 0, buf: RawVec::new() } }
    /// An empty queue with room.
    #[must_use]
    #[track_caller]
    pub fn with_capacity(capacity: usize) -> VecDeque<T> { VecDeque { head: 0, len: 0, buf: RawVec::with_capacity(capacity) } }
    #[inline]
    fn ptr(&self) -> *mut T { self.buf.ptr() }
    #[inline]
    fn phys(&self, i: usize) -> usize {
        let p = self.head.wrapping_add(i);
        if p >= self.capacity() { p - self.capacity() } else { p }
    }
    unsafe fn read(&self, i: usize) -> T { ptr::read(self.ptr().add(self.phys(i))) }
    unsafe fn write(&mut self, i: usize, v: T) { ptr::write(self.ptr().add(self.phys(i)), v) }
    #[inline]
    fn is_full(&self) -> bool { self.len == self.capacity() }
    /// Makes the free space contiguous after the buffer has grown.
    unsafe fn handle_growth(&mut self, old_cap: usize) {
        if self.head <= old_cap - self.len {
            return;
        }
        let head_len = old_cap - self.head;
        let tail_len = self.len - head_len;
        let new_cap = self.capacity();
        if tail_len <= head_len && tail_len <= new_cap - old_cap {
            ptr::copy_nonoverlapping(self.ptr(), self.ptr().add(old_cap), tail_len);
        } else {
            let new_head = new_cap - head_len;
            ptr::copy(self.ptr().add(self.head), self.ptr().add(new_head), head_len);
            self.head = new_head;
        }
    }
    #[inline(never)]
    fn grow(&mut self) {
        let old = self.capacity();
        self.buf.grow_one();
        // SAFETY: the old capacity.
        unsafe { self.handle_growth(old) };
    }
    fn ranges(&self, range: Range<usize>) -> (Range<usize>, Range<usize>) {
        let len = range.end - range.start;
        if len == 0 {
            return (0..0, 0..0);
        }
        let start = self.phys(range.start);
        let head_len = self.capacity() - start;
        if head_len >= len { (start..start + len, 0..0) } else { (start..self.capacity(), 0..len - head_len) }
    }
    /// The element at an index.
    pub fn get(&self, index: usize) -> Option<&T> {
        // SAFETY: checked.
        if index < self.len { unsafe { Some(&*self.ptr().add(self.phys(index))) } } else { None }
    }
    /// The element at an index, uniquely.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        // SAFETY: checked.
        if index < self.len { unsafe { Some(&mut *self.ptr().add(self.phys(index))) } } else { None }
    }
    /// Swaps two elements.
    #[track_caller]
    pub fn swap(&mut self, i: usize, j: usize) {
        assert!(i < self.len());
        assert!(j < self.len());
        // SAFETY: checked.
        unsafe { ptr::swap(self.ptr().add(self.phys(i)), self.ptr().add(self.phys(j))) }
    }
    /// How many elements fit.
    #[inline]
    pub fn capacity(&self) -> usize { self.buf.capacity() }
    /// Makes room for just that many.
    pub fn reserve_exact(&mut self, additional: usize) { self.reserve_with(additional, true) }
    /// Makes room.
    pub fn reserve(&mut self, additional: usize) { self.reserve_with(additional, false) }
    fn reserve_with(&mut self, additional: usize, exact: bool) {
        let new_cap = self.len.checked_add(additional).expect("capacity overflow");
        let old = self.capacity();
        if new_cap > old {
            if exact { self.buf.reserve_exact(self.len, additional) } else { self.buf.reserve(self.len, additional) }
            // SAFETY: the old capacity.
            unsafe { self.handle_growth(old) };
        }
    }
    /// `reserve` with an error instead of a panic.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        let old = self.capacity();
        self.buf.try_reserve(self.len, additional)?;
        // SAFETY: the old capacity.
        unsafe { self.handle_growth(old) };
        Ok(())
    }
    /// `reserve_exact` with an error instead of a panic.
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        let old = self.capacity();
        self.buf.try_reserve_exact(self.len, additional)?;
        // SAFETY: the old capacity.
        unsafe { self.handle_growth(old) };
        Ok(())
    }
    /// Gives back unused memory.
    pub fn shrink_to_fit(&mut self) { self.shrink_to(0) }
    /// Gives back unused memory beyond a bound.
    pub fn shrink_to(&mut self, min_capacity: usize) {
        let target = cmp::max(min_capacity, self.len);
        if target < self.capacity() {
            self.make_contiguous();
            // SAFETY: the elements move to the start.
            unsafe { ptr::copy(self.ptr().add(self.head), self.ptr(), self.len) };
            self.head = 0;
            self.buf.shrink_to_fit(target);
        }
    }
    /// Drops what is behind `len`.
    pub fn truncate(&mut self, len: usize) {
        while self.len > len {
            self.pop_back();
        }
    }
    /// Iterates.
    #[inline]
    pub fn iter(&self) -> Iter<'_, T> {
        let (a, b) = self.as_slices();
        Iter { inner: a.iter().chain(b), len: self.len }
    }
    /// Iterates, for changing elements.
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        let len = self.len;
        let (a, b) = self.as_mut_slices();
        IterMut { inner: a.iter_mut().chain(b), len }
    }
    /// The elements as two slices.
    #[inline]
    pub fn as_slices(&self) -> (&[T], &[T]) {
        let (a, b) = self.ranges(0..self.len);
        // SAFETY: the elements are there.
        unsafe { (slice::from_raw_parts(self.ptr().add(a.start), a.len()), slice::from_raw_parts(self.ptr().add(b.start), b.len())) }
    }
    /// The elements as two slices, uniquely.
    #[inline]
    pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]) {
        let (a, b) = self.ranges(0..self.len);
        // SAFETY: the elements are there.
        unsafe { (slice::from_raw_parts_mut(self.ptr().add(a.start), a.len()), slice::from_raw_parts_mut(self.ptr().add(b.start), b.len())) }
    }
    /// The number of elements.
    #[rustc_confusables("length", "size")]
    pub fn len(&self) -> usize { self.len }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool { self.len == 0 }
    /// Iterates over a range.
    pub fn range<R: RangeBounds<usize>>(&self, range: R) -> Iter<'_, T> {
        let r = slice::range(range, ..self.len);
        let len = r.len();
        let (a, b) = self.ranges(r);
        // SAFETY: the elements are there.
        unsafe { Iter { inner: slice::from_raw_parts(self.ptr().add(a.start), a.len()).iter().chain(slice::from_raw_parts(self.ptr().add(b.start), b.len())), len } }
    }
    /// Iterates over a range, for changing elements.
    pub fn range_mut<R: RangeBounds<usize>>(&mut self, range: R) -> IterMut<'_, T> {
        let r = slice::range(range, ..self.len);
        let len = r.len();
        let (a, b) = self.ranges(r);
        // SAFETY: the elements are there, and the ranges are disjoint.
        unsafe { IterMut { inner: slice::from_raw_parts_mut(self.ptr().add(a.start), a.len()).iter_mut().chain(slice::from_raw_parts_mut(self.ptr().add(b.start), b.len())), len } }
    }
    /// Removes a range and gives its elements.
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {
        let r = slice::range(range, ..self.len);
        // The range leaves at once; what comes out is kept apart.
        self.rotate_left(r.start);
        let mut out = VecDeque::with_capacity(r.len());
        for _ in 0..r.len() {
            out.push_back(self.pop_front().unwrap());
        }
        self.rotate_right(r.start);
        Drain { inner: out.into_iter(), _marker: core::marker::PhantomData }
    }
    /// Removes everything.
    pub fn clear(&mut self) {
        self.truncate(0);
        self.head = 0;
    }
    /// Whether an element equals `x`.
    pub fn contains(&self, x: &T) -> bool where T: PartialEq<T> {
        let (a, b) = self.as_slices();
        a.contains(x) || b.contains(x)
    }
    /// The first element.
    pub fn front(&self) -> Option<&T> { self.get(0) }
    /// The first element, uniquely.
    pub fn front_mut(&mut self) -> Option<&mut T> { self.get_mut(0) }
    /// The last element.
    pub fn back(&self) -> Option<&T> { self.get(self.len.wrapping_sub(1)) }
    /// The last element, uniquely.
    pub fn back_mut(&mut self) -> Option<&mut T> { self.get_mut(self.len.wrapping_sub(1)) }
    /// Removes the first element.
    #[inline]
    pub fn pop_front(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        // SAFETY: the element was there.
        let v = unsafe { self.read(0) };
        self.head = self.phys(1);
        self.len -= 1;
        Some(v)
    }
    /// Removes the last element.
    #[inline]
    #[rustc_confusables("pop")]
    pub fn pop_back(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        // SAFETY: the element was there.
        Some(unsafe { self.read(self.len) })
    }
    /// Removes the first element if the predicate holds.
    pub fn pop_front_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> { if predicate(self.front_mut()?) { self.pop_front() } else { None } }
    /// Removes the last element if the predicate holds.
    pub fn pop_back_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> { if predicate(self.back_mut()?) { self.pop_back() } else { None } }
    /// Inserts at the front and gives the place.
    #[must_use = "if you don't need a reference to the value, use `VecDeque::push_front` instead"]
    pub fn push_front_mut(&mut self, value: T) -> &mut T {
        self.push_front(value);
        &mut self[0]
    }
    /// Inserts at the back and gives the place.
    #[must_use = "if you don't need a reference to the value, use `VecDeque::push_back` instead"]
    pub fn push_back_mut(&mut self, value: T) -> &mut T {
        self.push_back(value);
        let last = self.len - 1;
        &mut self[last]
    }
    /// Inserts somewhere and gives the place.
    #[must_use = "if you don't need a reference to the value, use `VecDeque::insert` instead"]
    pub fn insert_mut(&mut self, index: usize, value: T) -> &mut T {
        self.insert(index, value);
        &mut self[index]
    }
    /// Inserts at the front.
    #[inline]
    #[track_caller]
    pub fn push_front(&mut self, value: T) {
        if self.is_full() {
            self.grow();
        }
        self.head = if self.head == 0 { self.capacity() - 1 } else { self.head - 1 };
        self.len += 1;
        // SAFETY: there is room.
        unsafe { self.write(0, value) };
    }
    /// Inserts at the back.
    #[inline]
    #[track_caller]
    #[rustc_confusables("push", "put", "append")]
    pub fn push_back(&mut self, value: T) {
        if self.is_full() {
            self.grow();
        }
        // SAFETY: there is room.
        unsafe { self.write(self.len, value) };
        self.len += 1;
    }
    /// Removes an element, putting the first in its place.
    pub fn swap_remove_front(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        if index != 0 {
            self.swap(index, 0);
        }
        self.pop_front()
    }
    /// Removes an element, putting the last in its place.
    pub fn swap_remove_back(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        let last = self.len - 1;
        if index != last {
            self.swap(index, last);
        }
        self.pop_back()
    }
    /// Inserts at an index.
    #[track_caller]
    pub fn insert(&mut self, index: usize, value: T) {
        assert!(index <= self.len(), "index out of bounds");
        if index > self.len / 2 {
            self.push_back(value);
            let mut i = self.len - 1;
            while i > index {
                self.swap(i, i - 1);
                i -= 1;
            }
        } else {
            self.push_front(value);
            for i in 0..index {
                self.swap(i, i + 1);
            }
        }
    }
    /// Removes at an index.
    #[rustc_confusables("delete", "take")]
    pub fn remove(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        if index > self.len / 2 {
            for i in index..self.len - 1 {
                self.swap(i, i + 1);
            }
            self.pop_back()
        } else {
            let mut i = index;
            while i > 0 {
                self.swap(i, i - 1);
                i -= 1;
            }
            self.pop_front()
        }
    }
    /// Moves what is behind `at` to another queue.
    #[must_use = "use `.truncate()` if you don't need the other half"]
    #[track_caller]
    pub fn split_off(&mut self, at: usize) -> Self {
        let len = self.len;
        assert!(at <= len, "`at` out of bounds");
        let mut other = VecDeque::with_capacity(len - at);
        // SAFETY: the elements are moved.
        unsafe {
            for i in at..len {
                other.push_back(self.read(i));
            }
        }
        self.len = at;
        other
    }
    /// Moves all elements of another queue behind these.
    #[track_caller]
    pub fn append(&mut self, other: &mut Self) {
        self.reserve(other.len);
        while let Some(x) = other.pop_front() {
            self.push_back(x);
        }
    }
    /// Keeps elements for which the predicate holds.
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.retain_mut(|e| f(e)) }
    /// Keeps elements for which the predicate holds, which may change them.
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let len = self.len;
        let mut kept = 0;
        for i in 0..len {
            if f(&mut self[i]) {
                if kept != i {
                    self.swap(kept, i);
                }
                kept += 1;
            }
        }
        self.truncate(kept);
    }
    /// Sets the length, filling with results of a function.
    #[track_caller]
    pub fn resize_with(&mut self, new_len: usize, mut generator: impl FnMut() -> T) {
        while self.len < new_len {
            self.push_back(generator());
        }
        self.truncate(new_len);
    }
    /// Sets the length, filling with clones.
    #[track_caller]
    pub fn resize(&mut self, new_len: usize, value: T) where T: Clone { self.resize_with(new_len, || value.clone()) }
    /// Moves the elements so that they are one slice.
    pub fn make_contiguous(&mut self) -> &mut [T] {
        if size_of::<T>() == 0 {
            self.head = 0;
        }
        if self.head > self.capacity() - self.len {
            // Rotates the whole buffer; what is between the parts is not looked at.
            let cap = self.capacity();
            // SAFETY: elements are moved as bytes.
            unsafe {
                let all = slice::from_raw_parts_mut(self.ptr() as *mut core::mem::MaybeUninit<T>, cap);
                all.rotate_left(self.head);
            }
            self.head = 0;
        }
        // SAFETY: the elements are there.
        unsafe { slice::from_raw_parts_mut(self.ptr().add(self.head), self.len) }
    }
    /// Rotates `n` elements to the back.
    pub fn rotate_left(&mut self, n: usize) {
        assert!(n <= self.len());
        if self.is_full() {
            self.head = if self.len == 0 { 0 } else { self.phys(n) };
            return;
        }
        for _ in 0..n {
            let x = self.pop_front().unwrap();
            self.push_back(x);
        }
    }
    /// Rotates `n` elements to the front.
    pub fn rotate_right(&mut self, n: usize) {
        assert!(n <= self.len());
        if n > 0 {
            let k = self.len - n;
            if k < n {
                return self.rotate_left(k);
            }
            for _ in 0..n {
                let x = self.pop_back().unwrap();
                self.push_front(x);
            }
        }
    }
    /// Finds `x` in a sorted queue.
    pub fn binary_search(&self, x: &T) -> Result<usize, usize> where T: Ord { self.binary_search_by(|e| e.cmp(x)) }
    /// Finds an element by a function that tells where it lies.
    pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, mut f: F) -> Result<usize, usize> {
        let (front, back) = self.as_slices();
        let cmp_back = back.first().map(|e| f(e));
        if let Some(Ordering::Equal) = cmp_back {
            Ok(front.len())
        } else if let Some(Ordering::Less) = cmp_back {
            back.binary_search_by(f).map(|i| i + front.len()).map_err(|i| i + front.len())
        } else {
            front.binary_search_by(f)
        }
    }
    /// Finds an element by a key.
    pub fn binary_search_by_key<'a, B: Ord, F: FnMut(&'a T) -> B>(&'a self, b: &B, mut f: F) -> Result<usize, usize> { self.binary_search_by(|k| f(k).cmp(b)) }
    /// The first index for which the predicate does not hold.
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, mut pred: P) -> usize { self.binary_search_by(|x| if pred(x) { Ordering::Less } else { Ordering::Greater }).unwrap_or_else(|i| i) }
}
// SAFETY: the elements are dropped, nothing else is touched.
unsafe impl<#[may_dangle] T> Drop for VecDeque<T> {
    fn drop(&mut self) {
        let (a, b) = self.as_mut_slices();
        let (a, b) = (a as *mut [T], b as *mut [T]);
        // SAFETY: the elements are there.
        unsafe {
            ptr::drop_in_place(a);
            ptr::drop_in_place(b);
        }
    }
}
/// References to elements.
pub struct Iter<'a, T: 'a> { inner: Chain<slice::Iter<'a, T>, slice::Iter<'a, T>>, len: usize }
/// Unique references to elements.
pub struct IterMut<'a, T: 'a> { inner: Chain<slice::IterMut<'a, T>, slice::IterMut<'a, T>>, len: usize }
/// Elements by value.
#[derive(Clone)]
pub struct IntoIter<T> { inner: VecDeque<T> }
/// See `VecDeque::drain`.
pub struct Drain<'a, T: 'a> { inner: IntoIter<T>, _marker: core::marker::PhantomData<&'a mut VecDeque<T>> }
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { inner: self.inner.clone(), len: self.len } }
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Iter").field(&self.inner).finish() }
}
impl<T: fmt::Debug> fmt::Debug for IterMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IterMut").field(&self.inner).finish() }
}
impl<T: fmt::Debug> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.inner).finish() }
}
impl<T: fmt::Debug> fmt::Debug for Drain<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Drain").field(&self.inner).finish() }
}
macro_rules! counted {
    ($($t:ident $item:ty;)*) => {$(
        impl<'a, T> Iterator for $t<'a, T> {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> {
                let x = self.inner.next()?;
                self.len -= 1;
                Some(x)
            }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) { (self.len, Some(self.len)) }
            fn fold<Acc, F: FnMut(Acc, $item) -> Acc>(self, acc: Acc, f: F) -> Acc { self.inner.fold(acc, f) }
            fn last(mut self) -> Option<$item> { self.next_back() }
            #[inline(always)]
            fn __trusted_len() -> bool { true }
        }
        impl<'a, T> DoubleEndedIterator for $t<'a, T> {
            #[inline]
            fn next_back(&mut self) -> Option<$item> {
                let x = self.inner.next_back()?;
                self.len -= 1;
                Some(x)
            }
        }
        impl<T> ExactSizeIterator for $t<'_, T> {}
        impl<T> FusedIterator for $t<'_, T> {}
    )*};
}
counted! { Iter &'a T; IterMut &'a mut T; }
macro_rules! owned {
    ($([$($p:tt)*] $t:ty, |$s:ident| $next:expr, $back:expr, $len:expr;)*) => {$(
        impl<$($p)*> Iterator for $t {
            type Item = T;
            #[inline]
            fn next(&mut self) -> Option<T> { let $s = self; $next }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) { let $s = self; ($len, Some($len)) }
        }
        impl<$($p)*> DoubleEndedIterator for $t {
            #[inline]
            fn next_back(&mut self) -> Option<T> { let $s = self; $back }
        }
        impl<$($p)*> ExactSizeIterator for $t {}
        impl<$($p)*> FusedIterator for $t {}
    )*};
}
owned! {
    [T] IntoIter<T>, |s| s.inner.pop_front(), s.inner.pop_back(), s.inner.len;
    ['a, T] Drain<'a, T>, |s| s.inner.next(), s.inner.next_back(), s.inner.inner.len;
}
impl<T: Clone> Clone for VecDeque<T> {
    fn clone(&self) -> Self { self.iter().cloned().collect() }
}
impl<T> Default for VecDeque<T> {
    fn default() -> VecDeque<T> { VecDeque::new() }
}
impl<T: PartialEq> PartialEq for VecDeque<T> {
    fn eq(&self, other: &Self) -> bool { self.len == other.len && self.iter().eq(other.iter()) }
}
impl<T: Eq> Eq for VecDeque<T> {}
macro_rules! eq_slice {
    ($([$($p:tt)*] $r:ty;)*) => {$(
        impl<T: PartialEq<U>, U, $($p)*> PartialEq<$r> for VecDeque<T> {
            fn eq(&self, other: &$r) -> bool {
                if self.len() != other.len() {
                    return false;
                }
                let (sa, sb) = self.as_slices();
                let (oa, ob) = other[..].split_at(sa.len());
                sa == oa && sb == ob
            }
        }
    )*};
}
eq_slice! { [] Vec<U>; [] &[U]; [] &mut [U]; [const N: usize] [U; N]; [const N: usize] &[U; N]; [const N: usize] &mut [U; N]; }
impl<T: PartialOrd> PartialOrd for VecDeque<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.iter().partial_cmp(other.iter()) }
}
impl<T: Ord> Ord for VecDeque<T> {
    fn cmp(&self, other: &Self) -> Ordering { self.iter().cmp(other.iter()) }
}
impl<T: Hash> Hash for VecDeque<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len);
        self.iter().for_each(|e| e.hash(state));
    }
}
impl<T> Index<usize> for VecDeque<T> {
    type Output = T;
    #[inline]
    fn index(&self, index: usize) -> &T { self.get(index).expect("Out of bounds access") }
}
impl<T> IndexMut<usize> for VecDeque<T> {
    #[inline]
    fn index_mut(&mut self, index: usize) -> &mut T { self.get_mut(index).expect("Out of bounds access") }
}
impl<T> FromIterator<T> for VecDeque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> VecDeque<T> { iter.into_iter().collect::<Vec<T>>().into() }
}
impl<T> IntoIterator for VecDeque<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { inner: self } }
}
impl<'a, T> IntoIterator for &'a VecDeque<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut VecDeque<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<T> Extend<T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        let iter = iter.into_iter();
        self.reserve(iter.size_hint().0);
        for x in iter {
            self.push_back(x);
        }
    }
}
impl<'a, T: 'a + Copy> Extend<&'a T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().copied()); }
}
impl<T: fmt::Debug> fmt::Debug for VecDeque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.iter()).finish() }
}
impl<T> From<Vec<T>> for VecDeque<T> {
    fn from(other: Vec<T>) -> Self {
        let (p, len, cap) = other.into_raw_parts();
        // SAFETY: the parts are those of a vector.
        VecDeque { head: 0, len, buf: unsafe { RawVec::from_raw_parts(p, cap) } }
    }
}
impl<T> From<VecDeque<T>> for Vec<T> {
    fn from(mut other: VecDeque<T>) -> Self {
        other.make_contiguous();
        let me = ManuallyDrop::new(other);
        // SAFETY: the elements move to the start.
        unsafe {
            let p = me.ptr();
            if me.head != 0 {
                ptr::copy(p.add(me.head), p, me.len);
            }
            Vec::from_raw_parts(p, me.len, me.capacity())
        }
    }
}
impl<T, const N: usize> From<[T; N]> for VecDeque<T> {
    fn from(arr: [T; N]) -> Self { Vec::from(arr).into() }
}

impl<T> Default for Iter<'_, T> {
    fn default() -> Self { Iter { inner: slice::Iter::default().chain(slice::Iter::default()), len: 0 } }
}
impl<T> Default for IterMut<'_, T> {
    fn default() -> Self { IterMut { inner: slice::IterMut::default().chain(slice::IterMut::default()), len: 0 } }
}
impl<T> Default for IntoIter<T> {
    fn default() -> Self { VecDeque::new().into_iter() }
}
