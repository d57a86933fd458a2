//! Escapes and case mappings of characters as iterators.
use crate::escape::EscapeBuf;
use crate::fmt::{self, Write};
use crate::iter::FusedIterator;
use crate::num::NonZero;
use crate::unicode;

macro_rules! escape_iterator {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(EscapeBuf<10>);
        impl Iterator for $name {
            type Item = char;
            #[inline]
            fn next(&mut self) -> Option<char> { self.0.next().map(char::from) }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) { (self.0.len(), Some(self.0.len())) }
            fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> { self.0.advance_by(n) }
        }
        impl ExactSizeIterator for $name {
            #[inline]
            fn len(&self) -> usize { self.0.len() }
        }
        impl FusedIterator for $name {}
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.0.as_str()) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple(stringify!($name)).field(&self.0.as_str()).finish() }
        }
    )*};
}
escape_iterator! {
    #[doc = "See `char::escape_unicode`."] EscapeUnicode;
    #[doc = "See `char::escape_default`."] EscapeDefault;
}

/// See `char::escape_debug`.
#[derive(Clone, Debug)]
pub struct EscapeDebug(Debug);
#[derive(Clone)]
enum Debug {
    Bytes(EscapeBuf<10>),
    Char(Option<char>),
}
impl fmt::Debug for Debug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Debug::Bytes(b) => f.debug_tuple("Bytes").field(&b.as_str()).finish(),
            Debug::Char(c) => f.debug_tuple("Char").field(c).finish(),
        }
    }
}
impl Iterator for EscapeDebug {
    type Item = char;
    #[inline]
    fn next(&mut self) -> Option<char> {
        match &mut self.0 {
            Debug::Bytes(b) => b.next().map(char::from),
            Debug::Char(c) => c.take(),
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = match &self.0 {
            Debug::Bytes(b) => b.len(),
            Debug::Char(c) => c.is_some() as usize,
        };
        (n, Some(n))
    }
}
impl ExactSizeIterator for EscapeDebug {}
impl FusedIterator for EscapeDebug {}
impl fmt::Display for EscapeDebug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Debug::Bytes(b) => f.write_str(b.as_str()),
            Debug::Char(Some(c)) => f.write_char(*c),
            Debug::Char(None) => Ok(()),
        }
    }
}

/// What `escape_debug` escapes besides.
#[derive(Copy, Clone)]
pub(crate) struct EscapeDebugExtArgs {
    pub(crate) escape_grapheme_extended: bool,
    pub(crate) escape_single_quote: bool,
    pub(crate) escape_double_quote: bool,
}
impl EscapeDebugExtArgs {
    pub(crate) const ESCAPE_ALL: Self = Self { escape_grapheme_extended: true, escape_single_quote: true, escape_double_quote: true };
}
pub(crate) fn escape_debug_rest(c: char) -> EscapeDebug {
    c.escape_debug_ext(EscapeDebugExtArgs { escape_grapheme_extended: false, escape_single_quote: true, escape_double_quote: true })
}
pub(crate) fn escape_default_char(c: char) -> EscapeDefault { c.escape_default() }
pub(crate) fn escape_unicode_char(c: char) -> EscapeUnicode { c.escape_unicode() }

impl char {
    /// As `\u{…}`.
    #[must_use = "this returns the escaped char as an iterator, without modifying the original"]
    #[inline]
    pub fn escape_unicode(self) -> EscapeUnicode { EscapeUnicode(EscapeBuf::unicode(self)) }
    /// As an escape where it is not printable ASCII.
    #[must_use = "this returns the escaped char as an iterator, without modifying the original"]
    #[inline]
    pub fn escape_default(self) -> EscapeDefault {
        EscapeDefault(match self {
            '\t' => EscapeBuf::backslash(b't'),
            '\r' => EscapeBuf::backslash(b'r'),
            '\n' => EscapeBuf::backslash(b'n'),
            '\\' | '\'' | '"' => EscapeBuf::backslash(self as u8),
            '\x20'..='\x7e' => EscapeBuf::one(self as u8),
            _ => EscapeBuf::unicode(self),
        })
    }
    /// As `Debug` writes it.
    #[must_use = "this returns the escaped char as an iterator, without modifying the original"]
    #[inline]
    pub fn escape_debug(self) -> EscapeDebug { self.escape_debug_ext(EscapeDebugExtArgs::ESCAPE_ALL) }
    #[inline]
    pub(crate) fn escape_debug_ext(self, args: EscapeDebugExtArgs) -> EscapeDebug {
        EscapeDebug(match self {
            '\0' => Debug::Bytes(EscapeBuf::backslash(b'0')),
            '\t' => Debug::Bytes(EscapeBuf::backslash(b't')),
            '\r' => Debug::Bytes(EscapeBuf::backslash(b'r')),
            '\n' => Debug::Bytes(EscapeBuf::backslash(b'n')),
            '\\' => Debug::Bytes(EscapeBuf::backslash(b'\\')),
            '"' if args.escape_double_quote => Debug::Bytes(EscapeBuf::backslash(b'"')),
            '\'' if args.escape_single_quote => Debug::Bytes(EscapeBuf::backslash(b'\'')),
            '\x20'..='\x7e' => Debug::Char(Some(self)),
            _ if args.escape_grapheme_extended && unicode::grapheme_extend(self) => Debug::Bytes(EscapeBuf::unicode(self)),
            _ if self >= '\x7f' && unicode::printable(self) && self != '\x7f' => Debug::Char(Some(self)),
            _ => Debug::Bytes(EscapeBuf::unicode(self)),
        })
    }
    /// The lower case.
    #[must_use = "this returns the lowercased character as a new iterator, without modifying the original"]
    #[inline]
    pub fn to_lowercase(self) -> ToLowercase { ToLowercase(CaseMapping::new(unicode::to_lower(self))) }
    /// The upper case.
    #[must_use = "this returns the uppercased character as a new iterator, without modifying the original"]
    #[inline]
    pub fn to_uppercase(self) -> ToUppercase { ToUppercase(CaseMapping::new(unicode::to_upper(self))) }
}

/// One to three characters.
#[derive(Clone, Debug)]
struct CaseMapping {
    chars: [char; 3],
    start: u8,
    end: u8,
}
impl CaseMapping {
    #[inline]
    fn new(chars: [char; 3]) -> CaseMapping {
        let end = if chars[1] == '\0' { 1 } else if chars[2] == '\0' { 2 } else { 3 };
        CaseMapping { chars, start: 0, end }
    }
    #[inline]
    fn len(&self) -> usize { (self.end - self.start) as usize }
    #[inline]
    fn next(&mut self) -> Option<char> {
        if self.start == self.end {
            return None;
        }
        self.start += 1;
        Some(self.chars[self.start as usize - 1])
    }
    #[inline]
    fn next_back(&mut self) -> Option<char> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(self.chars[self.end as usize])
    }
}
macro_rules! case_iterator {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(CaseMapping);
        impl Iterator for $name {
            type Item = char;
            #[inline]
            fn next(&mut self) -> Option<char> { self.0.next() }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) { (self.0.len(), Some(self.0.len())) }
        }
        impl DoubleEndedIterator for $name {
            #[inline]
            fn next_back(&mut self) -> Option<char> { self.0.next_back() }
        }
        impl FusedIterator for $name {}
        impl ExactSizeIterator for $name {}
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for c in self.clone() {
                    f.write_char(c)?;
                }
                Ok(())
            }
        }
    )*};
}
case_iterator! {
    #[doc = "See `char::to_lowercase`."] ToLowercase;
    #[doc = "See `char::to_uppercase`."] ToUppercase;
}
