//! Strings of C and of the system.
pub mod os_str;
pub use self::os_str::{OsStr, OsString};
pub use alloc_crate::ffi::{CString, FromVecWithNulError, IntoStringError, NulError};
pub use alloc_crate::ffi::c_str;
pub use core::ffi::{CStr, FromBytesUntilNulError, FromBytesWithNulError, c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort, c_void};
