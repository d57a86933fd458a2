//! Strings from bytes.
use super::Utf8Error;
use super::validations::run_utf8_validation;
use crate::{mem, ptr};

/// Checks bytes and views them as a string.
#[rustc_diagnostic_item = "str_from_utf8"]
pub const fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {
    match run_utf8_validation(v) {
        // SAFETY: checked.
        Ok(_) => Ok(unsafe { from_utf8_unchecked(v) }),
        Err(err) => Err(err),
    }
}
/// Checks bytes and views them as a string to change.
#[rustc_diagnostic_item = "str_from_utf8_mut"]
pub const fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {
    match run_utf8_validation(v) {
        // SAFETY: checked.
        Ok(_) => Ok(unsafe { from_utf8_unchecked_mut(v) }),
        Err(err) => Err(err),
    }
}
/// Views bytes as a string.
///
/// # Safety
/// They must be UTF-8.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "str_from_utf8_unchecked"]
pub const unsafe fn from_utf8_unchecked(v: &[u8]) -> &str { mem::transmute(v) }
/// Views bytes as a string to change.
///
/// # Safety
/// They must be UTF-8.
#[inline]
#[must_use]
#[rustc_diagnostic_item = "str_from_utf8_unchecked_mut"]
pub const unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str { &mut *(v as *mut [u8] as *mut str) }
/// A string of pointer and length.
///
/// # Safety
/// The memory must be valid UTF-8 for the lifetime.
#[inline]
#[doc(hidden)]
pub const unsafe fn from_raw_parts<'a>(ptr: *const u8, len: usize) -> &'a str { &*(ptr::slice_from_raw_parts(ptr, len) as *const str) }
/// A mutable string of pointer and length.
///
/// # Safety
/// The memory must be valid UTF-8 and unaliased for the lifetime.
#[inline]
#[doc(hidden)]
pub const unsafe fn from_raw_parts_mut<'a>(ptr: *mut u8, len: usize) -> &'a mut str { &mut *(ptr::slice_from_raw_parts_mut(ptr, len) as *mut str) }
