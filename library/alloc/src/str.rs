//! String methods that need memory.
pub use core::str::*;
use crate::borrow::{Borrow, ToOwned};
use crate::boxed::Box;
use crate::slice::{Concat, Join};
use crate::string::String;
use core::str::pattern::Pattern;

impl<S: Borrow<str>> Concat<str> for [S] {
    type Output = String;
    fn concat(slice: &Self) -> String { Join::join(slice, "") }
}
impl<S: Borrow<str>> Join<&str> for [S] {
    type Output = String;
    fn join(slice: &Self, sep: &str) -> String {
        let mut iter = slice.iter();
        let Some(first) = iter.next() else { return String::new() };
        let size = slice.iter().map(|s| s.borrow().len()).sum::<usize>() + sep.len() * (slice.len() - 1);
        let mut result = String::with_capacity(size);
        result.push_str(first.borrow());
        for s in iter {
            result.push_str(sep);
            result.push_str(s.borrow());
        }
        result
    }
}
impl ToOwned for str {
    type Owned = String;
    #[inline]
    fn to_owned(&self) -> String {
        // SAFETY: the bytes are those of a string.
        unsafe { String::from_utf8_unchecked(self.as_bytes().to_owned()) }
    }
    fn clone_into(&self, target: &mut String) {
        target.clear();
        target.push_str(self);
    }
}
impl str {
    /// The box as bytes.
    #[rustc_allow_incoherent_impl]
    #[must_use = "`self` will be dropped if the result is not used"]
    #[inline]
    pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]> { self.into() }
    /// Replaces all matches.
    #[rustc_allow_incoherent_impl]
    #[must_use = "this returns the replaced string as a new allocation, without modifying the original"]
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String {
        let mut result = String::with_capacity(self.len());
        let mut last_end = 0;
        for (start, part) in self.match_indices(from) {
            // SAFETY: searchers give boundaries.
            result.push_str(unsafe { self.get_unchecked(last_end..start) });
            result.push_str(to);
            last_end = start + part.len();
        }
        result.push_str(&self[last_end..]);
        result
    }
    /// Replaces the first matches.
    #[rustc_allow_incoherent_impl]
    #[must_use = "this returns the replaced string as a new allocation, without modifying the original"]
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String {
        let mut result = String::with_capacity(32);
        let mut last_end = 0;
        for (start, part) in self.match_indices(pat).take(count) {
            result.push_str(&self[last_end..start]);
            result.push_str(to);
            last_end = start + part.len();
        }
        result.push_str(&self[last_end..]);
        result
    }
    /// The lower case.
    #[rustc_allow_incoherent_impl]
    #[must_use = "this returns the lowercase string as a new String, without modifying the original"]
    pub fn to_lowercase(&self) -> String {
        let mut s = String::with_capacity(self.len());
        for (i, c) in self.char_indices() {
            if c == 'Σ' {
                // A final sigma follows a letter and is not followed by one, ignoring what has no case.
                let ignorable = |c: char| matches!(c, '\'' | '.' | ':' | '^' | '`' | '\u{ad}' | '·' | '’') || core::unicode::grapheme_extend(c);
                let cased = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
                let before = cased(self[..i].chars().rev().find(|&c| !ignorable(c)));
                let after = cased(self[i + 2..].chars().find(|&c| !ignorable(c)));
                s.push(if before && !after { 'ς' } else { 'σ' });
            } else {
                s.extend(c.to_lowercase());
            }
        }
        s
    }
    /// The upper case.
    #[rustc_allow_incoherent_impl]
    #[must_use = "this returns the uppercase string as a new String, without modifying the original"]
    pub fn to_uppercase(&self) -> String {
        let mut s = String::with_capacity(self.len());
        for c in self.chars() {
            s.extend(c.to_uppercase());
        }
        s
    }
    /// The box as a string.
    #[rustc_allow_incoherent_impl]
    #[must_use = "`self` will be dropped if the result is not used"]
    #[inline]
    pub fn into_string(self: Box<str>) -> String {
        // SAFETY: the bytes are those of a string.
        unsafe { String::from_utf8_unchecked(Box::<[u8]>::from(self).into_vec()) }
    }
    /// The string `n` times.
    #[rustc_allow_incoherent_impl]
    #[must_use]
    #[track_caller]
    pub fn repeat(&self, n: usize) -> String {
        // SAFETY: strings concatenate to a string.
        unsafe { String::from_utf8_unchecked(self.as_bytes().repeat(n)) }
    }
    /// A copy with ASCII letters upper case.
    #[rustc_allow_incoherent_impl]
    #[must_use = "to uppercase the value in-place, use `make_ascii_uppercase()`"]
    #[inline]
    pub fn to_ascii_uppercase(&self) -> String {
        let mut s = self.to_owned();
        s.make_ascii_uppercase();
        s
    }
    /// A copy with ASCII letters lower case.
    #[rustc_allow_incoherent_impl]
    #[must_use = "to lowercase the value in-place, use `make_ascii_lowercase()`"]
    #[inline]
    pub fn to_ascii_lowercase(&self) -> String {
        let mut s = self.to_owned();
        s.make_ascii_lowercase();
        s
    }
}
/// The bytes as a string.
///
/// # Safety
/// They must be UTF-8.
#[must_use]
#[inline]
pub unsafe fn from_boxed_utf8_unchecked(v: Box<[u8]>) -> Box<str> { Box::from_raw(Box::into_raw(v) as *mut str) }
