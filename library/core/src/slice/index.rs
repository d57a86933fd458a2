//! Indexing slices by position and range.
use crate::ops::{self, Bound, Range, RangeBounds, RangeTo};
use crate::ptr;

impl<T, I: SliceIndex<[T]>> ops::Index<I> for [T] {
    type Output = I::Output;
    #[inline(always)]
    fn index(&self, index: I) -> &I::Output { index.index(self) }
}
impl<T, I: SliceIndex<[T]>> ops::IndexMut<I> for [T] {
    #[inline(always)]
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self) }
}

/// A range's start lies past the end.
#[cold]
#[inline(never)]
#[track_caller]
pub const fn slice_start_index_len_fail(index: usize, len: usize) -> ! {
    const fn in_const(_: usize, _: usize) -> ! { panic!("slice start index is out of range for slice") }
    #[track_caller]
    fn at_run_time(index: usize, len: usize) -> ! { panic!("range start index {index} out of range for slice of length {len}") }
    crate::intrinsics::const_eval_select((index, len), in_const, at_run_time)
}
/// A range's end lies past the end.
#[cold]
#[inline(never)]
#[track_caller]
pub const fn slice_end_index_len_fail(index: usize, len: usize) -> ! {
    const fn in_const(_: usize, _: usize) -> ! { panic!("slice end index is out of range for slice") }
    #[track_caller]
    fn at_run_time(index: usize, len: usize) -> ! { panic!("range end index {index} out of range for slice of length {len}") }
    crate::intrinsics::const_eval_select((index, len), in_const, at_run_time)
}
/// A range's start lies past its end.
#[cold]
#[inline(never)]
#[track_caller]
pub const fn slice_index_order_fail(index: usize, end: usize) -> ! {
    const fn in_const(_: usize, _: usize) -> ! { panic!("slice index start is larger than end") }
    #[track_caller]
    fn at_run_time(index: usize, end: usize) -> ! { panic!("slice index starts at {index} but ends at {end}") }
    crate::intrinsics::const_eval_select((index, end), in_const, at_run_time)
}

