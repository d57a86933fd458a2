//! Basic methods of slices: access, splitting in two, filling, moving.
use super::{Iter, IterMut, SliceIndex, from_raw_parts, from_raw_parts_mut};
use crate::cmp::Ordering;
use crate::ops::{Range, RangeBounds};
use crate::ptr;

impl<T> [T] {
    /// The number of elements.
    #[lang = "slice_len_fn"]
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize { ptr::metadata(self) }
    /// Whether there are none.
    #[inline(always)]
    #[must_use]
    pub const fn is_empty(&self) -> bool { self.len() == 0 }
    /// The first element.
    #[inline]
    #[must_use]
    pub const fn first(&self) -> Option<&T> { if let [first, ..] = self { Some(first) } else { None } }
    /// The first element, uniquely.
    #[inline]
    #[must_use]
    pub const fn first_mut(&mut self) -> Option<&mut T> { if let [first, ..] = self { Some(first) } else { None } }
    /// The first element and the others.
    #[inline]
    #[must_use]
    pub const fn split_first(&self) -> Option<(&T, &[T])> { if let [first, tail @ ..] = self { Some((first, tail)) } else { None } }
    /// The first element and the others, uniquely.
    #[inline]
    #[must_use]
    pub const fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> { if let [first, tail @ ..] = self { Some((first, tail)) } else { None } }
    /// The last element and the others.
    #[inline]
    #[must_use]
    pub const fn split_last(&self) -> Option<(&T, &[T])> { if let [init @ .., last] = self { Some((last, init)) } else { None } }
    /// The last element and the others, uniquely.
    #[inline]
    #[must_use]
    pub const fn split_last_mut(&mut self) -> Option<(&mut T, &mut [T])> { if let [init @ .., last] = self { Some((last, init)) } else { None } }
    /// The last element.
    #[inline]
    #[must_use]
    pub const fn last(&self) -> Option<&T> { if let [.., last] = self { Some(last) } else { None } }
    /// The last element, uniquely.
    #[inline]
    #[must_use]
    pub const fn last_mut(&mut self) -> Option<&mut T> { if let [.., last] = self { Some(last) } else { None } }
    /// The first `N` elements.
    #[inline]
    pub const fn first_chunk<const N: usize>(&self) -> Option<&[T; N]> { match self.split_first_chunk::<N>() { Some((a, _)) => Some(a), None => None } }
    /// The first `N` elements, uniquely.
    #[inline]
    pub const fn first_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]> { match self.split_first_chunk_mut::<N>() { Some((a, _)) => Some(a), None => None } }
    /// The first `N` elements and the others.
    #[inline]
    pub const fn split_first_chunk<const N: usize>(&self) -> Option<(&[T; N], &[T])> {
        match self.split_at_checked(N) {
            // SAFETY: the length is `N`.
            Some((first, tail)) => Some((unsafe { &*(first.as_ptr() as *const [T; N]) }, tail)),
            None => None,
        }
    }
    /// The first `N` elements and the others, uniquely.
    #[inline]
    pub const fn split_first_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T; N], &mut [T])> {
        match self.split_at_mut_checked(N) {
            // SAFETY: the length is `N`.
            Some((first, tail)) => Some((unsafe { &mut *(first.as_mut_ptr() as *mut [T; N]) }, tail)),
            None => None,
        }
    }
    /// The last `N` elements, behind the others.
    #[inline]
    pub const fn split_last_chunk<const N: usize>(&self) -> Option<(&[T], &[T; N])> {
        let Some(index) = self.len().checked_sub(N) else { return None };
        let (init, last) = self.split_at(index);
        // SAFETY: the length is `N`.
        Some((init, unsafe { &*(last.as_ptr() as *const [T; N]) }))
    }
    /// The last `N` elements, behind the others, uniquely.
    #[inline]
    pub const fn split_last_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T], &mut [T; N])> {
        let Some(index) = self.len().checked_sub(N) else { return None };
        let (init, last) = self.split_at_mut(index);
        // SAFETY: the length is `N`.
        Some((init, unsafe { &mut *(last.as_mut_ptr() as *mut [T; N]) }))
    }
    /// The last `N` elements.
    #[inline]
    pub const fn last_chunk<const N: usize>(&self) -> Option<&[T; N]> { match self.split_last_chunk::<N>() { Some((_, a)) => Some(a), None => None } }
    /// The last `N` elements, uniquely.
    #[inline]
    pub const fn last_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]> { match self.split_last_chunk_mut::<N>() { Some((_, a)) => Some(a), None => None } }
    /// The element or part at an index, if in bounds.
    #[inline]
    #[must_use]
    #[rustc_no_implicit_autorefs]
    pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output> { index.get(self) }
    /// The element or part at an index, uniquely, if in bounds.
    #[inline]
    #[must_use]
    #[rustc_no_implicit_autorefs]
    pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output> { index.get_mut(self) }
    /// The element or part at an index.
    ///
    /// # Safety
    /// It must be in bounds.
    #[inline]
    #[must_use]
    #[track_caller]
    pub unsafe fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &I::Output { &*index.get_unchecked(self) }
    /// The element or part at an index, uniquely.
    ///
    /// # Safety
    /// It must be in bounds.
    #[inline]
    #[must_use]
    #[track_caller]
    pub unsafe fn get_unchecked_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> &mut I::Output { &mut *index.get_unchecked_mut(self) }
    /// Points to the first element.
    #[rustc_never_returns_null_ptr]
    #[rustc_as_ptr]
    #[inline(always)]
    #[must_use]
    pub const fn as_ptr(&self) -> *const T { self as *const [T] as *const T }
    /// Points to the first element.
    #[rustc_never_returns_null_ptr]
    #[rustc_as_ptr]
    #[inline(always)]
    #[must_use]
    pub const fn as_mut_ptr(&mut self) -> *mut T { self as *mut [T] as *mut T }
    /// Pointers to the start and the end.
    #[inline]
    #[must_use]
    pub const fn as_ptr_range(&self) -> Range<*const T> {
        let start = self.as_ptr();
        // SAFETY: the end of a slice is a valid position.
        start..unsafe { start.add(self.len()) }
    }
    /// Pointers to the start and the end.
    #[inline]
    #[must_use]
    pub const fn as_mut_ptr_range(&mut self) -> Range<*mut T> {
        let start = self.as_mut_ptr();
        // SAFETY: the end of a slice is a valid position.
        start..unsafe { start.add(self.len()) }
    }
    /// The slice as an array, if the length is `N`.
    #[inline]
    #[must_use]
    pub const fn as_array<const N: usize>(&self) -> Option<&[T; N]> {
        // SAFETY: the length is `N`.
        if self.len() == N { Some(unsafe { &*(self.as_ptr() as *const [T; N]) }) } else { None }
    }
    /// The slice as an array, uniquely, if the length is `N`.
    #[inline]
    #[must_use]
    pub const fn as_mut_array<const N: usize>(&mut self) -> Option<&mut [T; N]> {
        // SAFETY: the length is `N`.
        if self.len() == N { Some(unsafe { &mut *(self.as_mut_ptr() as *mut [T; N]) }) } else { None }
    }
    /// Swaps two elements.
    #[inline]
    #[track_caller]
    pub const fn swap(&mut self, a: usize, b: usize) {
        let pa = &raw mut self[a];
        let pb = &raw mut self[b];
        // SAFETY: both are in bounds.
        unsafe { ptr::swap(pa, pb) };
    }
    /// Turns the order around.
    #[inline]
    pub const fn reverse(&mut self) {
        let n = self.len();
        let p = self.as_mut_ptr();
        let mut i = 0;
        while i < n / 2 {
            // SAFETY: `i` lies in the first half, the other in the second.
            unsafe { ptr::swap_nonoverlapping(p.add(i), p.add(n - 1 - i), 1) };
            i += 1;
        }
    }
    /// Iterates over references.
    #[inline]
    #[rustc_diagnostic_item = "slice_iter"]
    pub const fn iter(&self) -> Iter<'_, T> { Iter::new(self) }
    /// Iterates over unique references.
    #[inline]
    pub const fn iter_mut(&mut self) -> IterMut<'_, T> { IterMut::new(self) }
    /// Two parts. Panics if `mid` is past the end.
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn split_at(&self, mid: usize) -> (&[T], &[T]) { match self.split_at_checked(mid) { Some(pair) => pair, None => panic!("mid > len") } }
    /// Two parts, uniquely. Panics if `mid` is past the end.
    #[inline]
    #[track_caller]
    #[must_use]
    pub const fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) { match self.split_at_mut_checked(mid) { Some(pair) => pair, None => panic!("mid > len") } }
    /// Two parts.
    ///
    /// # Safety
    /// `mid` must not be past the end.
    #[inline]
    #[must_use]
    #[track_caller]
    pub const unsafe fn split_at_unchecked(&self, mid: usize) -> (&[T], &[T]) {
        let (ptr, len) = (self.as_ptr(), self.len());
        (from_raw_parts(ptr, mid), from_raw_parts(ptr.add(mid), len - mid))
    }
    /// Two parts, uniquely.
    ///
    /// # Safety
    /// `mid` must not be past the end.
    #[inline]
    #[must_use]
    #[track_caller]
    pub const unsafe fn split_at_mut_unchecked(&mut self, mid: usize) -> (&mut [T], &mut [T]) {
        let (ptr, len) = (self.as_mut_ptr(), self.len());
        (from_raw_parts_mut(ptr, mid), from_raw_parts_mut(ptr.add(mid), len - mid))
    }
    /// Two parts, unless `mid` is past the end.
    #[inline]
    #[must_use]
    pub const fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])> {
        // SAFETY: checked.
        if mid <= self.len() { Some(unsafe { self.split_at_unchecked(mid) }) } else { None }
    }
    /// Two parts, uniquely, unless `mid` is past the end.
    #[inline]
    #[must_use]
    pub const fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut [T], &mut [T])> {
        // SAFETY: checked.
        if mid <= self.len() { Some(unsafe { self.split_at_mut_unchecked(mid) }) } else { None }
    }
    /// Rotates `mid` to the front.
    pub const fn rotate_left(&mut self, mid: usize) {
        assert!(mid <= self.len());
        let k = self.len() - mid;
        let p = self.as_mut_ptr();
        // SAFETY: the range is the whole slice.
        unsafe { super::rotate::ptr_rotate(mid, p.add(mid), k) }
    }
    /// Rotates the last `k` elements to the front.
    pub const fn rotate_right(&mut self, k: usize) {
        assert!(k <= self.len());
        let mid = self.len() - k;
        let p = self.as_mut_ptr();
        // SAFETY: the range is the whole slice.
        unsafe { super::rotate::ptr_rotate(mid, p.add(mid), k) }
    }
    /// Fills with clones of a value.
    pub fn fill(&mut self, value: T)
    where
        T: Clone,
    {
        if let Some((last, elems)) = self.split_last_mut() {
            for el in elems {
                el.clone_from(&value);
            }
            *last = value;
        }
    }
    /// Fills with results of a function.
    pub fn fill_with<F: FnMut() -> T>(&mut self, mut f: F) {
        for el in self {
            *el = f();
        }
    }
    /// Clones all elements of a slice of the same length.
    #[track_caller]
    pub fn clone_from_slice(&mut self, src: &[T])
    where
        T: Clone,
    {
        if self.len() != src.len() {
            len_mismatch_fail(self.len(), src.len());
        }
        for (i, binding) in src.iter().enumerate() {
            self[i].clone_from(binding);
        }
    }
    /// Copies all elements of a slice of the same length.
    #[inline]
    #[track_caller]
    pub const fn copy_from_slice(&mut self, src: &[T])
    where
        T: Copy,
    {
        if self.len() != src.len() {
            len_mismatch_fail(self.len(), src.len());
        }
        // SAFETY: the lengths are the same and a unique reference does not overlap.
        unsafe { ptr::copy_nonoverlapping(src.as_ptr(), self.as_mut_ptr(), self.len()) }
    }
    /// Copies a part to another place of the same slice.
    #[track_caller]
    pub fn copy_within<R: RangeBounds<usize>>(&mut self, src: R, dest: usize)
    where
        T: Copy,
    {
        let Range { start, end } = super::range(src, ..self.len());
        let count = end - start;
        assert!(dest <= self.len() - count, "dest is out of bounds");
        let p = self.as_mut_ptr();
        // SAFETY: both ranges are in bounds; `copy` allows overlap.
        unsafe { ptr::copy(p.add(start), p.add(dest), count) }
    }
    /// Swaps all elements with a slice of the same length.
    #[track_caller]
    pub fn swap_with_slice(&mut self, other: &mut [T]) {
        assert!(self.len() == other.len(), "destination and source slices have different lengths");
        // SAFETY: the lengths are the same and unique references do not overlap.
        unsafe { ptr::swap_nonoverlapping(self.as_mut_ptr(), other.as_mut_ptr(), self.len()) }
    }
    fn align_parts<U>(&self) -> Option<(usize, usize, usize)> {
        if size_of::<U>() == 0 || size_of::<T>() == 0 {
            return None;
        }
        // SAFETY: alignments are powers of two.
        let offset = unsafe { ptr::align_offset(self.as_ptr(), align_of::<U>()) };
        if offset > self.len() {
            return None;
        }
        let bytes = (self.len() - offset) * size_of::<T>();
        let mut mid = bytes / size_of::<U>();
        while mid > 0 && mid * size_of::<U>() % size_of::<T>() != 0 {
            mid -= 1;
        }
        let used = mid * size_of::<U>() / size_of::<T>();
        Some((offset, mid, self.len() - offset - used))
    }
    /// An unaligned start, a middle seen as `U`, and an end.
    ///
    /// # Safety
    /// The bytes must be valid `U`s.
    #[must_use]
    pub unsafe fn align_to<U>(&self) -> (&[T], &[U], &[T]) {
        let Some((a, mid, c)) = self.align_parts::<U>() else { return (self, &[], &[]) };
        let p = self.as_ptr();
        (from_raw_parts(p, a), from_raw_parts(p.add(a) as *const U, mid), from_raw_parts(p.add(self.len() - c), c))
    }
    /// An unaligned start, a middle seen as `U`, and an end, uniquely.
    ///
    /// # Safety
    /// The bytes must be valid `U`s, and stay valid `T`s.
    #[must_use]
    pub unsafe fn align_to_mut<U>(&mut self) -> (&mut [T], &mut [U], &mut [T]) {
        let Some((a, mid, c)) = self.align_parts::<U>() else { return (self, &mut [], &mut []) };
        let (p, len) = (self.as_mut_ptr(), self.len());
        (from_raw_parts_mut(p, a), from_raw_parts_mut(p.add(a) as *mut U, mid), from_raw_parts_mut(p.add(len - c), c))
    }
    /// Sorts; equal elements may change places.
    #[inline]
    pub fn sort_unstable(&mut self)
    where
        T: Ord,
    {
        super::sort::unstable::sort(self, &mut T::lt);
    }
    /// Sorts by a function; equal elements may change places.
    #[inline]
    pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, mut compare: F) {
        super::sort::unstable::sort(self, &mut |a, b| compare(a, b) == Ordering::Less);
    }
    /// Sorts by a key; equal elements may change places.
    #[inline]
    pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) {
        super::sort::unstable::sort(self, &mut |a, b| f(a).lt(&f(b)));
    }
    /// Puts the element with that rank in its place, lesser ones before and greater ones behind.
    #[inline]
    pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T])
    where
        T: Ord,
    {
        super::sort::select::partition_at_index(self, index, T::lt)
    }
    /// The same by a function.
    #[inline]
    pub fn select_nth_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, index: usize, mut compare: F) -> (&mut [T], &mut T, &mut [T]) {
        super::sort::select::partition_at_index(self, index, |a: &T, b: &T| compare(a, b) == Ordering::Less)
    }
    /// The same by a key.
    #[inline]
    pub fn select_nth_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, index: usize, mut f: F) -> (&mut [T], &mut T, &mut [T]) {
        super::sort::select::partition_at_index(self, index, |a: &T, b: &T| f(a).lt(&f(b)))
    }
    /// Moves repeated elements behind the others.
    #[doc(hidden)]
    pub fn partition_dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, mut same_bucket: F) -> (&mut [T], &mut [T]) {
        let len = self.len();
        if len <= 1 {
            return (self, &mut []);
        }
        let mut write = 1;
        let mut read = 1;
        while read < len {
            let (head, tail) = self.split_at_mut(read);
            if !same_bucket(&mut tail[0], &mut head[write - 1]) {
                self.swap(write, read);
                write += 1;
            }
            read += 1;
        }
        self.split_at_mut(write)
    }
}
impl<T, const N: usize> [[T; N]] {
    /// The elements of all arrays in one slice.
    pub const fn as_flattened(&self) -> &[T] {
        let len = if size_of::<T>() == 0 { self.len().checked_mul(N).expect("slice len overflow") } else { self.len() * N };
        // SAFETY: arrays are contiguous.
        unsafe { from_raw_parts(self.as_ptr() as *const T, len) }
    }
    /// The elements of all arrays in one slice, uniquely.
    pub const fn as_flattened_mut(&mut self) -> &mut [T] {
        let len = if size_of::<T>() == 0 { self.len().checked_mul(N).expect("slice len overflow") } else { self.len() * N };
        // SAFETY: arrays are contiguous.
        unsafe { from_raw_parts_mut(self.as_mut_ptr() as *mut T, len) }
    }
}
impl [f32] {
    /// Sorts by the total order.
    #[doc(hidden)]
    pub fn sort_floats(&mut self) { self.sort_unstable_by(f32::total_cmp); }
}
impl [f64] {
    /// Sorts by the total order.
    #[doc(hidden)]
    pub fn sort_floats(&mut self) { self.sort_unstable_by(f64::total_cmp); }
}
#[cold]
#[inline(never)]
#[track_caller]
const fn len_mismatch_fail(dst_len: usize, src_len: usize) -> ! {
    const fn in_const(_: usize, _: usize) -> ! { panic!("copy_from_slice: source slice length does not match destination slice length") }
    #[track_caller]
    fn at_run_time(dst_len: usize, src_len: usize) -> ! {
        panic!("copy_from_slice: source slice length ({src_len}) does not match destination slice length ({dst_len})")
    }
    crate::intrinsics::const_eval_select((dst_len, src_len), in_const, at_run_time)
}
