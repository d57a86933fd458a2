//! A small buffer of ASCII characters to iterate over; all escapes are made of it.
use crate::num::NonZero;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// At most `N` ASCII characters.
#[derive(Clone)]
pub(crate) struct EscapeBuf<const N: usize> {
    data: [u8; N],
    start: u8,
    end: u8,
}
impl<const N: usize> EscapeBuf<N> {
    pub(crate) const fn empty() -> Self { EscapeBuf { data: [0; N], start: 0, end: 0 } }
    pub(crate) const fn one(a: u8) -> Self {
        let mut data = [0; N];
        data[0] = a;
        EscapeBuf { data, start: 0, end: 1 }
    }
    pub(crate) const fn backslash(a: u8) -> Self {
        let mut data = [0; N];
        data[0] = b'\\';
        data[1] = a;
        EscapeBuf { data, start: 0, end: 2 }
    }
    /// `\x7f`
    pub(crate) const fn hex(a: u8) -> Self {
        let mut data = [0; N];
        data[0] = b'\\';
        data[1] = b'x';
        data[2] = HEX[(a >> 4) as usize];
        data[3] = HEX[(a & 15) as usize];
        EscapeBuf { data, start: 0, end: 4 }
    }
    /// `\u{1f600}`
    pub(crate) const fn unicode(c: char) -> Self {
        let c = c as u32;
        let mut data = [0; N];
        let digits = (32 - (c | 1).leading_zeros()).div_ceil(4) as usize;
        data[0] = b'\\';
        data[1] = b'u';
        data[2] = b'{';
        let mut i = 0;
        while i < digits {
            data[3 + i] = HEX[(c >> (4 * (digits - 1 - i)) & 15) as usize];
            i += 1;
        }
        data[3 + digits] = b'}';
        EscapeBuf { data, start: 0, end: digits as u8 + 4 }
    }
    pub(crate) const fn ascii(c: u8) -> Self {
        match c {
            b'\t' => Self::backslash(b't'),
            b'\r' => Self::backslash(b'r'),
            b'\n' => Self::backslash(b'n'),
            b'\\' | b'\'' | b'"' => Self::backslash(c),
            0x20..=0x7e => Self::one(c),
            _ => Self::hex(c),
        }
    }
    #[inline]
    pub(crate) fn next(&mut self) -> Option<u8> {
        if self.start == self.end {
            return None;
        }
        let c = self.data[self.start as usize];
        self.start += 1;
        Some(c)
    }
    #[inline]
    pub(crate) fn next_back(&mut self) -> Option<u8> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(self.data[self.end as usize])
    }
    #[inline]
    pub(crate) fn len(&self) -> usize { (self.end - self.start) as usize }
    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        // SAFETY: the buffer holds ASCII.
        unsafe { crate::str::from_utf8_unchecked(&self.data[self.start as usize..self.end as usize]) }
    }
    pub(crate) fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
        let taken = crate::cmp::min(n, self.len());
        self.start += taken as u8;
        NonZero::new(n - taken).map_or(Ok(()), Err)
    }
}
