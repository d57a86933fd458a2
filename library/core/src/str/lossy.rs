//! Bytes that are mostly UTF-8.
use super::{from_utf8, from_utf8_unchecked};
use crate::fmt::{self, Formatter, Write};
use crate::iter::FusedIterator;

/// A valid string and the invalid bytes behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf8Chunk<'a> {
    valid: &'a str,
    invalid: &'a [u8],
}
impl<'a> Utf8Chunk<'a> {
    /// The valid string; may be empty at the start.
    #[must_use]
    pub fn valid(&self) -> &'a str { self.valid }
    /// The invalid bytes; empty only at the end.
    #[must_use]
    pub fn invalid(&self) -> &'a [u8] { self.invalid }
}
/// See `<[u8]>::utf8_chunks`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone)]
pub struct Utf8Chunks<'a> {
    source: &'a [u8],
}
impl<'a> Utf8Chunks<'a> {
    pub(crate) fn new(source: &'a [u8]) -> Self { Utf8Chunks { source } }
    #[doc(hidden)]
    pub fn debug(&self) -> Debug<'_> { Debug(self.source) }
}
impl<'a> Iterator for Utf8Chunks<'a> {
    type Item = Utf8Chunk<'a>;
    fn next(&mut self) -> Option<Utf8Chunk<'a>> {
        if self.source.is_empty() {
            return None;
        }
        match from_utf8(self.source) {
            Ok(valid) => {
                self.source = &[];
                Some(Utf8Chunk { valid, invalid: &[] })
            }
            Err(e) => {
                let (valid, rest) = self.source.split_at(e.valid_up_to());
                let (invalid, rest) = rest.split_at(e.error_len().unwrap_or(rest.len()));
                self.source = rest;
                // SAFETY: checked up to there.
                Some(Utf8Chunk { valid: unsafe { from_utf8_unchecked(valid) }, invalid })
            }
        }
    }
}
impl FusedIterator for Utf8Chunks<'_> {}
impl fmt::Debug for Utf8Chunks<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Utf8Chunks { source: ")?;
        self.debug().fmt(f)?;
        f.write_str(" }")
    }
}
/// Quotes bytes with escapes for what is not UTF-8.
#[doc(hidden)]
pub struct Debug<'a>(&'a [u8]);
impl fmt::Debug for Debug<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for chunk in self.0.utf8_chunks() {
            for c in chunk.valid().chars() {
                if c == '\'' { f.write_char(c)? } else { write!(f, "{}", c.escape_debug())? }
            }
            for &b in chunk.invalid() {
                write!(f, "\\x{b:02X}")?;
            }
        }
        f.write_char('"')
    }
}