/// Types that index slices and strings.
///
/// # Safety
/// The unchecked methods must stay in bounds where the checked ones give a value.
#[rustc_diagnostic_item = "SliceIndex"]
#[rustc_on_unimplemented(
    on(T = "str", label = "string indices are ranges of `usize`"),
    on(
        all(T = "str", Self = "{integer}"),
        note = "you can use `.chars().nth()` or `.bytes().nth()`\nfor more information, see chapter 8 in The Book: <https://doc.rust-lang.org/book/ch08-02-strings.html#indexing-into-strings>"
    ),
    message = "the type `{T}` cannot be indexed by `{Self}`",
    label = "slice indices are of type `usize` or ranges of `usize`"
)]
pub unsafe trait SliceIndex<T: ?Sized> {
    /// What is found there.
    type Output: ?Sized;
    /// Reads, if in bounds.
    fn get(self, slice: &T) -> Option<&Self::Output>;
    /// Refers uniquely, if in bounds.
    fn get_mut(self, slice: &mut T) -> Option<&mut Self::Output>;
    /// Points, unchecked.
    ///
    /// # Safety
    /// It must be in bounds.
    unsafe fn get_unchecked(self, slice: *const T) -> *const Self::Output;
    /// Points, unchecked.
    ///
    /// # Safety
    /// It must be in bounds.
    unsafe fn get_unchecked_mut(self, slice: *mut T) -> *mut Self::Output;
    /// Reads; panics out of bounds.
    #[track_caller]
    fn index(self, slice: &T) -> &Self::Output;
    /// Refers uniquely; panics out of bounds.
    #[track_caller]
    fn index_mut(self, slice: &mut T) -> &mut Self::Output;
}
// SAFETY: the checks compare with the length.
unsafe impl<T> SliceIndex<[T]> for usize {
    type Output = T;
    #[inline]
    fn get(self, slice: &[T]) -> Option<&T> {
        // SAFETY: checked.
        if self < slice.len() { unsafe { Some(&*slice.as_ptr().add(self)) } } else { None }
    }
    #[inline]
    fn get_mut(self, slice: &mut [T]) -> Option<&mut T> {
        // SAFETY: checked.
        if self < slice.len() { unsafe { Some(&mut *slice.as_mut_ptr().add(self)) } } else { None }
    }
    #[inline]
    unsafe fn get_unchecked(self, slice: *const [T]) -> *const T { (slice as *const T).add(self) }
    #[inline]
    unsafe fn get_unchecked_mut(self, slice: *mut [T]) -> *mut T { (slice as *mut T).add(self) }
    #[inline]
    fn index(self, slice: &[T]) -> &T { &(*slice)[self] }
    #[inline]
    fn index_mut(self, slice: &mut [T]) -> &mut T { &mut (*slice)[self] }
}
// SAFETY: the checks compare with the length.
unsafe impl<T> SliceIndex<[T]> for Range<usize> {
    type Output = [T];
    #[inline]
    fn get(self, slice: &[T]) -> Option<&[T]> {
        // SAFETY: checked.
        if self.start <= self.end && self.end <= slice.len() { unsafe { Some(&*self.get_unchecked(slice)) } } else { None }
    }
    #[inline]
    fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> {
        // SAFETY: checked.
        if self.start <= self.end && self.end <= slice.len() { unsafe { Some(&mut *self.get_unchecked_mut(slice)) } } else { None }
    }
    #[inline]
    unsafe fn get_unchecked(self, slice: *const [T]) -> *const [T] {
        ptr::slice_from_raw_parts((slice as *const T).add(self.start), crate::intrinsics::unchecked_sub(self.end, self.start))
    }
    #[inline]
    unsafe fn get_unchecked_mut(self, slice: *mut [T]) -> *mut [T] {
        ptr::slice_from_raw_parts_mut((slice as *mut T).add(self.start), crate::intrinsics::unchecked_sub(self.end, self.start))
    }
    #[inline(always)]
    fn index(self, slice: &[T]) -> &[T] {
        if self.start > self.end {
            slice_index_order_fail(self.start, self.end);
        }
        if self.end > slice.len() {
            slice_end_index_len_fail(self.end, slice.len());
        }
        // SAFETY: checked.
        unsafe { &*self.get_unchecked(slice) }
    }
    #[inline]
    fn index_mut(self, slice: &mut [T]) -> &mut [T] {
        if self.start > self.end {
            slice_index_order_fail(self.start, self.end);
        }
        if self.end > slice.len() {
            slice_end_index_len_fail(self.end, slice.len());
        }
        // SAFETY: checked.
        unsafe { &mut *self.get_unchecked_mut(slice) }
    }
}
macro_rules! by_range {
    ($($t:ty: |$s:ident, $slice:ident| $range:expr, $check:block;)*) => {$(
        // SAFETY: forwards to `Range`.
        unsafe impl<T> SliceIndex<[T]> for $t {
            type Output = [T];
            #[inline]
            fn get(self, $slice: &[T]) -> Option<&[T]> { let $s = self; ($range)?.get($slice) }
            #[inline]
            fn get_mut(self, $slice: &mut [T]) -> Option<&mut [T]> { let $s = self; ($range)?.get_mut($slice) }
            #[inline]
            unsafe fn get_unchecked(self, $slice: *const [T]) -> *const [T] { let $s = self; ($range).unwrap_unchecked().get_unchecked($slice) }
            #[inline]
            unsafe fn get_unchecked_mut(self, $slice: *mut [T]) -> *mut [T] { let $s = self; ($range).unwrap_unchecked().get_unchecked_mut($slice) }
            #[inline]
            fn index(self, $slice: &[T]) -> &[T] {
                let $s = self;
                $check;
                // SAFETY: only the maximum makes none, and that has failed the check.
                unsafe { ($range).unwrap_unchecked() }.index($slice)
            }
            #[inline]
            fn index_mut(self, $slice: &mut [T]) -> &mut [T] {
                let $s = self;
                $check;
                // SAFETY: only the maximum makes none, and that has failed the check.
                unsafe { ($range).unwrap_unchecked() }.index_mut($slice)
            }
        }
    )*};
}
by_range! {
    ops::RangeTo<usize>: |s, slice| Some(0..s.end), {};
    ops::RangeFrom<usize>: |s, slice| Some(s.start..slice.len()), { if s.start > slice.len() { slice_start_index_len_fail(s.start, slice.len()) } };
    ops::RangeInclusive<usize>: |s, slice| if s.end == usize::MAX { None } else { Some(s.clone().into_slice_range()) }, { if s.end == usize::MAX { slice_end_index_len_fail(s.end, slice.len()) } };
    ops::RangeToInclusive<usize>: |s, slice| if s.end == usize::MAX { None } else { Some(0..s.end + 1) }, { if s.end == usize::MAX { slice_end_index_len_fail(s.end, slice.len()) } };
    (Bound<usize>, Bound<usize>): |s, slice| bounds_checked(slice.len(), s), { bounds(slice.len(), s); };
}
// SAFETY: everything is in bounds.
unsafe impl<T> SliceIndex<[T]> for ops::RangeFull {
    type Output = [T];
    #[inline]
    fn get(self, slice: &[T]) -> Option<&[T]> { Some(slice) }
    #[inline]
    fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> { Some(slice) }
    #[inline]
    unsafe fn get_unchecked(self, slice: *const [T]) -> *const [T] { slice }
    #[inline]
    unsafe fn get_unchecked_mut(self, slice: *mut [T]) -> *mut [T] { slice }
    #[inline]
    fn index(self, slice: &[T]) -> &[T] { slice }
    #[inline]
    fn index_mut(self, slice: &mut [T]) -> &mut [T] { slice }
}

