//! Characters: Unicode scalar values.
mod convert;
mod decode;
mod escapes;
mod methods;
pub use self::convert::{CharTryFromError, ParseCharError, TryFromCharError, from_digit, from_u32, from_u32_unchecked};
pub use self::decode::{DecodeUtf16, DecodeUtf16Error, decode_utf16};
pub use self::escapes::{EscapeDebug, EscapeDefault, EscapeUnicode, ToLowercase, ToUppercase};
pub(crate) use self::escapes::{EscapeDebugExtArgs, escape_debug_rest, escape_default_char, escape_unicode_char};

/// The largest code point.
pub const MAX: char = char::MAX;
/// Stands for what could not be decoded.
pub const REPLACEMENT_CHARACTER: char = char::REPLACEMENT_CHARACTER;
/// The version of Unicode.
pub const UNICODE_VERSION: (u8, u8, u8) = char::UNICODE_VERSION;
