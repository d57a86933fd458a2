//! Bytes of system strings, which on Unix may be any.
use crate::ffi::{OsStr, OsString};
use crate::vec::Vec;

/// Bytes of an `OsString`.
pub trait OsStringExt {
    /// Of bytes.
    fn from_vec(vec: Vec<u8>) -> Self;
    /// The bytes.
    fn into_vec(self) -> Vec<u8>;
}
impl OsStringExt for OsString {
    fn from_vec(vec: Vec<u8>) -> OsString { OsString::from_bytes(vec) }
    fn into_vec(self) -> Vec<u8> { self.into_encoded_bytes() }
}

/// Bytes of an `OsStr`.
pub trait OsStrExt {
    /// Of bytes.
    fn from_bytes(slice: &[u8]) -> &Self;
    /// The bytes.
    fn as_bytes(&self) -> &[u8];
}
impl OsStrExt for OsStr {
    fn from_bytes(slice: &[u8]) -> &OsStr { OsStr::from_slice(slice) }
    fn as_bytes(&self) -> &[u8] { self.as_encoded_bytes() }
}