/// Checks a range against a length and makes it half-open.
#[track_caller]
#[must_use]
pub fn range<R: RangeBounds<usize>>(range: R, bounds: RangeTo<usize>) -> Range<usize> {
    let len = bounds.end;
    let r = self::bounds(len, (range.start_bound().cloned(), range.end_bound().cloned()));
    if r.start > r.end {
        slice_index_order_fail(r.start, r.end);
    }
    if r.end > len {
        slice_end_index_len_fail(r.end, len);
    }
    r
}
fn bounds_checked(len: usize, (start, end): (Bound<usize>, Bound<usize>)) -> Option<Range<usize>> {
    let start = match start {
        Bound::Included(start) => start,
        Bound::Excluded(start) => start.checked_add(1)?,
        Bound::Unbounded => 0,
    };
    let end = match end {
        Bound::Included(end) => end.checked_add(1)?,
        Bound::Excluded(end) => end,
        Bound::Unbounded => len,
    };
    Some(start..end)
}
/// The half-open range of two bounds; panics where it cannot be written.
#[track_caller]
pub(crate) fn bounds(len: usize, (start, end): (Bound<usize>, Bound<usize>)) -> Range<usize> {
    let start_at = match start {
        Bound::Included(start) => start,
        Bound::Excluded(usize::MAX) => slice_start_index_len_fail(usize::MAX, len),
        Bound::Excluded(start) => start + 1,
        Bound::Unbounded => 0,
    };
    let end_at = match end {
        Bound::Included(usize::MAX) => slice_end_index_len_fail(usize::MAX, len),
        Bound::Included(end) => end + 1,
        Bound::Excluded(end) => end,
        Bound::Unbounded => len,
    };
    if matches!(end, Bound::Unbounded) && start_at > len {
        slice_start_index_len_fail(start_at, len);
    }
    start_at..end_at
}
