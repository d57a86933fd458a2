//! Files as Unix knows them.
use crate::ffi::CString;
use crate::fs::{FileType, Metadata, Permissions};
use crate::io::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::sys::libc;

/// Rights as a number.
pub trait PermissionsExt {
    /// The mode.
    fn mode(&self) -> u32;
    /// Sets the mode.
    fn set_mode(&mut self, mode: u32);
    /// From a mode.
    fn from_mode(mode: u32) -> Self;
}
impl PermissionsExt for Permissions {
    fn mode(&self) -> u32 { self.raw() }
    fn set_mode(&mut self, mode: u32) { *self = Self::from_raw(mode) }
    fn from_mode(mode: u32) -> Self { Self::from_raw(mode) }
}

macro_rules! fields {
    ($($name:ident $t:ty: |$st:ident| $e:expr;)*) => {
        /// What `stat` says.
        pub trait MetadataExt { $(
            #[doc = "That field of `stat`."]
            fn $name(&self) -> $t;
        )* }
        impl MetadataExt for Metadata { $(
            fn $name(&self) -> $t { let $st = self.raw(); $e }
        )* }
    };
}
fields! {
    dev u64: |st| st.st_dev; ino u64: |st| st.st_ino; mode u32: |st| st.st_mode; nlink u64: |st| st.st_nlink;
    uid u32: |st| st.st_uid; gid u32: |st| st.st_gid; rdev u64: |st| st.st_rdev; size u64: |st| st.st_size as u64;
    atime i64: |st| st.st_atim.tv_sec; atime_nsec i64: |st| st.st_atim.tv_nsec;
    mtime i64: |st| st.st_mtim.tv_sec; mtime_nsec i64: |st| st.st_mtim.tv_nsec;
    ctime i64: |st| st.st_ctim.tv_sec; ctime_nsec i64: |st| st.st_ctim.tv_nsec;
    blksize u64: |st| st.st_blksize as u64; blocks u64: |st| st.st_blocks as u64;
}

/// Kinds of file that only Unix has.
pub trait FileTypeExt {
    /// A block device.
    fn is_block_device(&self) -> bool;
    /// A character device.
    fn is_char_device(&self) -> bool;
    /// A named pipe.
    fn is_fifo(&self) -> bool;
    /// A socket.
    fn is_socket(&self) -> bool;
}
impl FileTypeExt for FileType {
    fn is_block_device(&self) -> bool { self.raw() & 0o170000 == 0o060000 }
    fn is_char_device(&self) -> bool { self.raw() & 0o170000 == 0o020000 }
    fn is_fifo(&self) -> bool { self.raw() & 0o170000 == 0o010000 }
    fn is_socket(&self) -> bool { self.raw() & 0o170000 == 0o140000 }
}

/// Makes a symbolic link that leads to `original`.
pub fn symlink<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()> {
    let terminated = |path: &Path| {
        CString::new(path.as_os_str().as_encoded_bytes())
            .map_err(|_| Error::new(ErrorKind::InvalidInput, "file name contained an unexpected NUL byte"))
    };
    let (original, link) = (terminated(original.as_ref())?, terminated(link.as_ref())?);
    // SAFETY: two C strings.
    if unsafe { libc::symlink(original.as_ptr(), link.as_ptr()) } < 0 { Err(Error::last_os_error()) } else { Ok(()) }
}
