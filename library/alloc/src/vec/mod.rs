//! `Vec`: a growable array.
mod drain;
mod into_iter;
mod traits;
pub use self::drain::{Drain, ExtractIf, Splice};
pub use self::into_iter::IntoIter;
use crate::boxed::Box;
use crate::collections::TryReserveError;
use crate::raw_vec::RawVec;
use core::mem::{self, ManuallyDrop, MaybeUninit};
use core::ops::{Range, RangeBounds};
use core::{ptr, slice};

/// A growable array.
#[rustc_diagnostic_item = "Vec"]
#[rustc_insignificant_dtor]
pub struct Vec<T> {
    buf: RawVec<T>,
    len: usize,
}
/// Called by `vec![elem; n]`.
#[doc(hidden)]
#[track_caller]
pub fn from_elem<T: Clone>(elem: T, n: usize) -> Vec<T> {
    let mut v = if is_zero(&elem) { Vec { buf: RawVec::with_capacity_zeroed(n), len: 0 } } else { Vec::with_capacity(n) };
    if is_zero(&elem) {
        // SAFETY: zeroed memory holds `n` equal integers.
        unsafe { v.set_len(n) };
        return v;
    }
    v.extend_with(n, elem);
    v
}
/// Whether a value is an integer or float of zero bytes, which cloning copies.
#[inline]
fn is_zero<T>(x: &T) -> bool {
    let name = core::any::type_name::<T>();
    if !matches!(name, "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "u64" | "i64" | "usize" | "isize" | "u128" | "i128" | "bool" | "f32" | "f64" | "char") {
        return false;
    }
    // SAFETY: those types are plain bytes.
    unsafe { slice::from_raw_parts(x as *const T as *const u8, size_of::<T>()) }.iter().all(|&b| b == 0)
}
impl<T> Vec<T> {
    /// An empty vector.
    #[inline]
    #[rustc_diagnostic_item = "vec_new"]
    #[must_use]
    pub const fn new() -> Self { Vec { buf: RawVec::new(), len: 0 } }
    /// An empty vector with room.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "vec_with_capacity"]
    #[track_caller]
    pub fn with_capacity(capacity: usize) -> Self { Vec { buf: RawVec::with_capacity(capacity), len: 0 } }
    /// The same, with an error instead of a panic.
    #[doc(hidden)]
    pub fn try_with_capacity(capacity: usize) -> Result<Self, TryReserveError> { Ok(Vec { buf: RawVec::try_with_capacity(capacity, false)?, len: 0 }) }
    /// Of parts.
    ///
    /// # Safety
    /// They must be those of a vector.
    #[inline]
    pub const unsafe fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> Self { Vec { buf: RawVec::from_raw_parts(ptr, capacity), len: length } }
    /// Pointer, length and capacity.
    #[must_use = "losing the pointer will leak memory"]
    pub const fn into_raw_parts(self) -> (*mut T, usize, usize) {
        let parts = (self.as_ptr() as *mut T, self.len, self.buf.capacity());
        mem::forget(self);
        parts
    }
    /// How many elements fit.
    #[inline]
    pub const fn capacity(&self) -> usize { self.buf.capacity() }
    /// Makes room.
    #[track_caller]
    #[inline]
    pub fn reserve(&mut self, additional: usize) { self.buf.reserve(self.len, additional); }
    /// Makes room for just that many.
    #[track_caller]
    pub fn reserve_exact(&mut self, additional: usize) { self.buf.reserve_exact(self.len, additional); }
    /// `reserve` with an error instead of a panic.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> { self.buf.try_reserve(self.len, additional) }
    /// `reserve_exact` with an error instead of a panic.
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> { self.buf.try_reserve_exact(self.len, additional) }
    /// Gives back unused memory.
    #[track_caller]
    pub fn shrink_to_fit(&mut self) {
        if self.capacity() > self.len {
            self.buf.shrink_to_fit(self.len);
        }
    }
    /// Gives back unused memory beyond a bound.
    #[track_caller]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        if self.capacity() > min_capacity {
            self.buf.shrink_to_fit(core::cmp::max(self.len, min_capacity));
        }
    }
    /// The elements as a box.
    #[track_caller]
    pub fn into_boxed_slice(mut self) -> Box<[T]> {
        self.shrink_to_fit();
        let mut me = ManuallyDrop::new(self);
        // SAFETY: capacity and length are the same.
        unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(me.as_mut_ptr(), me.len)) }
    }
    /// Drops what is behind `len`.
    pub fn truncate(&mut self, len: usize) {
        if len > self.len {
            return;
        }
        // SAFETY: the elements are there; the length is set before they are dropped.
        unsafe {
            let tail = ptr::slice_from_raw_parts_mut(self.as_mut_ptr().add(len), self.len - len);
            self.len = len;
            ptr::drop_in_place(tail);
        }
    }
    /// The elements.
    #[inline]
    #[rustc_diagnostic_item = "vec_as_slice"]
    pub const fn as_slice(&self) -> &[T] {
        // SAFETY: the first elements are there.
        unsafe { slice::from_raw_parts(self.as_ptr(), self.len) }
    }
    /// The elements, uniquely.
    #[inline]
    #[rustc_diagnostic_item = "vec_as_mut_slice"]
    pub const fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: the first elements are there.
        unsafe { slice::from_raw_parts_mut(self.buf.ptr(), self.len) }
    }
    /// Points to the first element.
    #[inline]
    #[rustc_never_returns_null_ptr]
    #[rustc_as_ptr]
    pub const fn as_ptr(&self) -> *const T { self.buf.ptr() }
    /// Points to the first element.
    #[inline]
    #[rustc_never_returns_null_ptr]
    #[rustc_as_ptr]
    pub const fn as_mut_ptr(&mut self) -> *mut T { self.buf.ptr() }
    /// Sets the length.
    ///
    /// # Safety
    /// That many elements must be there.
    #[inline]
    pub unsafe fn set_len(&mut self, new_len: usize) { self.len = new_len; }
    /// Removes an element, putting the last one in its place.
    #[inline]
    #[track_caller]
    pub fn swap_remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            panic!("swap_remove index (is {index}) should be < len (is {len})");
        }
        // SAFETY: the index is in bounds.
        unsafe {
            let p = self.as_mut_ptr();
            let value = ptr::read(p.add(index));
            ptr::copy(p.add(len - 1), p.add(index), 1);
            self.len = len - 1;
            value
        }
    }
    /// Inserts at an index.
    #[track_caller]
    pub fn insert(&mut self, index: usize, element: T) { let _ = self.insert_mut(index, element); }
    /// Inserts at an index and refers to the element.
    #[track_caller]
    #[inline]
    pub fn insert_mut(&mut self, index: usize, element: T) -> &mut T {
        let len = self.len;
        if index > len {
            panic!("insertion index (is {index}) should be <= len (is {len})");
        }
        if len == self.buf.capacity() {
            self.buf.grow_one();
        }
        // SAFETY: there is room, and the index is in bounds.
        unsafe {
            let p = self.as_mut_ptr().add(index);
            if index < len {
                ptr::copy(p, p.add(1), len - index);
            }
            ptr::write(p, element);
            self.len = len + 1;
            &mut *p
        }
    }
    /// Removes at an index.
    #[track_caller]
    #[rustc_confusables("delete", "take")]
    pub fn remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            panic!("removal index (is {index}) should be < len (is {len})");
        }
        // SAFETY: the index is in bounds.
        unsafe {
            let p = self.as_mut_ptr().add(index);
            let value = ptr::read(p);
            ptr::copy(p.add(1), p, len - index - 1);
            self.len = len - 1;
            value
        }
    }
    /// Keeps elements for which the predicate holds.
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.retain_mut(|e| f(e)) }
    /// Keeps elements for which the predicate holds, which may change them.
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let original = self.len;
        self.len = 0;
        struct Guard<'a, T> {
            v: &'a mut Vec<T>,
            read: usize,
            deleted: usize,
            original: usize,
        }
        impl<T> Drop for Guard<'_, T> {
            fn drop(&mut self) {
                // SAFETY: the rest moves over the gap.
                unsafe {
                    if self.deleted > 0 {
                        let p = self.v.as_mut_ptr();
                        ptr::copy(p.add(self.read), p.add(self.read - self.deleted), self.original - self.read);
                    }
                    self.v.len = self.original - self.deleted;
                }
            }
        }
        let mut g = Guard { v: self, read: 0, deleted: 0, original };
        while g.read < original {
            // SAFETY: the element is there.
            unsafe {
                let cur = g.v.as_mut_ptr().add(g.read);
                if f(&mut *cur) {
                    if g.deleted > 0 {
                        ptr::copy_nonoverlapping(cur, cur.sub(g.deleted), 1);
                    }
                    g.read += 1;
                } else {
                    g.read += 1;
                    g.deleted += 1;
                    ptr::drop_in_place(cur);
                }
            }
        }
    }
    /// Removes repetitions by a key.
    #[inline]
    pub fn dedup_by_key<F: FnMut(&mut T) -> K, K: PartialEq>(&mut self, mut key: F) { self.dedup_by(|a, b| key(a) == key(b)) }
    /// Removes repetitions by a function.
    pub fn dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, mut same: F) {
        let len = self.len;
        if len <= 1 {
            return;
        }
        struct Guard<'a, T> {
            v: &'a mut Vec<T>,
            read: usize,
            write: usize,
        }
        impl<T> Drop for Guard<'_, T> {
            fn drop(&mut self) {
                // SAFETY: the rest moves over the gap.
                unsafe {
                    let p = self.v.as_mut_ptr();
                    let rest = self.v.len - self.read;
                    ptr::copy(p.add(self.read), p.add(self.write), rest);
                    self.v.len = self.write + rest;
                }
            }
        }
        let mut g = Guard { v: self, read: 1, write: 1 };
        while g.read < len {
            // SAFETY: the elements are there.
            unsafe {
                let p = g.v.as_mut_ptr();
                let (cur, prev) = (p.add(g.read), p.add(g.write - 1));
                if same(&mut *cur, &mut *prev) {
                    g.read += 1;
                    ptr::drop_in_place(cur);
                } else {
                    ptr::copy(cur, p.add(g.write), 1);
                    g.write += 1;
                    g.read += 1;
                }
            }
        }
    }
    /// Appends.
    #[inline]
    #[rustc_confusables("push_back", "put", "append")]
    #[track_caller]
    pub fn push(&mut self, value: T) {
        let len = self.len;
        if len == self.buf.capacity() {
            self.buf.grow_one();
        }
        // SAFETY: there is room.
        unsafe { ptr::write(self.as_mut_ptr().add(len), value) };
        self.len = len + 1;
    }
    /// Appends and refers to the element.
    #[inline]
    #[track_caller]
    pub fn push_mut(&mut self, value: T) -> &mut T {
        self.push(value);
        self.last_mut().unwrap()
    }
    /// Removes the last element.
    #[inline]
    #[rustc_diagnostic_item = "vec_pop"]
    pub fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        // SAFETY: the element was there.
        unsafe { Some(ptr::read(self.as_ptr().add(self.len))) }
    }
    /// Removes the last element if the predicate holds.
    pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        let last = self.last_mut()?;
        if predicate(last) { self.pop() } else { None }
    }
    /// Moves all elements of another vector behind these.
    #[inline]
    #[track_caller]
    pub fn append(&mut self, other: &mut Self) {
        // SAFETY: the elements are moved.
        unsafe {
            self.append_elements(other.as_slice());
            other.set_len(0);
        }
    }
    #[inline]
    unsafe fn append_elements(&mut self, other: *const [T]) {
        let count = other.len();
        self.reserve(count);
        ptr::copy_nonoverlapping(other as *const T, self.as_mut_ptr().add(self.len), count);
        self.len += count;
    }
    /// Removes a range and gives its elements.
    #[track_caller]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> { Drain::new(self, range) }
    /// Drops all elements.
    #[inline]
    pub fn clear(&mut self) { self.truncate(0) }
    /// The number of elements.
    #[inline]
    #[rustc_confusables("length", "size")]
    pub const fn len(&self) -> usize { self.len }
    /// Whether there are none.
    #[rustc_diagnostic_item = "vec_is_empty"]
    pub const fn is_empty(&self) -> bool { self.len == 0 }
    /// Moves what is behind `at` to another vector.
    #[must_use = "use `.truncate()` if you don't need the other half"]
    #[track_caller]
    pub fn split_off(&mut self, at: usize) -> Self {
        let len = self.len;
        if at > len {
            panic!("`at` split index (is {at}) should be <= len (is {len})");
        }
        let mut other = Vec::with_capacity(len - at);
        // SAFETY: the elements are moved.
        unsafe {
            self.len = at;
            other.len = len - at;
            ptr::copy_nonoverlapping(self.as_ptr().add(at), other.as_mut_ptr(), other.len);
        }
        other
    }
    /// Sets the length, filling with results of a function.
    #[track_caller]
    pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, mut f: F) {
        if new_len <= self.len {
            self.truncate(new_len);
        } else {
            self.reserve(new_len - self.len);
            while self.len < new_len {
                self.push(f());
            }
        }
    }
    /// Gives up ownership for a reference.
    #[inline]
    pub fn leak<'a>(self) -> &'a mut [T] {
        let mut me = ManuallyDrop::new(self);
        // SAFETY: nobody frees it any more.
        unsafe { slice::from_raw_parts_mut(me.as_mut_ptr(), me.len) }
    }
    /// The memory behind the elements.
    #[inline]
    pub fn spare_capacity_mut(&mut self) -> &mut [MaybeUninit<T>] {
        // SAFETY: the memory is there, without values.
        unsafe { slice::from_raw_parts_mut(self.as_mut_ptr().add(self.len) as *mut MaybeUninit<T>, self.buf.capacity() - self.len) }
    }
    /// Sets the length, filling with clones.
    #[track_caller]
    pub fn resize(&mut self, new_len: usize, value: T)
    where
        T: Clone,
    {
        if new_len > self.len { self.extend_with(new_len - self.len, value) } else { self.truncate(new_len) }
    }
    #[track_caller]
    fn extend_with(&mut self, n: usize, value: T)
    where
        T: Clone,
    {
        self.reserve(n);
        if n == 0 {
            return;
        }
        // SAFETY: there is room; the length follows every write.
        unsafe {
            let mut p = self.as_mut_ptr().add(self.len);
            let mut guard = SetLen { target: &mut self.len, len: 0 };
            guard.len = *guard.target;
            for _ in 1..n {
                ptr::write(p, value.clone());
                p = p.add(1);
                guard.len += 1;
            }
            ptr::write(p, value);
            guard.len += 1;
        }
    }
    /// Appends clones of all elements of a slice.
    #[track_caller]
    #[inline]
    pub fn extend_from_slice(&mut self, other: &[T])
    where
        T: Clone,
    {
        let n = other.len();
        self.reserve(n);
        // SAFETY: there is room; the length follows every write.
        unsafe {
            let start = self.as_mut_ptr().add(self.len);
            let mut guard = SetLen { target: &mut self.len, len: 0 };
            guard.len = *guard.target;
            let base = guard.len;
            let mut i = 0;
            while i < n {
                ptr::write(start.add(i), other.get_unchecked(i).clone());
                i += 1;
                guard.len = base + i;
            }
        }
    }
    /// Appends clones of a range of its own.
    #[track_caller]
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R)
    where
        T: Clone,
    {
        let range = slice::range(src, ..self.len);
        self.reserve(range.len());
        for i in range {
            let x = self[i].clone();
            self.push(x);
        }
    }
    /// Removes repetitions.
    #[inline]
    pub fn dedup(&mut self)
    where
        T: PartialEq,
    {
        self.dedup_by(|a, b| a == b)
    }
    /// Replaces a range, giving what was there.
    #[inline]
    #[track_caller]
    pub fn splice<R: RangeBounds<usize>, I: IntoIterator<Item = T>>(&mut self, range: R, replace_with: I) -> Splice<'_, I::IntoIter> {
        Splice { drain: self.drain(range), replace_with: replace_with.into_iter() }
    }
    /// Removes elements of a range for which the predicate holds.
    #[track_caller]
    pub fn extract_if<F: FnMut(&mut T) -> bool, R: RangeBounds<usize>>(&mut self, range: R, filter: F) -> ExtractIf<'_, T, F> {
        let Range { start, end } = slice::range(range, ..self.len);
        let old_len = self.len;
        self.len = 0;
        ExtractIf { vec: self, idx: start, end, del: 0, old_len, pred: filter }
    }
    #[track_caller]
    #[inline]
    pub(crate) fn extend_desugared<I: Iterator<Item = T>>(&mut self, mut iterator: I) {
        if I::__trusted_len() {
            let (low, high) = iterator.size_hint();
            let Some(additional) = high else { panic!("capacity overflow") };
            debug_assert_eq!(low, additional);
            self.reserve(additional);
            // SAFETY: there is room for as many as the iterator promises; the length follows every write.
            unsafe {
                let p = self.as_mut_ptr();
                let mut guard = SetLen { target: &mut self.len, len: 0 };
                guard.len = *guard.target;
                iterator.for_each(|x| {
                    ptr::write(p.add(guard.len), x);
                    guard.len += 1;
                });
            }
            return;
        }
        while let Some(element) = iterator.next() {
            let len = self.len;
            if len == self.capacity() {
                let (lower, _) = iterator.size_hint();
                self.reserve(lower.saturating_add(1));
            }
            // SAFETY: there is room.
            unsafe { ptr::write(self.as_mut_ptr().add(len), element) };
            self.len = len + 1;
        }
    }
}
/// Sets a vector's length when dropped, so that loops keep it in a register.
struct SetLen<'a> {
    target: &'a mut usize,
    len: usize,
}
impl Drop for SetLen<'_> {
    #[inline]
    fn drop(&mut self) { *self.target = self.len; }
}
impl<T, const N: usize> Vec<[T; N]> {
    /// The elements of all arrays in one vector.
    pub fn into_flattened(self) -> Vec<T> {
        let (ptr, len, cap) = self.into_raw_parts();
        let (len, cap) = if size_of::<T>() == 0 { (len.checked_mul(N).expect("vec len overflow"), usize::MAX) } else { (len * N, cap * N) };
        // SAFETY: arrays are contiguous.
        unsafe { Vec::from_raw_parts(ptr as *mut T, len, cap) }
    }
}
// SAFETY: the elements are dropped, nothing else is touched.
unsafe impl<#[may_dangle] T> Drop for Vec<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the elements are there.
        unsafe { ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.as_mut_ptr(), self.len)) }
    }
}
