//! C types and strings.
#![allow(non_camel_case_types)]
pub mod c_str;
#[doc(inline)]
pub use self::c_str::{CStr, FromBytesUntilNulError, FromBytesWithNulError};
use crate::fmt;

macro_rules! c_types {
    ($($name:ident = $t:ty;)*) => { $(#[doc = "The C type of that name."] pub type $name = $t;)* };
}
c_types! {
    c_char = i8; c_schar = i8; c_uchar = u8; c_short = i16; c_ushort = u16; c_int = i32; c_uint = u32;
    c_long = i64; c_ulong = u64; c_longlong = i64; c_ulonglong = u64; c_float = f32; c_double = f64;
}
/// C's `void`, behind a pointer.
#[lang = "c_void"]
#[repr(u8)]
pub enum c_void {
    #[doc(hidden)]
    __variant1,
    #[doc(hidden)]
    __variant2,
}
impl fmt::Debug for c_void {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("c_void").finish() }
}
