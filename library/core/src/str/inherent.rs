//! Basic methods of strings.
use super::pattern::{DoubleEndedSearcher, Pattern, ReverseSearcher, Searcher};
use super::*;
use crate::char;
use crate::slice::SliceIndex;

impl str {
    /// The length in bytes.
    #[must_use]
    #[inline]
    #[rustc_diagnostic_item = "str_len"]
    pub const fn len(&self) -> usize { self.as_bytes().len() }
    /// Whether there are no bytes.
    #[must_use]
    #[inline]
    pub const fn is_empty(&self) -> bool { self.len() == 0 }
    /// Checks bytes and views them as a string.
    #[inline]
    #[rustc_diagnostic_item = "str_inherent_from_utf8"]
    pub const fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> { converts::from_utf8(v) }
    /// Checks bytes and views them as a string to change.
    #[inline]
    #[rustc_diagnostic_item = "str_inherent_from_utf8_mut"]
    pub const fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> { converts::from_utf8_mut(v) }
    /// Views bytes as a string.
    ///
    /// # Safety
    /// They must be UTF-8.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "str_inherent_from_utf8_unchecked"]
    pub const unsafe fn from_utf8_unchecked(v: &[u8]) -> &str { converts::from_utf8_unchecked(v) }
    /// Views bytes as a string to change.
    ///
    /// # Safety
    /// They must be UTF-8.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "str_inherent_from_utf8_unchecked_mut"]
    pub const unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str { converts::from_utf8_unchecked_mut(v) }
    /// Whether a position lies between characters.
    #[must_use]
    #[inline]
    pub const fn is_char_boundary(&self, index: usize) -> bool {
        if index == 0 {
            return true;
        }
        if index >= self.len() { index == self.len() } else { self.as_bytes()[index].is_utf8_char_boundary() }
    }
    /// The nearest boundary at or before a position.
    #[inline]
    pub const fn floor_char_boundary(&self, index: usize) -> usize {
        if index >= self.len() {
            return self.len();
        }
        let mut i = index;
        while !self.is_char_boundary(i) {
            i -= 1;
        }
        i
    }
    /// The nearest boundary at or behind a position.
    #[inline]
    pub const fn ceil_char_boundary(&self, index: usize) -> usize {
        if index >= self.len() {
            return self.len();
        }
        let mut i = index;
        while !self.is_char_boundary(i) {
            i += 1;
        }
        i
    }
    /// The bytes.
    #[must_use]
    #[inline(always)]
    pub const fn as_bytes(&self) -> &[u8] {
        // SAFETY: the layouts are the same.
        unsafe { crate::mem::transmute(self) }
    }
    /// The bytes, uniquely.
    ///
    /// # Safety
    /// They must be UTF-8 when the borrow ends.
    #[must_use]
    #[inline(always)]
    pub const unsafe fn as_bytes_mut(&mut self) -> &mut [u8] { &mut *(self as *mut str as *mut [u8]) }
    /// Points to the first byte.
    #[rustc_never_returns_null_ptr]
    #[rustc_as_ptr]
    #[must_use]
    #[inline(always)]
    pub const fn as_ptr(&self) -> *const u8 { self as *const str as *const u8 }
    /// Points to the first byte.
    #[rustc_never_returns_null_ptr]
    #[rustc_as_ptr]
    #[must_use]
    #[inline(always)]
    pub const fn as_mut_ptr(&mut self) -> *mut u8 { self as *mut str as *mut u8 }
    /// A part, if the range fits.
    #[inline]
    pub fn get<I: SliceIndex<str>>(&self, i: I) -> Option<&I::Output> { i.get(self) }
    /// A part, uniquely, if the range fits.
    #[inline]
    pub fn get_mut<I: SliceIndex<str>>(&mut self, i: I) -> Option<&mut I::Output> { i.get_mut(self) }
    /// A part.
    ///
    /// # Safety
    /// The range must fit.
    #[inline]
    pub unsafe fn get_unchecked<I: SliceIndex<str>>(&self, i: I) -> &I::Output { &*i.get_unchecked(self) }
    /// A part, uniquely.
    ///
    /// # Safety
    /// The range must fit.
    #[inline]
    pub unsafe fn get_unchecked_mut<I: SliceIndex<str>>(&mut self, i: I) -> &mut I::Output { &mut *i.get_unchecked_mut(self) }
    /// A part; use `get_unchecked`.
    ///
    /// # Safety
    /// The range must fit.
    #[deprecated(since = "1.29.0", note = "use `get_unchecked(begin..end)` instead")]
    #[inline]
    pub unsafe fn slice_unchecked(&self, begin: usize, end: usize) -> &str { self.get_unchecked(begin..end) }
    /// A part, uniquely; use `get_unchecked_mut`.
    ///
    /// # Safety
    /// The range must fit.
    #[deprecated(since = "1.29.0", note = "use `get_unchecked_mut(begin..end)` instead")]
    #[inline]
    pub unsafe fn slice_mut_unchecked(&mut self, begin: usize, end: usize) -> &mut str { self.get_unchecked_mut(begin..end) }
    /// Two parts. Panics unless `mid` is a boundary.
    #[inline]
    #[must_use]
    #[track_caller]
    pub const fn split_at(&self, mid: usize) -> (&str, &str) {
        match self.split_at_checked(mid) {
            Some(pair) => pair,
            None => slice_error_fail(self, 0, mid),
        }
    }
    /// Two parts, uniquely. Panics unless `mid` is a boundary.
    #[inline]
    #[must_use]
    #[track_caller]
    pub const fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str) {
        if !self.is_char_boundary(mid) {
            slice_error_fail(self, 0, mid)
        }
        // SAFETY: checked.
        unsafe { self.split_at_mut_unchecked(mid) }
    }
    /// Two parts, if `mid` is a boundary.
    #[inline]
    #[must_use]
    pub const fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)> {
        if self.is_char_boundary(mid) {
            // SAFETY: checked.
            unsafe {
                let (a, b) = self.as_bytes().split_at_unchecked(mid);
                Some((converts::from_utf8_unchecked(a), converts::from_utf8_unchecked(b)))
            }
        } else {
            None
        }
    }
    /// Two parts, uniquely, if `mid` is a boundary.
    #[inline]
    #[must_use]
    pub const fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut str, &mut str)> {
        // SAFETY: checked.
        if self.is_char_boundary(mid) { Some(unsafe { self.split_at_mut_unchecked(mid) }) } else { None }
    }
    const unsafe fn split_at_mut_unchecked(&mut self, mid: usize) -> (&mut str, &mut str) {
        let (a, b) = self.as_bytes_mut().split_at_mut_unchecked(mid);
        (converts::from_utf8_unchecked_mut(a), converts::from_utf8_unchecked_mut(b))
    }
    /// The characters.
    #[inline]
    #[rustc_diagnostic_item = "str_chars"]
    pub fn chars(&self) -> Chars<'_> { Chars { iter: self.as_bytes().iter() } }
    /// The characters with their positions.
    #[inline]
    pub fn char_indices(&self) -> CharIndices<'_> { CharIndices { front_offset: 0, iter: self.chars() } }
    /// The bytes.
    #[inline]
    pub fn bytes(&self) -> Bytes<'_> { Bytes(self.as_bytes().iter().copied()) }
    /// The UTF-16 code units.
    #[must_use = "this returns the encoded string as an iterator, without modifying the original"]
    pub fn encode_utf16(&self) -> EncodeUtf16<'_> { EncodeUtf16 { chars: self.chars(), extra: 0 } }
    /// Whether a pattern occurs.
    #[inline]
    pub fn contains<P: Pattern>(&self, pat: P) -> bool { pat.is_contained_in(self) }
    /// Whether a pattern matches at the start.
    #[inline]
    #[rustc_diagnostic_item = "str_starts_with"]
    pub fn starts_with<P: Pattern>(&self, pat: P) -> bool { pat.is_prefix_of(self) }
    /// Whether a pattern matches at the end.
    #[inline]
    #[rustc_diagnostic_item = "str_ends_with"]
    pub fn ends_with<P: Pattern>(&self, pat: P) -> bool
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        pat.is_suffix_of(self)
    }
    /// The position of the first match.
    #[inline]
    pub fn find<P: Pattern>(&self, pat: P) -> Option<usize> { pat.into_searcher(self).next_match().map(|(i, _)| i) }
    /// The position of the last match.
    #[inline]
    pub fn rfind<P: Pattern>(&self, pat: P) -> Option<usize>
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        pat.into_searcher(self).next_match_back().map(|(i, _)| i)
    }
    /// Without white space at the ends.
    #[inline]
    #[must_use = "this returns the trimmed string as a slice, without modifying the original"]
    #[rustc_diagnostic_item = "str_trim"]
    pub fn trim(&self) -> &str { self.trim_matches(|c: char| c.is_whitespace()) }
    /// Without white space at the start.
    #[inline]
    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    #[rustc_diagnostic_item = "str_trim_start"]
    pub fn trim_start(&self) -> &str { self.trim_start_matches(|c: char| c.is_whitespace()) }
    /// Without white space at the end.
    #[inline]
    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    #[rustc_diagnostic_item = "str_trim_end"]
    pub fn trim_end(&self) -> &str { self.trim_end_matches(|c: char| c.is_whitespace()) }
    /// The old name of `trim_start`.
    #[must_use]
    #[inline]
    #[deprecated(since = "1.33.0", note = "superseded by `trim_start`")]
    pub fn trim_left(&self) -> &str { self.trim_start() }
    /// The old name of `trim_end`.
    #[must_use]
    #[inline]
    #[deprecated(since = "1.33.0", note = "superseded by `trim_end`")]
    pub fn trim_right(&self) -> &str { self.trim_end() }
    /// Without matches at the ends.
    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_matches<P: Pattern>(&self, pat: P) -> &str
    where
        for<'a> P::Searcher<'a>: DoubleEndedSearcher<'a>,
    {
        let mut i = 0;
        let mut j = 0;
        let mut matcher = pat.into_searcher(self);
        if let Some((a, b)) = matcher.next_reject() {
            i = a;
            j = b;
        }
        if let Some((_, b)) = matcher.next_reject_back() {
            j = b;
        }
        // SAFETY: searchers give boundaries.
        unsafe { self.get_unchecked(i..j) }
    }
    /// Without matches at the start.
    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_start_matches<P: Pattern>(&self, pat: P) -> &str {
        let mut i = self.len();
        let mut matcher = pat.into_searcher(self);
        if let Some((a, _)) = matcher.next_reject() {
            i = a;
        }
        // SAFETY: searchers give boundaries.
        unsafe { self.get_unchecked(i..) }
    }
    /// Without matches at the end.
    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_end_matches<P: Pattern>(&self, pat: P) -> &str
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        let mut j = 0;
        let mut matcher = pat.into_searcher(self);
        if let Some((_, b)) = matcher.next_reject_back() {
            j = b;
        }
        // SAFETY: searchers give boundaries.
        unsafe { self.get_unchecked(..j) }
    }
    /// The old name of `trim_start_matches`.
    #[deprecated(since = "1.33.0", note = "superseded by `trim_start_matches`")]
    pub fn trim_left_matches<P: Pattern>(&self, pat: P) -> &str { self.trim_start_matches(pat) }
    /// The old name of `trim_end_matches`.
    #[deprecated(since = "1.33.0", note = "superseded by `trim_end_matches`")]
    pub fn trim_right_matches<P: Pattern>(&self, pat: P) -> &str
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        self.trim_end_matches(pat)
    }
    /// The rest behind a match at the start.
    #[must_use = "this returns the remaining substring as a new slice, without modifying the original"]
    pub fn strip_prefix<P: Pattern>(&self, prefix: P) -> Option<&str> { prefix.strip_prefix_of(self) }
    /// The rest before a match at the end.
    #[must_use = "this returns the remaining substring as a new slice, without modifying the original"]
    pub fn strip_suffix<P: Pattern>(&self, suffix: P) -> Option<&str>
    where
        for<'a> P::Searcher<'a>: ReverseSearcher<'a>,
    {
        suffix.strip_suffix_of(self)
    }
    /// Parses.
    #[inline]
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err> { FromStr::from_str(self) }
    /// Whether all characters are ASCII.
    #[must_use]
    #[inline]
    pub const fn is_ascii(&self) -> bool { self.as_bytes().is_ascii() }
    /// Equality without the case of ASCII letters.
    #[must_use]
    #[inline]
    pub const fn eq_ignore_ascii_case(&self, other: &str) -> bool { self.as_bytes().eq_ignore_ascii_case(other.as_bytes()) }
    /// Makes ASCII letters upper case.
    #[inline]
    pub const fn make_ascii_uppercase(&mut self) {
        // SAFETY: ASCII stays ASCII.
        unsafe { self.as_bytes_mut() }.make_ascii_uppercase()
    }
    /// Makes ASCII letters lower case.
    #[inline]
    pub const fn make_ascii_lowercase(&mut self) {
        // SAFETY: ASCII stays ASCII.
        unsafe { self.as_bytes_mut() }.make_ascii_lowercase()
    }
    /// Without ASCII white space at the start.
    #[must_use]
    #[inline]
    pub const fn trim_ascii_start(&self) -> &str {
        // SAFETY: only ASCII was removed.
        unsafe { converts::from_utf8_unchecked(self.as_bytes().trim_ascii_start()) }
    }
    /// Without ASCII white space at the end.
    #[must_use]
    #[inline]
    pub const fn trim_ascii_end(&self) -> &str {
        // SAFETY: only ASCII was removed.
        unsafe { converts::from_utf8_unchecked(self.as_bytes().trim_ascii_end()) }
    }
    /// Without ASCII white space at the ends.
    #[must_use]
    #[inline]
    pub const fn trim_ascii(&self) -> &str {
        // SAFETY: only ASCII was removed.
        unsafe { converts::from_utf8_unchecked(self.as_bytes().trim_ascii()) }
    }
    /// Characters with escapes as `Debug` writes them.
    #[must_use = "this returns the escaped string as an iterator, without modifying the original"]
    pub fn escape_debug(&self) -> EscapeDebug<'_> {
        let mut chars = self.chars();
        EscapeDebug {
            inner: chars
                .next()
                .map(|first| first.escape_debug_ext(char::EscapeDebugExtArgs::ESCAPE_ALL))
                .into_iter()
                .flatten()
                .chain(chars.flat_map(char::escape_debug_rest as fn(char) -> char::EscapeDebug)),
        }
    }
    /// Characters with escapes for everything but printable ASCII.
    #[must_use = "this returns the escaped string as an iterator, without modifying the original"]
    pub fn escape_default(&self) -> EscapeDefault<'_> { EscapeDefault { inner: self.chars().flat_map(char::escape_default_char as fn(char) -> char::EscapeDefault) } }
    /// Characters as Unicode escapes.
    #[must_use = "this returns the escaped string as an iterator, without modifying the original"]
    pub fn escape_unicode(&self) -> EscapeUnicode<'_> { EscapeUnicode { inner: self.chars().flat_map(char::escape_unicode_char as fn(char) -> char::EscapeUnicode) } }
}
