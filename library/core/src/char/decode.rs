//! Decoding UTF-16.
use crate::error::Error;
use crate::fmt;
use crate::iter::FusedIterator;

/// See `decode_utf16`.
#[derive(Clone, Debug)]
pub struct DecodeUtf16<I: Iterator<Item = u16>> {
    iter: I,
    buf: Option<u16>,
}
/// A surrogate without its partner.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct DecodeUtf16Error {
    code: u16,
}
/// Decodes UTF-16.
#[inline]
pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter> { DecodeUtf16 { iter: iter.into_iter(), buf: None } }
impl<I: Iterator<Item = u16>> Iterator for DecodeUtf16<I> {
    type Item = Result<char, DecodeUtf16Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let u = match self.buf.take() {
            Some(buf) => buf,
            None => self.iter.next()?,
        };
        if u & 0xF800 != 0xD800 {
            // SAFETY: not a surrogate.
            return Some(Ok(unsafe { char::from_u32_unchecked(u as u32) }));
        }
        if u >= 0xDC00 {
            return Some(Err(DecodeUtf16Error { code: u }));
        }
        let Some(u2) = self.iter.next() else { return Some(Err(DecodeUtf16Error { code: u })) };
        if u2 < 0xDC00 || u2 > 0xDFFF {
            self.buf = Some(u2);
            return Some(Err(DecodeUtf16Error { code: u }));
        }
        let c = (((u & 0x3ff) as u32) << 10 | (u2 & 0x3ff) as u32) + 0x1_0000;
        // SAFETY: two surrogates make a scalar value.
        Some(Ok(unsafe { char::from_u32_unchecked(c) }))
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let (low, high) = self.iter.size_hint();
        let buffered = self.buf.is_some() as usize;
        (low.div_ceil(2) + if low == 0 { buffered } else { 0 }, high.and_then(|h| h.checked_add(buffered)))
    }
}
impl<I: Iterator<Item = u16> + FusedIterator> FusedIterator for DecodeUtf16<I> {}
impl DecodeUtf16Error {
    /// The surrogate.
    #[must_use]
    pub fn unpaired_surrogate(&self) -> u16 { self.code }
}
impl fmt::Display for DecodeUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "unpaired surrogate found: {:x}", self.code) }
}
impl Error for DecodeUtf16Error {}
