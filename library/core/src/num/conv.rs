//! Conversions between numeric types: `From` where no value is lost, `TryFrom` elsewhere.
use super::TryFromIntError;

macro_rules! from_impls {
    ($($a:ident: $($b:ident)*;)*) => {$($(
        impl From<$a> for $b {
            #[inline(always)]
            fn from(small: $a) -> Self { small as Self }
        }
    )*)*};
}
macro_rules! try_from_impls {
    ($($a:ident: $($b:ident)*;)*) => {$($(
        impl TryFrom<$a> for $b {
            type Error = TryFromIntError;
            #[inline]
            fn try_from(u: $a) -> Result<Self, TryFromIntError> {
                let converted = u as $b;
                // The value survived if it converts back and the sign did not change.
                if converted as $a == u && (converted < (0 as $b)) == (u < (0 as $a)) { Ok(converted) } else { Err(TryFromIntError(())) }
            }
        }
    )*)*};
}
macro_rules! from_bool {
    ($($t:ident)*) => {$(
        impl From<bool> for $t {
            #[inline(always)]
            fn from(b: bool) -> $t { b as $t }
        }
    )*};
}
macro_rules! float_from_bool {
    ($($t:ident)*) => {$(
        impl From<bool> for $t {
            #[inline]
            fn from(b: bool) -> $t { b as u8 as $t }
        }
    )*};
}
from_bool! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
float_from_bool! { f32 f64 }
from_impls! {
    u8: u16 u32 u64 u128 i16 i32 i64 i128 usize isize f32 f64;
    u16: u32 u64 u128 i32 i64 i128 usize f32 f64;
    u32: u64 u128 i64 i128 f64;
    u64: u128 i128;
    i8: i16 i32 i64 i128 isize f32 f64;
    i16: i32 i64 i128 isize f32 f64;
    i32: i64 i128 f64;
    i64: i128;
    f32: f64;
}
try_from_impls! {
    u8: i8;
    u16: u8 i8 i16 isize;
    u32: u8 u16 i8 i16 i32 usize isize;
    u64: u8 u16 u32 i8 i16 i32 i64 usize isize;
    u128: u8 u16 u32 u64 i8 i16 i32 i64 i128 usize isize;
    i8: u8 u16 u32 u64 u128 usize;
    i16: u8 u16 u32 u64 u128 i8 usize;
    i32: u8 u16 u32 u64 u128 i8 i16 usize isize;
    i64: u8 u16 u32 u64 u128 i8 i16 i32 usize isize;
    i128: u8 u16 u32 u64 u128 i8 i16 i32 i64 usize isize;
    usize: u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 isize;
    isize: u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 usize;
}

macro_rules! bool_try_from {
    ($($t:ident)*) => {$(
        impl TryFrom<$t> for bool {
            type Error = TryFromIntError;
            #[inline]
            fn try_from(i: $t) -> Result<Self, TryFromIntError> {
                match i { 0 => Ok(false), 1 => Ok(true), _ => Err(TryFromIntError(())) }
            }
        }
    )*};
}
bool_try_from! { u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 }
