//! Comparison, indexing and parsing of strings.
use super::ParseBoolError;
use crate::cmp::Ordering;
use crate::ops::{self, Bound, Range};
use crate::ptr;
use crate::slice::SliceIndex;

impl Ord for str {
    #[inline]
    fn cmp(&self, other: &str) -> Ordering { self.as_bytes().cmp(other.as_bytes()) }
}
impl PartialEq for str {
    #[inline]
    fn eq(&self, other: &str) -> bool { self.as_bytes() == other.as_bytes() }
}
impl Eq for str {}
impl PartialOrd for str {
    #[inline]
    fn partial_cmp(&self, other: &str) -> Option<Ordering> { Some(self.cmp(other)) }
}
impl<I: SliceIndex<str>> ops::Index<I> for str {
    type Output = I::Output;
    #[inline]
    fn index(&self, index: I) -> &I::Output { index.index(self) }
}
impl<I: SliceIndex<str>> ops::IndexMut<I> for str {
    #[inline]
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self) }
}

/// Explains why a range of a string is wrong.
#[cold]
#[inline(never)]
#[track_caller]
pub const fn slice_error_fail(s: &str, begin: usize, end: usize) -> ! {
    const fn in_const(_: &str, _: usize, _: usize) -> ! { panic!("failed to slice string") }
    #[track_caller]
    fn at_run_time(s: &str, begin: usize, end: usize) -> ! {
        const MAX: usize = 256;
        let cut = s.floor_char_boundary(MAX);
        let (text, ellipsis) = if cut < s.len() { (&s[..cut], "[...]") } else { (s, "") };
        if begin > end {
            panic!("begin > end ({begin} > {end}) when slicing `{text}`{ellipsis}");
        }
        let (index, which) = if !s.is_char_boundary(begin) { (begin, "start") } else { (end, "end") };
        if index > s.len() {
            panic!("{which} byte index {index} is out of bounds of `{text}`{ellipsis}");
        }
        let start = s.floor_char_boundary(index);
        let ch = s[start..].chars().next().unwrap();
        let range = start..start + ch.len_utf8();
        panic!("{which} byte index {index} is not a char boundary; it is inside {ch:?} (bytes {range:?}) of `{text}`{ellipsis}");
    }
    crate::intrinsics::const_eval_select((s, begin, end), in_const, at_run_time)
}

