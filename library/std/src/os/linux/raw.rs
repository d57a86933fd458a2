//! Names of C types. They may not be those of the C library in use.
#![deprecated(since = "1.8.0", note = "these type aliases are no longer supported by the standard library, the `libc` crate on crates.io should be used instead for the correct definitions")]
#![allow(deprecated, non_camel_case_types, missing_docs)]
pub type dev_t = u64;
pub type mode_t = u32;
pub type pthread_t = core::ffi::c_ulong;
pub type blkcnt_t = u64;
pub type ino_t = u64;
pub type nlink_t = u64;
pub type off_t = u64;
pub type blksize_t = u64;
pub type time_t = i64;
/// What the system says of a file.
#[repr(C)]
#[derive(Clone)]
pub struct stat {
    pub st_dev: u64,
    pub st_ino: u64,
    pub st_nlink: u64,
    pub st_mode: u32,
    pub st_uid: u32,
    pub st_gid: u32,
    pub __pad0: core::ffi::c_int,
    pub st_rdev: u64,
    pub st_size: i64,
    pub st_blksize: i64,
    pub st_blocks: i64,
    pub st_atime: i64,
    pub st_atime_nsec: core::ffi::c_long,
    pub st_mtime: i64,
    pub st_mtime_nsec: core::ffi::c_long,
    pub st_ctime: i64,
    pub st_ctime_nsec: core::ffi::c_long,
    pub __unused: [core::ffi::c_long; 3],
}
