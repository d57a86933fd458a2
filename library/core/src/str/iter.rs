//! Iterators over the characters of a string.
use super::validations::{next_code_point, next_code_point_reverse};
use super::from_utf8_unchecked;
use crate::fmt;
use crate::iter::FusedIterator;
use crate::num::NonZero;
use crate::slice;

/// See `str::chars`.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[rustc_diagnostic_item = "Chars"]
pub struct Chars<'a> {
    pub(super) iter: slice::Iter<'a, u8>,
}
impl<'a> Chars<'a> {
    /// What is left.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &'a str {
        // SAFETY: both ends lie between characters.
        unsafe { from_utf8_unchecked(self.iter.as_slice()) }
    }
}
impl<'a> Iterator for Chars<'a> {
    type Item = char;
    #[inline]
    fn next(&mut self) -> Option<char> {
        // SAFETY: a string is UTF-8.
        unsafe {
            match next_code_point(&mut self.iter) {
                Some(ch) => Some(char::from_u32_unchecked(ch)),
                None => None,
            }
        }
    }
    #[inline]
    fn count(self) -> usize { super::count::count_chars(self.as_str()) }
    #[inline]
    fn advance_by(&mut self, mut remainder: usize) -> Result<(), NonZero<usize>> {
        while remainder > 0 {
            if self.next().is_none() {
                return Err(NonZero::new(remainder).unwrap());
            }
            remainder -= 1;
        }
        Ok(())
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.iter.len();
        (len.div_ceil(4), Some(len))
    }
    #[inline]
    fn last(mut self) -> Option<char> { self.next_back() }
}
impl fmt::Debug for Chars<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chars(")?;
        f.debug_list().entries(self.clone()).finish()?;
        f.write_str(")")
    }
}
impl<'a> DoubleEndedIterator for Chars<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<char> {
        // SAFETY: a string is UTF-8.
        unsafe {
            match next_code_point_reverse(&mut self.iter) {
                Some(ch) => Some(char::from_u32_unchecked(ch)),
                None => None,
            }
        }
    }
}
impl FusedIterator for Chars<'_> {}

/// See `str::char_indices`.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[rustc_diagnostic_item = "CharIndices"]
pub struct CharIndices<'a> {
    pub(super) front_offset: usize,
    pub(super) iter: Chars<'a>,
}
impl<'a> CharIndices<'a> {
    /// What is left.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &'a str { self.iter.as_str() }
    /// The position of the next character, or the length.
    #[inline]
    #[must_use]
    pub fn offset(&self) -> usize { self.front_offset }
}
impl<'a> Iterator for CharIndices<'a> {
    type Item = (usize, char);
    #[inline]
    fn next(&mut self) -> Option<(usize, char)> {
        let pre_len = self.iter.iter.len();
        match self.iter.next() {
            None => None,
            Some(ch) => {
                let index = self.front_offset;
                self.front_offset += pre_len - self.iter.iter.len();
                Some((index, ch))
            }
        }
    }
    #[inline]
    fn count(self) -> usize { self.iter.count() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    #[inline]
    fn last(mut self) -> Option<(usize, char)> { self.next_back() }
}
impl<'a> DoubleEndedIterator for CharIndices<'a> {
    #[inline]
    fn next_back(&mut self) -> Option<(usize, char)> {
        self.iter.next_back().map(|ch| (self.front_offset + self.iter.iter.len(), ch))
    }
}
impl FusedIterator for CharIndices<'_> {}
