//! Methods of the numeric types.
#[macro_use]
mod int_common;
#[macro_use]
mod int_signed;
#[macro_use]
mod int_unsigned;
use crate::intrinsics;

mod conv;
#[doc(hidden)]
pub mod dec2flt;
mod error;
mod f32;
mod f64;
#[doc(hidden)]
pub mod flt2dec;
mod int_parse;
mod nonzero;
mod bignum;
pub(crate) mod pow10;
mod saturating;
mod wrapping;
mod u8_ascii;

pub use self::error::{IntErrorKind, ParseIntError, TryFromIntError};
pub use self::dec2flt::ParseFloatError;
pub use self::nonzero::{NonZero, ZeroablePrimitive};
pub use self::nonzero::{NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize};
pub use self::nonzero::{NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64, NonZeroU128, NonZeroUsize};
pub use self::saturating::Saturating;
pub use self::wrapping::Wrapping;

/// The classes of floating point values.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum FpCategory {
    /// Not a number.
    Nan,
    /// Positive or negative infinity.
    Infinite,
    /// Positive or negative zero.
    Zero,
    /// Below the normal range.
    Subnormal,
    /// A regular number.
    Normal,
}

int_common! { i8 u8 8 1, i16 u16 16 2, i32 u32 32 4, i64 u64 64 8, isize usize 64 8, i128 u128 128 16 }
int_signed! { i8 u8 i16, i16 u16 i32, i32 u32 i64, i64 u64 i128, isize usize i128 }
int_signed_128! {}
int_unsigned! { u8 i8 u16, u16 i16 u32, u32 i32 u64, u64 i64 u128, usize isize u128 }
int_unsigned_128! {}
