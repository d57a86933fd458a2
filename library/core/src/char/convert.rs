//! Conversions of characters.
use crate::error::Error;
use crate::fmt;
use crate::mem::transmute;
use crate::str::FromStr;

/// The character with that code point.
#[must_use]
#[inline]
pub const fn from_u32(i: u32) -> Option<char> {
    // SAFETY: not a surrogate and not too large.
    if (i ^ 0xD800).wrapping_sub(0x800) >= 0x110000 - 0x800 { None } else { Some(unsafe { transmute::<u32, char>(i) }) }
}
/// The character with that code point.
///
/// # Safety
/// It must be a scalar value.
#[inline(always)]
#[must_use]
pub const unsafe fn from_u32_unchecked(i: u32) -> char { transmute(i) }
/// The digit of that value in a base.
#[inline]
#[must_use]
pub const fn from_digit(num: u32, radix: u32) -> Option<char> {
    if radix > 36 {
        panic!("from_digit: radix is too high (maximum 36)");
    }
    if num < radix {
        let num = num as u8;
        if num < 10 { Some((b'0' + num) as char) } else { Some((b'a' + num - 10) as char) }
    } else {
        None
    }
}
macro_rules! from_char {
    ($($t:ty)*) => {$(
        impl From<char> for $t {
            #[inline]
            fn from(c: char) -> Self { c as u32 as $t }
        }
    )*};
}
from_char! { u32 u64 u128 }
macro_rules! try_from_char {
    ($($t:ty)*) => {$(
        impl TryFrom<char> for $t {
            type Error = TryFromCharError;
            #[inline]
            fn try_from(c: char) -> Result<$t, TryFromCharError> { <$t>::try_from(c as u32).map_err(|_| TryFromCharError(())) }
        }
    )*};
}
try_from_char! { u8 u16 }
impl TryFrom<char> for usize {
    type Error = TryFromCharError;
    #[inline]
    fn try_from(c: char) -> Result<usize, TryFromCharError> { Ok(c as u32 as usize) }
}
impl From<u8> for char {
    #[inline]
    fn from(i: u8) -> Self { i as char }
}
impl TryFrom<u32> for char {
    type Error = CharTryFromError;
    #[inline]
    fn try_from(i: u32) -> Result<char, CharTryFromError> { from_u32(i).ok_or(CharTryFromError(())) }
}
/// A number was not a scalar value.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct CharTryFromError(());
impl fmt::Display for CharTryFromError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { "converted integer out of range for `char`".fmt(f) }
}
impl Error for CharTryFromError {}
/// A character did not fit.
#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct TryFromCharError(pub(crate) ());
impl fmt::Display for TryFromCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { "unicode code point out of range".fmt(f) }
}
impl Error for TryFromCharError {}
/// A string was not one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCharError {
    kind: CharErrorKind,
}
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum CharErrorKind {
    EmptyString,
    TooManyChars,
}
impl fmt::Display for ParseCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            CharErrorKind::EmptyString => "cannot parse char from empty string",
            CharErrorKind::TooManyChars => "too many characters in string",
        }
        .fmt(f)
    }
}
impl Error for ParseCharError {}
impl FromStr for char {
    type Err = ParseCharError;
    fn from_str(s: &str) -> Result<char, ParseCharError> {
        let mut chars = s.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Err(ParseCharError { kind: CharErrorKind::EmptyString }),
            (Some(c), None) => Ok(c),
            _ => Err(ParseCharError { kind: CharErrorKind::TooManyChars }),
        }
    }
}