// SAFETY: the checks compare with the length and the boundaries.
unsafe impl SliceIndex<str> for Range<usize> {
    type Output = str;
    #[inline]
    fn get(self, slice: &str) -> Option<&str> {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            // SAFETY: checked.
            Some(unsafe { &*self.get_unchecked(slice) })
        } else {
            None
        }
    }
    #[inline]
    fn get_mut(self, slice: &mut str) -> Option<&mut str> {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            // SAFETY: checked.
            Some(unsafe { &mut *self.get_unchecked_mut(slice) })
        } else {
            None
        }
    }
    #[inline]
    unsafe fn get_unchecked(self, slice: *const str) -> *const str {
        let slice = slice as *const [u8];
        ptr::slice_from_raw_parts((slice as *const u8).add(self.start), self.end - self.start) as *const str
    }
    #[inline]
    unsafe fn get_unchecked_mut(self, slice: *mut str) -> *mut str {
        let slice = slice as *mut [u8];
        ptr::slice_from_raw_parts_mut((slice as *mut u8).add(self.start), self.end - self.start) as *mut str
    }
    #[inline]
    fn index(self, slice: &str) -> &str {
        let (start, end) = (self.start, self.end);
        match self.get(slice) {
            Some(s) => s,
            None => slice_error_fail(slice, start, end),
        }
    }
    #[inline]
    fn index_mut(self, slice: &mut str) -> &mut str {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            // SAFETY: checked.
            unsafe { &mut *self.get_unchecked_mut(slice) }
        } else {
            slice_error_fail(slice, self.start, self.end)
        }
    }
}
macro_rules! by_range {
    ($($t:ty: |$s:ident, $slice:ident| $range:expr, $strict:expr;)*) => {$(
        // SAFETY: forwards to `Range`.
        unsafe impl SliceIndex<str> for $t {
            type Output = str;
            #[inline]
            fn get(self, $slice: &str) -> Option<&str> { let $s = self; ($range)?.get($slice) }
            #[inline]
            fn get_mut(self, $slice: &mut str) -> Option<&mut str> { let $s = self; ($range)?.get_mut($slice) }
            #[inline]
            unsafe fn get_unchecked(self, slice: *const str) -> *const str { let $s = self; let $slice = slice as *const [u8]; ($range).unwrap_unchecked().get_unchecked(slice) }
            #[inline]
            unsafe fn get_unchecked_mut(self, slice: *mut str) -> *mut str { let $s = self; let $slice = slice as *mut [u8]; ($range).unwrap_unchecked().get_unchecked_mut(slice) }
            #[inline]
            fn index(self, $slice: &str) -> &str { let $s = self; ($strict).index($slice) }
            #[inline]
            fn index_mut(self, $slice: &mut str) -> &mut str { let $s = self; ($strict).index_mut($slice) }
        }
    )*};
}
#[track_caller]
#[inline]
fn inclusive(slice: &str, r: &ops::RangeInclusive<usize>) -> Range<usize> {
    if r.end == usize::MAX {
        slice_error_fail(slice, r.start, usize::MAX);
    }
    r.clone().into_slice_range()
}
by_range! {
    ops::RangeTo<usize>: |s, slice| Some(0..s.end), 0..s.end;
    ops::RangeFrom<usize>: |s, slice| Some(s.start..slice.len()), { if !slice.is_char_boundary(s.start) { slice_error_fail(slice, s.start, usize::MAX) } s.start..slice.len() };
    ops::RangeInclusive<usize>: |s, slice| if s.end == usize::MAX { None } else { Some(s.clone().into_slice_range()) }, inclusive(slice, &s);
    ops::RangeToInclusive<usize>: |s, slice| if s.end == usize::MAX { None } else { Some(0..s.end + 1) }, inclusive(slice, &(0..=s.end));
    (Bound<usize>, Bound<usize>): |s, slice| Some(crate::slice::range(s, ..slice.len())), crate::slice::range(s, ..slice.len());
}
// SAFETY: everything is in bounds.
unsafe impl SliceIndex<str> for ops::RangeFull {
    type Output = str;
    #[inline]
    fn get(self, slice: &str) -> Option<&str> { Some(slice) }
    #[inline]
    fn get_mut(self, slice: &mut str) -> Option<&mut str> { Some(slice) }
    #[inline]
    unsafe fn get_unchecked(self, slice: *const str) -> *const str { slice }
    #[inline]
    unsafe fn get_unchecked_mut(self, slice: *mut str) -> *mut str { slice }
    #[inline]
    fn index(self, slice: &str) -> &str { slice }
    #[inline]
    fn index_mut(self, slice: &mut str) -> &mut str { slice }
}

/// Types that can be parsed from a string.
#[rustc_diagnostic_item = "FromStr"]
pub trait FromStr: Sized {
    /// Why it failed.
    type Err;
    /// Parses.
    #[rustc_diagnostic_item = "from_str_method"]
    fn from_str(s: &str) -> Result<Self, Self::Err>;
}
impl FromStr for bool {
    type Err = ParseBoolError;
    #[inline]
    fn from_str(s: &str) -> Result<bool, ParseBoolError> {
        match s {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(ParseBoolError::new()),
        }
    }
}
impl Default for &str {
    #[inline]
    fn default() -> Self { "" }
}
impl Default for &mut str {
    #[inline]
    fn default() -> Self {
        // SAFETY: nothing is UTF-8.
        unsafe { super::from_utf8_unchecked_mut(&mut []) }
    }
}
impl AsRef<[u8]> for str {
    #[inline]
    fn as_ref(&self) -> &[u8] { self.as_bytes() }
}
