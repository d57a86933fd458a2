//! ASCII methods of `u8`, and the UTF-16 one of `u16`.
use crate::ascii;

impl u8 {
    /// Whether it is ASCII.
    #[must_use]
    #[inline]
    pub const fn is_ascii(&self) -> bool { *self <= 127 }
    /// The upper-case letter, if it is a lower-case one.
    #[must_use]
    #[inline]
    pub const fn to_ascii_uppercase(&self) -> u8 { *self ^ ((self.is_ascii_lowercase() as u8) << 5) }
    /// The lower-case letter, if it is an upper-case one.
    #[must_use]
    #[inline]
    pub const fn to_ascii_lowercase(&self) -> u8 { *self | ((self.is_ascii_uppercase() as u8) << 5) }
    /// Equality without case.
    #[inline]
    pub const fn eq_ignore_ascii_case(&self, other: &u8) -> bool { self.to_ascii_lowercase() == other.to_ascii_lowercase() }
    /// Makes it upper case.
    #[inline]
    pub const fn make_ascii_uppercase(&mut self) { *self = self.to_ascii_uppercase(); }
    /// Makes it lower case.
    #[inline]
    pub const fn make_ascii_lowercase(&mut self) { *self = self.to_ascii_lowercase(); }
    /// `A-Z`, `a-z`
    #[must_use]
    #[inline]
    pub const fn is_ascii_alphabetic(&self) -> bool { matches!(*self, b'A'..=b'Z' | b'a'..=b'z') }
    /// `A-Z`
    #[must_use]
    #[inline]
    pub const fn is_ascii_uppercase(&self) -> bool { matches!(*self, b'A'..=b'Z') }
    /// `a-z`
    #[must_use]
    #[inline]
    pub const fn is_ascii_lowercase(&self) -> bool { matches!(*self, b'a'..=b'z') }
    /// Letters and digits.
    #[must_use]
    #[inline]
    pub const fn is_ascii_alphanumeric(&self) -> bool { matches!(*self, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z') }
    /// `0-9`
    #[must_use]
    #[inline]
    pub const fn is_ascii_digit(&self) -> bool { matches!(*self, b'0'..=b'9') }
    /// `0-9`, `A-F`, `a-f`
    #[must_use]
    #[inline]
    pub const fn is_ascii_hexdigit(&self) -> bool { matches!(*self, b'0'..=b'9' | b'A'..=b'F' | b'a'..=b'f') }
    /// Punctuation.
    #[must_use]
    #[inline]
    pub const fn is_ascii_punctuation(&self) -> bool { matches!(*self, b'!'..=b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~') }
    /// `!`-`~`
    #[must_use]
    #[inline]
    pub const fn is_ascii_graphic(&self) -> bool { matches!(*self, b'!'..=b'~') }
    /// White space, without vertical tab.
    #[must_use]
    #[inline]
    pub const fn is_ascii_whitespace(&self) -> bool { matches!(*self, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ') }
    /// Control characters.
    #[must_use]
    #[inline]
    pub const fn is_ascii_control(&self) -> bool { matches!(*self, b'\0'..=b'\x1F' | b'\x7F') }
    /// The byte as an escape where it is not printable.
    #[must_use]
    #[inline]
    pub fn escape_ascii(self) -> ascii::EscapeDefault { ascii::escape_default(self) }
    #[inline]
    pub(crate) const fn is_utf8_char_boundary(self) -> bool { (self as i8) >= -0x40 }
}
impl u16 {
    /// Whether it is a UTF-16 surrogate.
    #[doc(hidden)]
    #[inline]
    pub const fn is_utf16_surrogate(self) -> bool { matches!(self, 0xD800..=0xDFFF) }
}
