//! Errors of integer parsing and conversion.
use crate::convert::Infallible;
use crate::error::Error;
use crate::fmt;

/// A number did not fit the target type.
#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct TryFromIntError(pub(crate) ());
impl fmt::Display for TryFromIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { "out of range integral type conversion attempted".fmt(f) }
}
impl Error for TryFromIntError {}
impl From<Infallible> for TryFromIntError {
    fn from(x: Infallible) -> TryFromIntError { match x {} }
}
impl From<!> for TryFromIntError {
    fn from(never: !) -> TryFromIntError { match never {} }
}

/// A string was not an integer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseIntError {
    pub(super) kind: IntErrorKind,
}
/// Why parsing failed.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash)]
#[non_exhaustive]
pub enum IntErrorKind {
    /// Nothing to parse.
    Empty,
    /// A character that is not a digit.
    InvalidDigit,
    /// Too large.
    PosOverflow,
    /// Too small.
    NegOverflow,
    /// Zero where that is not allowed.
    Zero,
}
impl ParseIntError {
    /// The cause.
    #[must_use]
    pub const fn kind(&self) -> &IntErrorKind { &self.kind }
}
impl fmt::Display for ParseIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            IntErrorKind::Empty => "cannot parse integer from empty string",
            IntErrorKind::InvalidDigit => "invalid digit found in string",
            IntErrorKind::PosOverflow => "number too large to fit in target type",
            IntErrorKind::NegOverflow => "number too small to fit in target type",
            IntErrorKind::Zero => "number would be zero for non-zero type",
        }
        .fmt(f)
    }
}
impl Error for ParseIntError {}
