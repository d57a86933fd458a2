//! Strings: UTF-8 slices.
mod bytes;
mod converts;
mod count;
mod error;
mod escape;
mod inherent;
mod iter;
mod lossy;
pub mod pattern;
mod split;
mod traits;
#[doc(hidden)]
pub mod validations;

pub use self::bytes::{Bytes, EncodeUtf16};
pub use self::converts::{from_raw_parts, from_raw_parts_mut, from_utf8, from_utf8_mut, from_utf8_unchecked, from_utf8_unchecked_mut};
pub use self::error::{ParseBoolError, Utf8Error};
pub use self::escape::{EscapeDebug, EscapeDefault, EscapeUnicode};
pub use self::iter::{CharIndices, Chars};
pub use self::lossy::{Utf8Chunk, Utf8Chunks};
pub use self::split::{
    Lines, LinesAny, MatchIndices, Matches, RMatchIndices, RMatches, RSplit, RSplitN, RSplitTerminator, Split, SplitAsciiWhitespace,
    SplitInclusive, SplitN, SplitTerminator, SplitWhitespace,
};
pub use self::traits::FromStr;
#[doc(hidden)]
pub use self::traits::slice_error_fail;
#[doc(hidden)]
pub use self::validations::{next_code_point, utf8_char_width};
