//! Files as Unix knows them.
use crate::ffi::OsStr;
use crate::fs::{DirBuilder, DirEntry, File, Metadata, OpenOptions, Permissions, retry};
use crate::io::{Error, ErrorKind, IoSlice, IoSliceMut, Result};
use crate::os::fd::{AsFd, AsRawFd};
use crate::path::Path;
use crate::sys::fd::{blocking, check};
use crate::sys::libc;
use crate::sys::path::terminated;

/// Reading and writing anywhere in a file; its position stays.
pub trait FileExt {
    /// Reads some bytes from a place on.
    fn read_at(&self, buf: &mut [u8], offset: u64) -> Result<usize>;
    /// Reads into several buffers.
    fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> Result<usize> {
        let first = bufs.iter_mut().find(|b| !b.is_empty()).map_or(&mut [][..], |b| &mut **b);
        self.read_at(first, offset)
    }
    /// Fills the buffer.
    #[doc(alias = "pread")]
    fn read_exact_at(&self, mut buf: &mut [u8], mut offset: u64) -> Result<()> {
        while !buf.is_empty() {
            match self.read_at(buf, offset) {
                Ok(0) => return Err(Error::message(ErrorKind::UnexpectedEof, "failed to fill whole buffer")),
                Ok(n) => {
                    buf = &mut buf[n..];
                    offset += n as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
    /// Writes some bytes from a place on.
    fn write_at(&self, buf: &[u8], offset: u64) -> Result<usize>;
    /// Writes several buffers.
    fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> Result<usize> {
        let first = bufs.iter().find(|b| !b.is_empty()).map_or(&[][..], |b| &**b);
        self.write_at(first, offset)
    }
    /// Writes all bytes.
    #[doc(alias = "pwrite")]
    fn write_all_at(&self, mut buf: &[u8], mut offset: u64) -> Result<()> {
        while !buf.is_empty() {
            match self.write_at(buf, offset) {
                Ok(0) => return Err(Error::message(ErrorKind::WriteZero, "failed to write whole buffer")),
                Ok(n) => {
                    buf = &buf[n..];
                    offset += n as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
impl FileExt for File {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> Result<usize> { File::read_at(self, buf, offset) }
    fn write_at(&self, buf: &[u8], offset: u64) -> Result<usize> { File::write_at(self, buf, offset) }
    // SAFETY of both: the buffers have the layout the system wants.
    fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> Result<usize> {
        let count = bufs.len().min(1024) as i32;
        blocking(|| check(unsafe { libc::preadv(self.descriptor(), bufs.as_mut_ptr().cast(), count, offset as i64) })).map(|n| n as usize)
    }
    fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> Result<usize> {
        let count = bufs.len().min(1024) as i32;
        blocking(|| check(unsafe { libc::pwritev(self.descriptor(), bufs.as_ptr().cast(), count, offset as i64) })).map(|n| n as usize)
    }
}

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

/// What a file is opened with on Unix.
pub trait OpenOptionsExt {
    /// The rights of a file that is made, as far as the process's mask allows.
    fn mode(&mut self, mode: u32) -> &mut Self;
    /// Flags for `open`, other than for access.
    fn custom_flags(&mut self, flags: i32) -> &mut Self;
}
impl OpenOptionsExt for OpenOptions {
    fn mode(&mut self, mode: u32) -> &mut Self {
        self.set_mode(mode);
        self
    }
    fn custom_flags(&mut self, flags: i32) -> &mut Self {
        self.set_custom_flags(flags);
        self
    }
}

/// How directories are made on Unix.
pub trait DirBuilderExt {
    /// The rights of directories, as far as the process's mask allows.
    fn mode(&mut self, mode: u32) -> &mut Self;
}
impl DirBuilderExt for DirBuilder {
    fn mode(&mut self, mode: u32) -> &mut Self {
        self.set_mode(mode);
        self
    }
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

/// What a directory says of an entry on Unix.
pub trait DirEntryExt {
    /// The number of its inode.
    fn ino(&self) -> u64;
}
impl DirEntryExt for DirEntry {
    fn ino(&self) -> u64 { self.inode() }
}
/// The name of an entry without a copy.
pub trait DirEntryExt2 {
    /// The name.
    fn file_name_ref(&self) -> &OsStr;
}
impl DirEntryExt2 for DirEntry {
    fn file_name_ref(&self) -> &OsStr { self.name() }
}

/// Makes a symbolic link that leads to `original`.
pub fn symlink<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()> {
    let (original, link) = (terminated(original.as_ref())?, terminated(link.as_ref())?);
    // SAFETY: two C strings.
    blocking(|| check(unsafe { libc::symlink(original.as_ptr(), link.as_ptr()) } as isize)).map(drop)
}
/// What the system takes for "leave it".
fn or_unchanged(id: Option<u32>) -> u32 { id.unwrap_or(u32::MAX) }
/// Sets who a file belongs to; `None` leaves it.
pub fn chown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> Result<()> {
    let path = terminated(dir.as_ref())?;
    // SAFETY: a C string.
    blocking(|| check(unsafe { libc::chown(path.as_ptr(), or_unchanged(uid), or_unchanged(gid)) } as isize)).map(drop)
}
/// Sets who an open file belongs to.
pub fn fchown<F: AsFd>(fd: F, uid: Option<u32>, gid: Option<u32>) -> Result<()> {
    let fd = fd.as_fd().as_raw_fd();
    // SAFETY: the descriptor is open.
    blocking(|| check(unsafe { libc::fchown(fd, or_unchanged(uid), or_unchanged(gid)) } as isize)).map(drop)
}
/// Sets who a file belongs to; a link is not followed.
pub fn lchown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> Result<()> {
    let path = terminated(dir.as_ref())?;
    // SAFETY: a C string.
    blocking(|| check(unsafe { libc::lchown(path.as_ptr(), or_unchanged(uid), or_unchanged(gid)) } as isize)).map(drop)
}
/// Changes what the process takes for the root. The working directory stays where it is.
pub fn chroot<P: AsRef<Path>>(dir: P) -> Result<()> {
    let path = terminated(dir.as_ref())?;
    // SAFETY: a C string.
    blocking(|| retry(|| unsafe { libc::chroot(path.as_ptr()) })).map(drop)
}
