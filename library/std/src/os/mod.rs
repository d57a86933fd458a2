//! What is particular to the system.
pub use core::ffi as raw;
pub mod fd;
/// Unix.
pub mod unix {
    pub mod fs;
    pub mod io {
        //! Descriptors.
        pub use crate::os::fd::*;
    }
    pub mod prelude {
        //! The traits of this module.
        pub use super::ffi::{OsStrExt, OsStringExt};
        pub use super::fs::{FileTypeExt, MetadataExt, PermissionsExt};
        pub use super::process::{CommandExt, ExitStatusExt};
        pub use crate::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
    }
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
    pub mod process {
        //! What Unix knows of processes.
        use crate::io;
        use crate::process::{Command, ExitStatus};
        /// A wait status and what it says.
        pub trait ExitStatusExt {
            /// From what `wait` gave.
            fn from_raw(raw: i32) -> Self;
            /// The signal that ended the process.
            fn signal(&self) -> Option<i32>;
            /// Whether it left a core dump.
            fn core_dumped(&self) -> bool;
            /// What `wait` gave.
            fn into_raw(self) -> i32;
        }
        impl ExitStatusExt for ExitStatus {
            fn from_raw(raw: i32) -> Self { ExitStatus::from_wait(raw) }
            fn signal(&self) -> Option<i32> { self.ending_signal() }
            fn core_dumped(&self) -> bool { self.ending_signal().is_some() && self.to_wait() & 0x80 != 0 }
            fn into_raw(self) -> i32 { self.to_wait() }
        }
        /// Commands on Unix.
        pub trait CommandExt {
            /// Becomes the program; returns only on failure.
            fn exec(&mut self) -> io::Error;
        }
        impl CommandExt for Command {
            fn exec(&mut self) -> io::Error { self.become_it() }
        }
    }
}
