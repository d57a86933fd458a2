//! Names of C types. They may not be those of the C library in use.
#![deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the `libc` crate on crates.io should be used instead for the correct definitions")]
#![allow(deprecated, non_camel_case_types, missing_docs)]
pub type uid_t = u32;
pub type gid_t = u32;
pub type pid_t = i32;
pub use crate::os::linux::raw::{blkcnt_t, blksize_t, dev_t, ino_t, mode_t, nlink_t, off_t, pthread_t, time_t};
