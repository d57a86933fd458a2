//! Iterators over the code units of a string.
use super::Chars;
use crate::fmt;
use crate::iter::{Copied, FusedIterator, TrustedLen};
use crate::slice;

/// See `str::bytes`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone, Debug)]
pub struct Bytes<'a>(pub(super) Copied<slice::Iter<'a, u8>>);
impl Iterator for Bytes<'_> {
    type Item = u8;
    #[inline]
    fn next(&mut self) -> Option<u8> { self.0.next() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.0.size_hint() }
    #[inline]
    fn count(self) -> usize { self.0.count() }
    #[inline]
    fn last(self) -> Option<u8> { self.0.last() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<u8> { self.0.nth(n) }
    #[inline]
    fn fold<B, F: FnMut(B, u8) -> B>(self, init: B, f: F) -> B { self.0.fold(init, f) }
    #[inline(always)]
    fn __trusted_len() -> bool { true }
    #[inline(always)]
    fn __random_access() -> bool { true }
    #[inline(always)]
    unsafe fn __get_unchecked(&mut self, index: usize) -> u8 { self.0.__get_unchecked(index) }
}
impl DoubleEndedIterator for Bytes<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u8> { self.0.next_back() }
}
impl ExactSizeIterator for Bytes<'_> {
    #[inline]
    fn len(&self) -> usize { self.0.len() }
}
impl FusedIterator for Bytes<'_> {}
// SAFETY: exact.
unsafe impl TrustedLen for Bytes<'_> {}

/// See `str::encode_utf16`.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct EncodeUtf16<'a> {
    pub(super) chars: Chars<'a>,
    pub(super) extra: u16,
}
impl fmt::Debug for EncodeUtf16<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("EncodeUtf16").finish_non_exhaustive() }
}
impl Iterator for EncodeUtf16<'_> {
    type Item = u16;
    #[inline]
    fn next(&mut self) -> Option<u16> {
        if self.extra != 0 {
            return Some(crate::mem::replace(&mut self.extra, 0));
        }
        let mut buf = [0; 2];
        self.chars.next().map(|ch| {
            if ch.encode_utf16(&mut buf).len() == 2 {
                self.extra = buf[1];
            }
            buf[0]
        })
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.chars.iter.len();
        let extra = (self.extra != 0) as usize;
        (len.div_ceil(3) + extra, Some(len + extra))
    }
}
impl FusedIterator for EncodeUtf16<'_> {}
