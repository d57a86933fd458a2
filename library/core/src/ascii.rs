//! ASCII.
use crate::escape::EscapeBuf;
use crate::fmt;
use crate::iter::FusedIterator;
use crate::num::NonZero;

/// See `escape_default`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone)]
pub struct EscapeDefault(EscapeBuf<4>);
/// A byte as an escape where it is not printable ASCII.
pub fn escape_default(c: u8) -> EscapeDefault { EscapeDefault(EscapeBuf::ascii(c)) }
impl Iterator for EscapeDefault {
    type Item = u8;
    #[inline]
    fn next(&mut self) -> Option<u8> { self.0.next() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (self.0.len(), Some(self.0.len())) }
    fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> { self.0.advance_by(n) }
}
impl DoubleEndedIterator for EscapeDefault {
    #[inline]
    fn next_back(&mut self) -> Option<u8> { self.0.next_back() }
}
impl ExactSizeIterator for EscapeDefault {}
impl FusedIterator for EscapeDefault {}
impl fmt::Display for EscapeDefault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.0.as_str()) }
}
impl fmt::Debug for EscapeDefault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("EscapeDefault").finish_non_exhaustive() }
}
