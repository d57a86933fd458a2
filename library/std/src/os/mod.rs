//! What is particular to the system.
pub use core::ffi as raw;
/// Unix.
pub mod unix {
    pub mod ffi {
        //! Bytes of system strings.
        use crate::ffi::{OsStr, OsString};
        use crate::vec::Vec;
        /// Bytes of an `OsString`.
        pub trait OsStringExt { #[allow(missing_docs)] fn from_vec(vec: Vec<u8>) -> Self; #[allow(missing_docs)] fn into_vec(self) -> Vec<u8>; }
        impl OsStringExt for OsString { fn from_vec(v: Vec<u8>) -> OsString { OsString::from_bytes(v) } fn into_vec(self) -> Vec<u8> { self.into_encoded_bytes() } }
        /// Bytes of an `OsStr`.
        pub trait OsStrExt { #[allow(missing_docs)] fn from_bytes(slice: &[u8]) -> &Self; #[allow(missing_docs)] fn as_bytes(&self) -> &[u8]; }
        impl OsStrExt for OsStr { fn from_bytes(s: &[u8]) -> &OsStr { OsStr::from_slice(s) } fn as_bytes(&self) -> &[u8] { self.as_encoded_bytes() } }
    }
}
