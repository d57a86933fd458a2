//! ASCII methods of byte slices.
use crate::ascii;
use crate::fmt::{self, Write};
use crate::iter::{Copied, FlatMap, FusedIterator};

/// Whether all bytes are ASCII.
pub const fn is_ascii_simple(bytes: &[u8]) -> bool {
    const WORD: usize = size_of::<usize>();
    const HIGH: usize = usize::MAX / 255 * 128;
    let mut i = 0;
    let len = bytes.len();
    while i + WORD <= len {
        // SAFETY: within the slice; the read is unaligned.
        let w = unsafe { (bytes.as_ptr().add(i) as *const usize).read_unaligned() };
        if w & HIGH != 0 {
            return false;
        }
        i += WORD;
    }
    while i < len {
        if bytes[i] >= 0x80 {
            return false;
        }
        i += 1;
    }
    true
}

impl [u8] {
    /// Whether all bytes are ASCII.
    #[must_use]
    #[inline]
    pub const fn is_ascii(&self) -> bool { is_ascii_simple(self) }
    /// Equality without the case of ASCII letters.
    #[must_use]
    #[inline]
    pub const fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {
        if self.len() != other.len() {
            return false;
        }
        let mut i = 0;
        while i < self.len() {
            if !self[i].eq_ignore_ascii_case(&other[i]) {
                return false;
            }
            i += 1;
        }
        true
    }
    /// Makes ASCII letters upper case.
    #[inline]
    pub const fn make_ascii_uppercase(&mut self) {
        let mut i = 0;
        while i < self.len() {
            self[i].make_ascii_uppercase();
            i += 1;
        }
    }
    /// Makes ASCII letters lower case.
    #[inline]
    pub const fn make_ascii_lowercase(&mut self) {
        let mut i = 0;
        while i < self.len() {
            self[i].make_ascii_lowercase();
            i += 1;
        }
    }
    /// The bytes with escapes where they are not printable.
    #[must_use = "this returns the escaped bytes as an iterator, without modifying the original"]
    pub fn escape_ascii(&self) -> EscapeAscii<'_> { EscapeAscii { inner: self.iter().copied().flat_map(ascii::escape_default as fn(u8) -> ascii::EscapeDefault) } }
    /// Without leading ASCII white space.
    #[inline]
    pub const fn trim_ascii_start(&self) -> &[u8] {
        let mut bytes = self;
        while let [first, rest @ ..] = bytes {
            if first.is_ascii_whitespace() { bytes = rest } else { break }
        }
        bytes
    }
    /// Without trailing ASCII white space.
    #[inline]
    pub const fn trim_ascii_end(&self) -> &[u8] {
        let mut bytes = self;
        while let [rest @ .., last] = bytes {
            if last.is_ascii_whitespace() { bytes = rest } else { break }
        }
        bytes
    }
    /// Without ASCII white space at the ends.
    #[inline]
    pub const fn trim_ascii(&self) -> &[u8] { self.trim_ascii_start().trim_ascii_end() }
    /// The bytes as a string and the invalid parts between.
    pub fn utf8_chunks(&self) -> crate::str::Utf8Chunks<'_> { crate::str::Utf8Chunks::new(self) }
}

/// See `<[u8]>::escape_ascii`.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct EscapeAscii<'a> {
    inner: FlatMap<Copied<super::Iter<'a, u8>>, ascii::EscapeDefault, fn(u8) -> ascii::EscapeDefault>,
}
impl Iterator for EscapeAscii<'_> {
    type Item = u8;
    #[inline]
    fn next(&mut self) -> Option<u8> { self.inner.next() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl DoubleEndedIterator for EscapeAscii<'_> {
    fn next_back(&mut self) -> Option<u8> { self.inner.next_back() }
}
impl FusedIterator for EscapeAscii<'_> {}
impl fmt::Display for EscapeAscii<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for b in self.clone() {
            f.write_char(b as char)?;
        }
        Ok(())
    }
}
impl fmt::Debug for EscapeAscii<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("EscapeAscii").finish_non_exhaustive() }
}
