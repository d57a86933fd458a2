//! `String`: a growable UTF-8 string.
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::collections::TryReserveError;
use crate::str::{self, Chars, FromStr, Utf8Error, from_utf8_unchecked_mut};
use crate::vec::Vec;
use core::borrow::{Borrow, BorrowMut};
use core::error::Error;
use core::fmt::{self, Write};
use core::hash;
use core::iter::FusedIterator;
use core::ops::{Add, AddAssign, Bound, Deref, DerefMut, DerefPure, Index, IndexMut, RangeBounds};
use core::ptr;
use core::slice::{self, SliceIndex};
use core::str::pattern::{Pattern, Searcher};

/// A growable UTF-8 string.
#[derive(PartialEq, PartialOrd, Eq, Ord)]
#[lang = "String"]
pub struct String {
    vec: Vec<u8>,
}
/// Bytes were not UTF-8; they are kept.
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct FromUtf8Error {
    bytes: Vec<u8>,
    error: Utf8Error,
}
/// Code units were not UTF-16.
#[derive(Debug)]
pub struct FromUtf16Error(());

impl String {
    /// An empty string.
    #[inline]
    #[rustc_diagnostic_item = "string_new"]
    #[must_use]
    pub const fn new() -> String { String { vec: Vec::new() } }
    /// An empty string with room.
    #[inline]
    #[must_use]
    #[track_caller]
    pub fn with_capacity(capacity: usize) -> String { String { vec: Vec::with_capacity(capacity) } }
    /// Of bytes, if they are UTF-8.
    #[inline]
    #[rustc_diagnostic_item = "string_from_utf8"]
    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {
        match str::from_utf8(&vec) {
            Ok(..) => Ok(String { vec }),
            Err(error) => Err(FromUtf8Error { bytes: vec, error }),
        }
    }
    /// Of bytes, with a replacement for what is not UTF-8.
    #[must_use]
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str> {
        let mut iter = v.utf8_chunks();
        let Some(first) = iter.next() else { return Cow::Borrowed("") };
        if first.invalid().is_empty() {
            return Cow::Borrowed(first.valid());
        }
        let mut res = String::with_capacity(v.len());
        res.push_str(first.valid());
        res.push_str("\u{FFFD}");
        for chunk in iter {
            res.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                res.push_str("\u{FFFD}");
            }
        }
        Cow::Owned(res)
    }
    /// The same, reusing the memory.
    #[doc(hidden)]
    pub fn from_utf8_lossy_owned(v: Vec<u8>) -> String { Self::from_utf8_lossy(&v).into_owned() }
    /// Of UTF-16.
    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error> {
        let mut ret = String::with_capacity(v.len());
        for c in char::decode_utf16(v.iter().cloned()) {
            match c {
                Ok(c) => ret.push(c),
                Err(_) => return Err(FromUtf16Error(())),
            }
        }
        Ok(ret)
    }
    /// Of UTF-16, with a replacement for what is wrong.
    #[must_use]
    #[inline]
    pub fn from_utf16_lossy(v: &[u16]) -> String { char::decode_utf16(v.iter().cloned()).map(|r| r.unwrap_or(char::REPLACEMENT_CHARACTER)).collect() }
    /// Pointer, length and capacity.
    #[must_use = "losing the pointer will leak memory"]
    pub fn into_raw_parts(self) -> (*mut u8, usize, usize) { self.vec.into_raw_parts() }
    /// Of parts.
    ///
    /// # Safety
    /// They must be those of a string.
    #[inline]
    pub unsafe fn from_raw_parts(buf: *mut u8, length: usize, capacity: usize) -> String { String { vec: Vec::from_raw_parts(buf, length, capacity) } }
    /// Of bytes.
    ///
    /// # Safety
    /// They must be UTF-8.
    #[inline]
    #[must_use]
    pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String { String { vec: bytes } }
    /// The bytes.
    #[inline]
    #[must_use = "`self` will be dropped if the result is not used"]
    pub const fn into_bytes(self) -> Vec<u8> {
        // SAFETY: a string is its vector.
        unsafe { core::mem::transmute(self) }
    }
    /// The string.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "string_as_str"]
    pub const fn as_str(&self) -> &str {
        // SAFETY: a string is UTF-8.
        unsafe { core::str::from_utf8_unchecked(self.vec.as_slice()) }
    }
    /// The string, uniquely.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "string_as_mut_str"]
    pub const fn as_mut_str(&mut self) -> &mut str {
        // SAFETY: a string is UTF-8.
        unsafe { from_utf8_unchecked_mut(self.vec.as_mut_slice()) }
    }
    /// Appends a string.
    #[inline]
    #[track_caller]
    #[rustc_confusables("append", "push")]
    #[rustc_diagnostic_item = "string_push_str"]
    pub fn push_str(&mut self, string: &str) {
        let n = string.len();
        self.vec.reserve(n);
        // SAFETY: there is room.
        unsafe {
            let len = self.vec.len();
            ptr::copy_nonoverlapping(string.as_ptr(), self.vec.as_mut_ptr().add(len), n);
            self.vec.set_len(len + n);
        }
    }
    /// Appends a copy of a range of its own.
    #[track_caller]
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) {
        let range = slice::range(src, ..self.len());
        assert!(self.is_char_boundary(range.start));
        assert!(self.is_char_boundary(range.end));
        self.vec.extend_from_within(range);
    }
    /// How many bytes fit.
    #[inline]
    #[must_use]
    pub const fn capacity(&self) -> usize { self.vec.capacity() }
    /// Makes room.
    #[inline]
    #[track_caller]
    pub fn reserve(&mut self, additional: usize) { self.vec.reserve(additional) }
    /// Makes room for just that many bytes.
    #[inline]
    #[track_caller]
    pub fn reserve_exact(&mut self, additional: usize) { self.vec.reserve_exact(additional) }
    /// `reserve` with an error instead of a panic.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> { self.vec.try_reserve(additional) }
    /// `reserve_exact` with an error instead of a panic.
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> { self.vec.try_reserve_exact(additional) }
    /// Gives back unused memory.
    #[inline]
    pub fn shrink_to_fit(&mut self) { self.vec.shrink_to_fit() }
    /// Gives back unused memory beyond a bound.
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) { self.vec.shrink_to(min_capacity) }
    /// Appends a character.
    #[inline]
    #[track_caller]
    pub fn push(&mut self, ch: char) {
        if (ch as u32) < 128 { self.vec.push(ch as u8) } else { self.push_str(ch.encode_utf8(&mut [0; 4])) }
    }
    /// The bytes.
    #[inline]
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] { self.vec.as_slice() }
    /// Drops what is behind a boundary.
    #[inline]
    #[track_caller]
    pub fn truncate(&mut self, new_len: usize) {
        if new_len <= self.len() {
            assert!(self.is_char_boundary(new_len));
            self.vec.truncate(new_len)
        }
    }
    /// Removes the last character.
    #[inline]
    pub fn pop(&mut self) -> Option<char> {
        let ch = self.chars().next_back()?;
        let newlen = self.len() - ch.len_utf8();
        // SAFETY: a boundary.
        unsafe { self.vec.set_len(newlen) };
        Some(ch)
    }
    /// Removes the character at a position.
    #[inline]
    #[track_caller]
    #[rustc_confusables("delete", "take")]
    pub fn remove(&mut self, idx: usize) -> char {
        let Some(ch) = self[idx..].chars().next() else { panic!("cannot remove a char from the end of a string") };
        self.vec.drain(idx..idx + ch.len_utf8());
        ch
    }
    /// Removes all matches.
    #[doc(hidden)]
    pub fn remove_matches<P: Pattern>(&mut self, pat: P) {
        let mut out = String::with_capacity(self.len());
        let mut last = 0;
        let mut searcher = pat.into_searcher(self);
        while let Some((a, b)) = searcher.next_match() {
            out.push_str(&searcher.haystack()[last..a]);
            last = b;
        }
        out.push_str(&searcher.haystack()[last..]);
        drop(searcher);
        *self = out;
    }
    /// Keeps characters for which the predicate holds.
    #[inline]
    pub fn retain<F: FnMut(char) -> bool>(&mut self, mut f: F) {
        struct Guard<'a> {
            s: &'a mut String,
            idx: usize,
            del: usize,
        }
        impl Drop for Guard<'_> {
            fn drop(&mut self) {
                let new_len = self.idx - self.del;
                // SAFETY: whole characters were moved.
                unsafe { self.s.vec.set_len(new_len) };
            }
        }
        let len = self.len();
        let mut g = Guard { s: self, idx: 0, del: 0 };
        while g.idx < len {
            // SAFETY: the index is a boundary; characters move towards the start.
            unsafe {
                let ch = g.s.get_unchecked(g.idx..len).chars().next().unwrap_unchecked();
                let n = ch.len_utf8();
                if !f(ch) {
                    g.del += n;
                } else if g.del > 0 {
                    let p = g.s.vec.as_mut_ptr();
                    ptr::copy(p.add(g.idx), p.add(g.idx - g.del), n);
                }
                g.idx += n;
            }
        }
    }
    /// Inserts a character.
    #[inline]
    #[track_caller]
    #[rustc_confusables("set")]
    pub fn insert(&mut self, idx: usize, ch: char) {
        assert!(self.is_char_boundary(idx));
        self.insert_bytes(idx, ch.encode_utf8(&mut [0; 4]).as_bytes());
    }
    fn insert_bytes(&mut self, idx: usize, bytes: &[u8]) {
        let len = self.len();
        let n = bytes.len();
        self.vec.reserve(n);
        // SAFETY: there is room.
        unsafe {
            let p = self.vec.as_mut_ptr().add(idx);
            ptr::copy(p, p.add(n), len - idx);
            ptr::copy_nonoverlapping(bytes.as_ptr(), p, n);
            self.vec.set_len(len + n);
        }
    }
    /// Inserts a string.
    #[inline]
    #[track_caller]
    #[rustc_diagnostic_item = "string_insert_str"]
    pub fn insert_str(&mut self, idx: usize, string: &str) {
        assert!(self.is_char_boundary(idx));
        self.insert_bytes(idx, string.as_bytes());
    }
    /// The bytes, uniquely.
    ///
    /// # Safety
    /// They must stay UTF-8.
    #[inline]
    pub const unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8> { &mut self.vec }
    /// The length in bytes.
    #[inline]
    #[must_use]
    #[rustc_confusables("length", "size")]
    pub const fn len(&self) -> usize { self.vec.len() }
    /// Whether there are no bytes.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool { self.len() == 0 }
    /// Moves what is behind `at` to another string.
    #[inline]
    #[track_caller]
    #[must_use = "use `.truncate()` if you don't need the other half"]
    pub fn split_off(&mut self, at: usize) -> String {
        assert!(self.is_char_boundary(at));
        String { vec: self.vec.split_off(at) }
    }
    /// Removes everything.
    #[inline]
    pub fn clear(&mut self) { self.vec.clear() }
    /// Removes a range and gives its characters.
    #[track_caller]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_> {
        let core::ops::Range { start, end } = slice::range(range, ..self.len());
        assert!(self.is_char_boundary(start));
        assert!(self.is_char_boundary(end));
        let self_ptr = self as *mut String;
        // SAFETY: checked; the borrow lasts as long as the iterator.
        let chars_iter = unsafe { (*self_ptr).get_unchecked(start..end) }.chars();
        Drain { start, end, iter: chars_iter, string: self_ptr }
    }
    /// Replaces a range.
    #[track_caller]
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str) {
        let start = range.start_bound();
        match start {
            Bound::Included(&n) => assert!(self.is_char_boundary(n), "start of range should be a character boundary"),
            Bound::Excluded(&n) => assert!(self.is_char_boundary(n + 1), "start of range should be a character boundary"),
            Bound::Unbounded => {}
        };
        let end = range.end_bound();
        match end {
            Bound::Included(&n) => assert!(self.is_char_boundary(n + 1), "end of range should be a character boundary"),
            Bound::Excluded(&n) => assert!(self.is_char_boundary(n), "end of range should be a character boundary"),
            Bound::Unbounded => {}
        };
        self.vec.splice((start, end), replace_with.bytes());
    }
    /// The string as a box.
    #[must_use = "`self` will be dropped if the result is not used"]
    #[inline]
    pub fn into_boxed_str(self) -> Box<str> {
        let slice = self.vec.into_boxed_slice();
        // SAFETY: the bytes are those of a string.
        unsafe { str::from_boxed_utf8_unchecked(slice) }
    }
    /// Gives up ownership for a reference.
    #[inline]
    pub fn leak<'a>(self) -> &'a mut str {
        let slice = self.vec.leak();
        // SAFETY: the bytes are those of a string.
        unsafe { from_utf8_unchecked_mut(slice) }
    }
}
impl FromUtf8Error {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] { &self.bytes[..] }
    /// The bytes.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_bytes(self) -> Vec<u8> { self.bytes }
    /// What was wrong.
    #[must_use]
    pub fn utf8_error(&self) -> Utf8Error { self.error }
    /// The bytes with replacements.
    #[doc(hidden)]
    pub fn into_utf8_lossy(self) -> String { String::from_utf8_lossy_owned(self.bytes) }
}
impl fmt::Display for FromUtf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.error, f) }
}
impl fmt::Display for FromUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt("invalid utf-16: lone surrogate found", f) }
}
impl Error for FromUtf8Error {}
impl Error for FromUtf16Error {}
impl Clone for String {
    fn clone(&self) -> Self { self.as_str().to_owned() }
    fn clone_from(&mut self, source: &Self) {
        self.clear();
        self.push_str(source);
    }
}
macro_rules! from_iter {
    ($([$($l:tt)*] $t:ty, |$s:ident, $x:ident| $push:expr;)*) => {$(
        impl<$($l)*> FromIterator<$t> for String {
            fn from_iter<I: IntoIterator<Item = $t>>(iter: I) -> String {
                let mut buf = String::new();
                buf.extend(iter);
                buf
            }
        }
        impl<$($l)*> Extend<$t> for String {
            fn extend<I: IntoIterator<Item = $t>>(&mut self, iter: I) {
                let iter = iter.into_iter();
                if size_of::<$t>() == 4 || size_of::<$t>() == 8 {
                    self.reserve(iter.size_hint().0);
                }
                let $s = self;
                iter.for_each(|$x| $push);
            }
            fn extend_one(&mut self, item: $t) { let ($s, $x) = (self, item); $push }
        }
    )*};
}
from_iter! {
    [] char, |s, x| s.push(x);
    ['a] &'a char, |s, x| s.push(*x);
    ['a] &'a str, |s, x| s.push_str(x);
    [] String, |s, x| s.push_str(&x);
    [] Box<str>, |s, x| s.push_str(&x);
    ['a] Cow<'a, str>, |s, x| s.push_str(&x);
}
impl<'b> Pattern for &'b String {
    type Searcher<'a> = <&'b str as Pattern>::Searcher<'a>;
    fn into_searcher(self, haystack: &str) -> <&'b str as Pattern>::Searcher<'_> { self[..].into_searcher(haystack) }
    fn is_contained_in(self, haystack: &str) -> bool { self[..].is_contained_in(haystack) }
    fn is_prefix_of(self, haystack: &str) -> bool { self[..].is_prefix_of(haystack) }
}
macro_rules! impl_eq {
    ($([$($l:tt)*] $lhs:ty, $rhs:ty;)*) => {$(
        impl<$($l)*> PartialEq<$rhs> for $lhs {
            #[inline]
            fn eq(&self, other: &$rhs) -> bool { PartialEq::eq(&self[..], &other[..]) }
        }
        impl<$($l)*> PartialEq<$lhs> for $rhs {
            #[inline]
            fn eq(&self, other: &$lhs) -> bool { PartialEq::eq(&self[..], &other[..]) }
        }
    )*};
}
impl_eq! { [] String, str; ['a] String, &'a str; ['a] Cow<'a, str>, str; ['a, 'b] Cow<'a, str>, &'b str; ['a] Cow<'a, str>, String; }
impl Default for String {
    #[inline]
    fn default() -> String { String::new() }
}
impl fmt::Display for String {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&**self, f) }
    #[inline]
    fn __as_str(&self) -> Option<&str> { Some(self) }
}
impl fmt::Debug for String {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}
impl hash::Hash for String {
    #[inline]
    fn hash<H: hash::Hasher>(&self, hasher: &mut H) { (**self).hash(hasher) }
}
impl Add<&str> for String {
    type Output = String;
    #[inline]
    fn add(mut self, other: &str) -> String { self.push_str(other); self }
}
impl AddAssign<&str> for String {
    #[inline]
    fn add_assign(&mut self, other: &str) { self.push_str(other); }
}
impl<I: SliceIndex<str>> Index<I> for String {
    type Output = I::Output;
    #[inline]
    fn index(&self, index: I) -> &I::Output { index.index(self.as_str()) }
}
impl<I: SliceIndex<str>> IndexMut<I> for String {
    #[inline]
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self.as_mut_str()) }
}
impl Deref for String {
    type Target = str;
    #[inline]
    fn deref(&self) -> &str { self.as_str() }
}
impl DerefMut for String {
    #[inline]
    fn deref_mut(&mut self) -> &mut str { self.as_mut_str() }
}
// SAFETY: always the same bytes.
unsafe impl DerefPure for String {}
/// The error of parsing a string to a string.
pub type ParseError = core::convert::Infallible;
impl FromStr for String {
    type Err = core::convert::Infallible;
    #[inline]
    fn from_str(s: &str) -> Result<String, Self::Err> { Ok(String::from(s)) }
}
/// Conversion by `Display`.
#[rustc_diagnostic_item = "ToString"]
pub trait ToString {
    /// The text.
    #[rustc_conversion_suggestion]
    #[rustc_diagnostic_item = "to_string_method"]
    fn to_string(&self) -> String;
}
impl<T: fmt::Display + ?Sized> ToString for T {
    #[inline]
    fn to_string(&self) -> String {
        if let Some(s) = self.__as_str() {
            return s.to_owned();
        }
        let mut buf = String::new();
        fmt::Display::fmt(self, &mut fmt::Formatter::new(&mut buf, fmt::FormattingOptions::new()))
            .expect("a Display implementation returned an error unexpectedly");
        buf
    }
}
impl AsRef<str> for String {
    #[inline]
    fn as_ref(&self) -> &str { self }
}
impl AsMut<str> for String {
    #[inline]
    fn as_mut(&mut self) -> &mut str { self }
}
impl AsRef<[u8]> for String {
    #[inline]
    fn as_ref(&self) -> &[u8] { self.as_bytes() }
}
impl Borrow<str> for String {
    #[inline]
    fn borrow(&self) -> &str { &self[..] }
}
impl BorrowMut<str> for String {
    #[inline]
    fn borrow_mut(&mut self) -> &mut str { &mut self[..] }
}
macro_rules! from {
    ($([$($l:tt)*] $t:ty, |$s:ident| $e:expr;)*) => {$(
        impl<$($l)*> From<$t> for String {
            #[inline]
            fn from($s: $t) -> String { $e }
        }
    )*};
}
from! {
    [] &str, |s| s.to_owned();
    [] &mut str, |s| (*s).to_owned();
    [] &String, |s| s.clone();
    [] Box<str>, |s| s.into_string();
    ['a] Cow<'a, str>, |s| s.into_owned();
    [] char, |c| c.to_string();
}
impl From<String> for Box<str> {
    fn from(s: String) -> Box<str> { s.into_boxed_str() }
}
impl<'a> From<&'a str> for Cow<'a, str> {
    #[inline]
    fn from(s: &'a str) -> Cow<'a, str> { Cow::Borrowed(s) }
}
impl<'a> From<String> for Cow<'a, str> {
    #[inline]
    fn from(s: String) -> Cow<'a, str> { Cow::Owned(s) }
}
impl<'a> From<&'a String> for Cow<'a, str> {
    #[inline]
    fn from(s: &'a String) -> Cow<'a, str> { Cow::Borrowed(s.as_str()) }
}
macro_rules! cow_from_iter {
    ($($t:ty;)*) => {$(
        impl<'a, 'b> FromIterator<$t> for Cow<'a, str> {
            fn from_iter<I: IntoIterator<Item = $t>>(it: I) -> Cow<'a, str> { Cow::Owned(FromIterator::from_iter(it)) }
        }
    )*};
}
impl<'a> FromIterator<char> for Cow<'a, str> {
    fn from_iter<I: IntoIterator<Item = char>>(it: I) -> Cow<'a, str> { Cow::Owned(FromIterator::from_iter(it)) }
}
impl<'a> FromIterator<String> for Cow<'a, str> {
    fn from_iter<I: IntoIterator<Item = String>>(it: I) -> Cow<'a, str> { Cow::Owned(FromIterator::from_iter(it)) }
}
cow_from_iter! { &'b str; }
impl TryFrom<Vec<u8>> for String {
    type Error = FromUtf8Error;
    fn try_from(bytes: Vec<u8>) -> Result<Self, Self::Error> { Self::from_utf8(bytes) }
}
impl Write for String {
    #[inline]
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.push_str(s);
        Ok(())
    }
    #[inline]
    fn write_char(&mut self, c: char) -> fmt::Result {
        self.push(c);
        Ok(())
    }
}
/// See `String::drain`.
pub struct Drain<'a> {
    string: *mut String,
    start: usize,
    end: usize,
    iter: Chars<'a>,
}
impl Drain<'_> {
    /// What is left.
    #[must_use]
    pub fn as_str(&self) -> &str { self.iter.as_str() }
}
impl fmt::Debug for Drain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Drain").field(&self.as_str()).finish() }
}
impl AsRef<[u8]> for Drain<'_> {
    fn as_ref(&self) -> &[u8] { self.as_str().as_bytes() }
}
impl AsRef<str> for Drain<'_> {
    fn as_ref(&self) -> &str { self.as_str() }
}
// SAFETY: it borrows the string.
unsafe impl Sync for Drain<'_> {}
// SAFETY: it borrows the string.
unsafe impl Send for Drain<'_> {}
impl Drop for Drain<'_> {
    fn drop(&mut self) {
        // SAFETY: the range was checked when this was made.
        unsafe {
            let v = (*self.string).as_mut_vec();
            if self.start <= self.end && self.end <= v.len() {
                v.drain(self.start..self.end);
            }
        }
    }
}
impl Iterator for Drain<'_> {
    type Item = char;
    #[inline]
    fn next(&mut self) -> Option<char> { self.iter.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
}
impl DoubleEndedIterator for Drain<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<char> { self.iter.next_back() }
}
impl FusedIterator for Drain<'_> {}
