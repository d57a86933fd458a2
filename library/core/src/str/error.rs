//! Errors of string conversion.
use crate::error::Error;
use crate::fmt;

/// Bytes were not UTF-8.
#[derive(Copy, Eq, PartialEq, Clone, Debug)]
pub struct Utf8Error {
    pub(super) valid_up_to: usize,
    pub(super) error_len: Option<u8>,
}
impl Utf8Error {
    /// How many bytes are valid.
    #[must_use]
    #[inline]
    pub const fn valid_up_to(&self) -> usize { self.valid_up_to }
    /// The length of the invalid sequence; none if the input ended too early.
    #[must_use]
    #[inline]
    pub const fn error_len(&self) -> Option<usize> {
        match self.error_len {
            Some(len) => Some(len as usize),
            None => None,
        }
    }
}
impl fmt::Display for Utf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error_len {
            Some(n) => write!(f, "invalid utf-8 sequence of {} bytes from index {}", n, self.valid_up_to),
            None => write!(f, "incomplete utf-8 byte sequence from index {}", self.valid_up_to),
        }
    }
}
impl Error for Utf8Error {}
/// A string was neither `true` nor `false`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseBoolError {
    _priv: (),
}
impl ParseBoolError {
    pub(super) fn new() -> Self { ParseBoolError { _priv: () } }
}
impl fmt::Display for ParseBoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { "provided string was not `true` or `false`".fmt(f) }
}
impl Error for ParseBoolError {}
