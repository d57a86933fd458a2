//! Methods of `char`.
use super::{DecodeUtf16, decode_utf16};
use crate::{slice, str, unicode};

impl char {
    /// The smallest scalar value.
    pub const MIN: char = '\0';
    /// The largest scalar value.
    pub const MAX: char = '\u{10FFFF}';
    /// The most bytes that UTF-8 needs.
    pub const MAX_LEN_UTF8: usize = 4;
    /// The most code units that UTF-16 needs.
    pub const MAX_LEN_UTF16: usize = 2;
    /// Stands for what could not be decoded.
    pub const REPLACEMENT_CHARACTER: char = '\u{FFFD}';
    /// The version of Unicode.
    pub const UNICODE_VERSION: (u8, u8, u8) = unicode::UNICODE_VERSION;
    /// Decodes UTF-16.
    #[inline]
    pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter> { decode_utf16(iter) }
    /// The character with that code point.
    #[must_use]
    #[inline]
    pub const fn from_u32(i: u32) -> Option<char> { super::convert::from_u32(i) }
    /// The character with that code point.
    ///
    /// # Safety
    /// It must be a scalar value.
    #[must_use]
    #[inline]
    pub const unsafe fn from_u32_unchecked(i: u32) -> char { super::convert::from_u32_unchecked(i) }
    /// The digit of that value in a base.
    #[must_use]
    #[inline]
    pub const fn from_digit(num: u32, radix: u32) -> Option<char> { super::convert::from_digit(num, radix) }
    /// Whether it is a digit of a base.
    #[inline]
    pub const fn is_digit(self, radix: u32) -> bool { self.to_digit(radix).is_some() }
    /// The value as a digit of a base.
    #[inline]
    #[must_use = "this returns the result of the operation, without modifying the original"]
    pub const fn to_digit(self, radix: u32) -> Option<u32> {
        assert!(radix >= 2 && radix <= 36, "to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive");
        let c = self as u32;
        let d = c.wrapping_sub('0' as u32);
        let d = if d < 10 {
            d
        } else {
            let letter = (c | 0x20).wrapping_sub('a' as u32);
            if letter < 26 { letter + 10 } else { return None }
        };
        if d < radix { Some(d) } else { None }
    }
    /// The number of bytes in UTF-8.
    #[inline]
    #[must_use]
    pub const fn len_utf8(self) -> usize {
        match self as u32 {
            ..0x80 => 1,
            ..0x800 => 2,
            ..0x10000 => 3,
            _ => 4,
        }
    }
    /// The number of code units in UTF-16.
    #[inline]
    #[must_use]
    pub const fn len_utf16(self) -> usize { if (self as u32) < 0x10000 { 1 } else { 2 } }
    /// Writes UTF-8.
    #[inline]
    pub const fn encode_utf8(self, dst: &mut [u8]) -> &mut str {
        let code = self as u32;
        let len = self.len_utf8();
        if dst.len() < len {
            encode_fail(code, len, dst.len());
        }
        match len {
            1 => dst[0] = code as u8,
            2 => {
                dst[0] = (code >> 6) as u8 | 0xC0;
                dst[1] = (code & 0x3F) as u8 | 0x80;
            }
            3 => {
                dst[0] = (code >> 12) as u8 | 0xE0;
                dst[1] = (code >> 6 & 0x3F) as u8 | 0x80;
                dst[2] = (code & 0x3F) as u8 | 0x80;
            }
            _ => {
                dst[0] = (code >> 18) as u8 | 0xF0;
                dst[1] = (code >> 12 & 0x3F) as u8 | 0x80;
                dst[2] = (code >> 6 & 0x3F) as u8 | 0x80;
                dst[3] = (code & 0x3F) as u8 | 0x80;
            }
        }
        // SAFETY: just written.
        unsafe { str::from_utf8_unchecked_mut(slice::from_raw_parts_mut(dst.as_mut_ptr(), len)) }
    }
    /// Writes UTF-16.
    #[inline]
    pub const fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {
        let mut code = self as u32;
        let len = self.len_utf16();
        if dst.len() < len {
            panic!("encode_utf16: buffer does not have enough bytes to encode code point");
        }
        if len == 1 {
            dst[0] = code as u16;
        } else {
            code -= 0x10000;
            dst[0] = 0xD800 | (code >> 10) as u16;
            dst[1] = 0xDC00 | (code as u16 & 0x3FF);
        }
        // SAFETY: within the buffer.
        unsafe { slice::from_raw_parts_mut(dst.as_mut_ptr(), len) }
    }
    /// Alphabetic by Unicode.
    #[must_use]
    #[inline]
    pub fn is_alphabetic(self) -> bool { if self.is_ascii() { self.is_ascii_alphabetic() } else { unicode::alphabetic(self) } }
    /// Lowercase by Unicode.
    #[must_use]
    #[inline]
    pub const fn is_lowercase(self) -> bool { if self.is_ascii() { self.is_ascii_lowercase() } else { unicode::lowercase(self) } }
    /// Uppercase by Unicode.
    #[must_use]
    #[inline]
    pub const fn is_uppercase(self) -> bool { if self.is_ascii() { self.is_ascii_uppercase() } else { unicode::uppercase(self) } }
    /// White space by Unicode.
    #[must_use]
    #[inline]
    pub const fn is_whitespace(self) -> bool {
        match self {
            ' ' | '\x09'..='\x0d' => true,
            c => c > '\x7f' && unicode::white_space(c),
        }
    }
    /// Alphabetic or numeric by Unicode.
    #[must_use]
    #[inline]
    pub fn is_alphanumeric(self) -> bool {
        if self.is_ascii() { self.is_ascii_alphanumeric() } else { unicode::alphabetic(self) || unicode::numeric(self) }
    }
    /// Control characters.
    #[must_use]
    #[inline]
    pub fn is_control(self) -> bool { matches!(self, '\0'..='\x1f' | '\x7f'..='\u{9f}') }
    /// Numeric by Unicode.
    #[must_use]
    #[inline]
    pub fn is_numeric(self) -> bool { if self.is_ascii() { self.is_ascii_digit() } else { unicode::numeric(self) } }
    /// Whether it is ASCII.
    #[must_use]
    #[inline]
    #[rustc_diagnostic_item = "char_is_ascii"]
    pub const fn is_ascii(&self) -> bool { (*self as u32) < 128 }
    /// The upper-case letter, if it is a lower-case ASCII one.
    #[must_use]
    #[inline]
    pub const fn to_ascii_uppercase(&self) -> char { if self.is_ascii_lowercase() { (*self as u8 ^ 0x20) as char } else { *self } }
    /// The lower-case letter, if it is an upper-case ASCII one.
    #[must_use]
    #[inline]
    pub const fn to_ascii_lowercase(&self) -> char { if self.is_ascii_uppercase() { (*self as u8 | 0x20) as char } else { *self } }
    /// Equality without the case of ASCII letters.
    #[inline]
    pub const fn eq_ignore_ascii_case(&self, other: &char) -> bool { self.to_ascii_lowercase() as u32 == other.to_ascii_lowercase() as u32 }
    /// Makes it upper case.
    #[inline]
    pub const fn make_ascii_uppercase(&mut self) { *self = self.to_ascii_uppercase(); }
    /// Makes it lower case.
    #[inline]
    pub const fn make_ascii_lowercase(&mut self) { *self = self.to_ascii_lowercase(); }
    /// `A-Z`, `a-z`
    #[must_use]
    #[inline]
    pub const fn is_ascii_alphabetic(&self) -> bool { matches!(*self, 'A'..='Z' | 'a'..='z') }
    /// `A-Z`
    #[must_use]
    #[inline]
    pub const fn is_ascii_uppercase(&self) -> bool { matches!(*self, 'A'..='Z') }
    /// `a-z`
    #[must_use]
    #[inline]
    pub const fn is_ascii_lowercase(&self) -> bool { matches!(*self, 'a'..='z') }
    /// Letters and digits.
    #[must_use]
    #[inline]
    pub const fn is_ascii_alphanumeric(&self) -> bool { matches!(*self, '0'..='9' | 'A'..='Z' | 'a'..='z') }
    /// `0-9`
    #[must_use]
    #[inline]
    pub const fn is_ascii_digit(&self) -> bool { matches!(*self, '0'..='9') }
    /// `0-9`, `A-F`, `a-f`
    #[must_use]
    #[inline]
    pub const fn is_ascii_hexdigit(&self) -> bool { matches!(*self, '0'..='9' | 'A'..='F' | 'a'..='f') }
    /// Punctuation.
    #[must_use]
    #[inline]
    pub const fn is_ascii_punctuation(&self) -> bool { matches!(*self, '!'..='/' | ':'..='@' | '['..='`' | '{'..='~') }
    /// `!`-`~`
    #[must_use]
    #[inline]
    pub const fn is_ascii_graphic(&self) -> bool { matches!(*self, '!'..='~') }
    /// White space, without vertical tab.
    #[must_use]
    #[inline]
    pub const fn is_ascii_whitespace(&self) -> bool { matches!(*self, '\t' | '\n' | '\x0C' | '\r' | ' ') }
    /// Control characters.
    #[must_use]
    #[inline]
    pub const fn is_ascii_control(&self) -> bool { matches!(*self, '\0'..='\x1F' | '\x7F') }
}
#[cold]
#[track_caller]
const fn encode_fail(code: u32, len: usize, dst_len: usize) -> ! {
    const fn in_const(_: u32, _: usize, _: usize) -> ! { panic!("encode_utf8: buffer does not have enough bytes to encode code point") }
    #[track_caller]
    fn at_run_time(code: u32, len: usize, dst_len: usize) -> ! {
        panic!("encode_utf8: need {len} bytes to encode U+{code:04X} but buffer has just {dst_len}")
    }
    crate::intrinsics::const_eval_select((code, len, dst_len), in_const, at_run_time)
}
