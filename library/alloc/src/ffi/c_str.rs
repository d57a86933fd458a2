//! `CString`.
pub use core::ffi::c_str::*;
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::rc::Rc;
use crate::string::String;
use crate::sync::Arc;
use crate::vec::Vec;
use core::borrow::Borrow;
pub use core::ffi::CStr;
use core::ffi::c_char;
use core::slice::memchr::memchr;
use core::str::Utf8Error;
use core::{fmt, ops, ptr};

/// An owned C string. Dropping it zeroes the first byte.
#[derive(PartialEq, PartialOrd, Eq, Ord, Hash, Clone)]
#[rustc_diagnostic_item = "cstring_type"]
#[rustc_insignificant_dtor]
pub struct CString {
    inner: Box<[u8]>,
}
/// A zero inside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NulError(usize, Vec<u8>);
#[derive(Clone, PartialEq, Eq, Debug)]
enum FromBytesWithNulErrorKind {
    InteriorNul(usize),
    NotNulTerminated,
}
/// A zero inside, or none at the end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FromVecWithNulError {
    error_kind: FromBytesWithNulErrorKind,
    bytes: Vec<u8>,
}
impl FromVecWithNulError {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] { &self.bytes }
    /// The bytes.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_bytes(self) -> Vec<u8> { self.bytes }
}
/// Not UTF-8.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IntoStringError {
    inner: CString,
    error: Utf8Error,
}
impl CString {
    /// Of bytes without zero.
    pub fn new<T: Into<Vec<u8>>>(t: T) -> Result<CString, NulError> {
        let bytes: Vec<u8> = t.into();
        match memchr(0, &bytes) {
            Some(i) => Err(NulError(i, bytes)),
            // SAFETY: there is no zero.
            None => Ok(unsafe { Self::from_vec_unchecked(bytes) }),
        }
    }
    /// Of bytes.
    ///
    /// # Safety
    /// They must not contain a zero.
    #[must_use]
    pub unsafe fn from_vec_unchecked(mut v: Vec<u8>) -> Self {
        v.reserve_exact(1);
        v.push(0);
        CString { inner: v.into_boxed_slice() }
    }
    /// Takes up what `into_raw` gave up.
    ///
    /// # Safety
    /// The pointer must be from `into_raw`.
    #[must_use = "call `drop(from_raw(ptr))` if you intend to drop the `CString`"]
    pub unsafe fn from_raw(p: *mut c_char) -> CString {
        let len = CStr::from_ptr(p).to_bytes_with_nul().len();
        CString { inner: Box::from_raw(ptr::slice_from_raw_parts_mut(p as *mut u8, len)) }
    }
    /// Gives up ownership.
    #[inline]
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_raw(self) -> *mut c_char { Box::into_raw(self.into_inner()) as *mut c_char }
    /// As a string, if UTF-8.
    pub fn into_string(self) -> Result<String, IntoStringError> {
        String::from_utf8(self.into_bytes()).map_err(|e| IntoStringError { error: e.utf8_error(), inner: unsafe { Self::from_vec_unchecked(e.into_bytes()) } })
    }
    /// The bytes before the zero.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_bytes(self) -> Vec<u8> {
        let mut vec = self.into_inner().into_vec();
        let _nul = vec.pop();
        vec
    }
    /// The bytes with the zero.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_bytes_with_nul(self) -> Vec<u8> { self.into_inner().into_vec() }
    /// The bytes before the zero.
    #[inline]
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] { &self.inner[..self.inner.len() - 1] }
    /// The bytes with the zero.
    #[inline]
    #[must_use]
    pub fn as_bytes_with_nul(&self) -> &[u8] { &self.inner }
    /// The C string.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "cstring_as_c_str"]
    pub fn as_c_str(&self) -> &CStr {
        // SAFETY: the bytes end with their only zero.
        unsafe { CStr::from_bytes_with_nul_unchecked(&self.inner) }
    }
    /// The C string as a box.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_boxed_c_str(self) -> Box<CStr> {
        // SAFETY: the layouts are the same.
        unsafe { Box::from_raw(Box::into_raw(self.into_inner()) as *mut CStr) }
    }
    fn into_inner(self) -> Box<[u8]> {
        let this = core::mem::ManuallyDrop::new(self);
        // SAFETY: the box is moved out once.
        unsafe { ptr::read(&this.inner) }
    }
    /// Of bytes with a zero.
    ///
    /// # Safety
    /// They must end with their only zero.
    #[must_use]
    pub unsafe fn from_vec_with_nul_unchecked(v: Vec<u8>) -> Self { CString { inner: v.into_boxed_slice() } }
    /// Of bytes with a zero.
    pub fn from_vec_with_nul(v: Vec<u8>) -> Result<Self, FromVecWithNulError> {
        match memchr(0, &v) {
            // SAFETY: checked.
            Some(p) if p + 1 == v.len() => Ok(unsafe { Self::from_vec_with_nul_unchecked(v) }),
            Some(p) => Err(FromVecWithNulError { error_kind: FromBytesWithNulErrorKind::InteriorNul(p), bytes: v }),
            None => Err(FromVecWithNulError { error_kind: FromBytesWithNulErrorKind::NotNulTerminated, bytes: v }),
        }
    }
}
impl Drop for CString {
    #[inline]
    fn drop(&mut self) {
        if let Some(b) = self.inner.first_mut() {
            *b = 0;
        }
    }
}
impl ops::Deref for CString {
    type Target = CStr;
    #[inline]
    fn deref(&self) -> &CStr { self.as_c_str() }
}
impl fmt::Debug for CString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(self.as_c_str(), f) }
}
impl From<CString> for Vec<u8> {
    fn from(s: CString) -> Vec<u8> { s.into_bytes() }
}
macro_rules! equal {
    ($([$($l:tt)*] $a:ty, $b:ty;)*) => { $(
        impl<$($l)*> PartialEq<$b> for $a { fn eq(&self, other: &$b) -> bool { let (one, other): (&CStr, &CStr) = (self, other); one == other } }
    )* };
}
equal! { [] CString, CStr; ['a] CString, &'a CStr; [] CStr, CString; ['a] CString, Cow<'a, CStr>; ['a] Cow<'a, CStr>, CString; ['a] CStr, Cow<'a, CStr>; ['a] Cow<'a, CStr>, CStr; ['a, 'b] Cow<'a, CStr>, &'b CStr; }
impl ops::Index<ops::RangeFull> for CString { type Output = CStr; fn index(&self, _: ops::RangeFull) -> &CStr { self } }
impl<'a> From<Cow<'a, CStr>> for CString { fn from(s: Cow<'a, CStr>) -> Self { s.into_owned() } }
impl From<Cow<'_, CStr>> for Box<CStr> { fn from(s: Cow<'_, CStr>) -> Self { match s { Cow::Borrowed(s) => Box::from(s), Cow::Owned(s) => Box::from(s) } } }
impl From<&mut CStr> for Box<CStr> { fn from(s: &mut CStr) -> Self { Box::from(&*s) } }
impl Default for Box<CStr> { fn default() -> Self { CString::default().into_boxed_c_str() } }
impl Default for CString {
    fn default() -> CString { <&CStr>::default().to_owned() }
}
impl Borrow<CStr> for CString {
    fn borrow(&self) -> &CStr { self }
}
impl AsRef<CStr> for CString {
    fn as_ref(&self) -> &CStr { self }
}
impl From<&CStr> for Box<CStr> {
    fn from(s: &CStr) -> Box<CStr> { s.to_owned().into_boxed_c_str() }
}
impl Clone for Box<CStr> {
    fn clone(&self) -> Self { (**self).into() }
}
impl From<Box<CStr>> for CString {
    fn from(s: Box<CStr>) -> CString { s.into_c_string() }
}
impl From<CString> for Box<CStr> {
    fn from(s: CString) -> Box<CStr> { s.into_boxed_c_str() }
}
impl<'a> From<CString> for Cow<'a, CStr> {
    fn from(s: CString) -> Cow<'a, CStr> { Cow::Owned(s) }
}
impl<'a> From<&'a CStr> for Cow<'a, CStr> {
    fn from(s: &'a CStr) -> Cow<'a, CStr> { Cow::Borrowed(s) }
}
impl<'a> From<&'a CString> for Cow<'a, CStr> {
    fn from(s: &'a CString) -> Cow<'a, CStr> { Cow::Borrowed(s.as_c_str()) }
}
macro_rules! shared {
    ($($t:ident)*) => {$(
        impl From<CString> for $t<CStr> {
            fn from(s: CString) -> $t<CStr> {
                let bytes: $t<[u8]> = $t::from(s.into_inner());
                // SAFETY: the layouts are the same.
                unsafe { $t::from_raw($t::into_raw(bytes) as *const CStr) }
            }
        }
        impl From<&mut CStr> for $t<CStr> { fn from(s: &mut CStr) -> Self { $t::from(&*s) } }
        impl Default for $t<CStr> { fn default() -> Self { $t::from(c"") } }
        impl From<&CStr> for $t<CStr> {
            fn from(s: &CStr) -> $t<CStr> { s.to_owned().into() }
        }
    )*};
}
shared! { Rc Arc }
impl From<&CStr> for CString {
    fn from(s: &CStr) -> CString { s.to_owned() }
}
impl ToOwned for CStr {
    type Owned = CString;
    fn to_owned(&self) -> CString { CString { inner: self.to_bytes_with_nul().into() } }
}
impl CStr {
    /// As a string, with a replacement for what is not UTF-8.
    #[rustc_allow_incoherent_impl]
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> { String::from_utf8_lossy(self.to_bytes()) }
    /// The box as an owned C string.
    #[rustc_allow_incoherent_impl]
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_c_string(self: Box<Self>) -> CString {
        // SAFETY: the layouts are the same.
        CString { inner: unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) } }
    }
}
impl NulError {
    /// Where the zero is.
    #[must_use]
    pub fn nul_position(&self) -> usize { self.0 }
    /// The bytes.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_vec(self) -> Vec<u8> { self.1 }
}
impl fmt::Display for NulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "nul byte found in provided data at position: {}", self.0) }
}
impl fmt::Display for FromVecWithNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error_kind {
            FromBytesWithNulErrorKind::InteriorNul(pos) => write!(f, "data provided contains an interior nul byte at pos {pos}"),
            FromBytesWithNulErrorKind::NotNulTerminated => write!(f, "data provided is not nul terminated"),
        }
    }
}
impl IntoStringError {
    /// The C string.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_cstring(self) -> CString { self.inner }
    /// What was wrong.
    #[must_use]
    pub fn utf8_error(&self) -> Utf8Error { self.error }
}
impl fmt::Display for IntoStringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { "C string contained non-utf8 bytes".fmt(f) }
}
impl core::error::Error for NulError {}
impl core::error::Error for FromVecWithNulError {}
impl core::error::Error for IntoStringError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> { Some(&self.error) }
}
