//! Files and directories.
mod dir;
mod file;
mod metadata;
mod open;
mod remove;

pub use self::dir::{DirBuilder, DirEntry, ReadDir, read_dir};
pub use self::file::{File, FileTimes, TryLockError};
pub use self::metadata::{FileType, Metadata, Permissions, metadata, symlink_metadata};
pub use self::open::OpenOptions;
pub use self::remove::remove_dir_all;

use crate::ffi::{CStr, OsString};
use crate::io::{self, Error, ErrorKind, Read, Result, Write};
use crate::path::{Path, PathBuf};
use crate::string::String;
use crate::sys::fd::{blocking, check};
use crate::sys::libc;
use crate::sys::path::terminated;
use crate::vec::Vec;
use core::ptr;

/// Makes a call again while signals interrupt it.
pub(crate) fn retry(mut call: impl FnMut() -> i32) -> Result<i32> {
    loop {
        match check(call() as isize) {
            Ok(n) => return Ok(n as i32),
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// The whole file.
pub fn read<P: AsRef<Path>>(path: P) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
/// The whole file as text.
pub fn read_to_string<P: AsRef<Path>>(path: P) -> Result<String> {
    let mut text = String::new();
    File::open(path)?.read_to_string(&mut text)?;
    Ok(text)
}
/// Writes a whole file in place of what it held.
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> Result<()> { File::create(path)?.write_all(contents.as_ref()) }

/// Removes a file, a link or anything else that is not a directory.
#[doc(alias = "rm", alias = "unlink")]
pub fn remove_file<P: AsRef<Path>>(path: P) -> Result<()> {
    let path = terminated(path.as_ref())?;
    // SAFETY: a C string.
    blocking(|| check(unsafe { libc::unlink(path.as_ptr()) } as isize)).map(drop)
}
/// Makes a directory.
#[doc(alias = "mkdir")]
pub fn create_dir<P: AsRef<Path>>(path: P) -> Result<()> { DirBuilder::new().create(path) }
/// Makes a directory and its parents, unless they are there.
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> Result<()> { DirBuilder::new().recursive(true).create(path) }
/// Removes an empty directory.
#[doc(alias = "rmdir")]
pub fn remove_dir<P: AsRef<Path>>(path: P) -> Result<()> {
    let path = terminated(path.as_ref())?;
    // SAFETY: a C string.
    blocking(|| check(unsafe { libc::rmdir(path.as_ptr()) } as isize)).map(drop)
}
/// Gives a file or directory another name, in place of what had that name.
#[doc(alias = "mv")]
pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<()> {
    let (from, to) = (terminated(from.as_ref())?, terminated(to.as_ref())?);
    // SAFETY: C strings.
    blocking(|| check(unsafe { libc::rename(from.as_ptr(), to.as_ptr()) } as isize)).map(drop)
}
/// Gives a file a second name.
pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()> {
    let (original, link) = (terminated(original.as_ref())?, terminated(link.as_ref())?);
    // SAFETY: C strings.
    blocking(|| check(unsafe { libc::link(original.as_ptr(), link.as_ptr()) } as isize)).map(drop)
}
/// Makes a symbolic link.
#[deprecated(since = "1.1.0", note = "replaced with std::os::unix::fs::symlink and std::os::windows::fs::{symlink_file, symlink_dir}")]
pub fn soft_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()> { crate::os::unix::fs::symlink(original, link) }
/// Whether there is something; a link that leads nowhere is nothing.
pub fn exists<P: AsRef<Path>>(path: P) -> Result<bool> {
    match metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
/// Sets the rights of a file; links are followed.
pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> Result<()> {
    let path = terminated(path.as_ref())?;
    // SAFETY: a C string.
    blocking(|| retry(|| unsafe { libc::chmod(path.as_ptr(), perm.raw()) })).map(drop)
}
/// Where a link leads.
#[doc(alias = "readlink")]
pub fn read_link<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    let path = terminated(path.as_ref())?;
    let mut target = alloc_crate::vec![0u8; 256];
    loop {
        // SAFETY: the buffer has that size.
        let count = blocking(|| check(unsafe { libc::readlink(path.as_ptr(), target.as_mut_ptr().cast(), target.len()) }))? as usize;
        // A full buffer may hold only a part.
        if count < target.len() {
            target.truncate(count);
            target.shrink_to_fit();
            return Ok(OsString::from_bytes(target).into());
        }
        target.resize(2 * count, 0);
    }
}
/// The absolute path without links, `.` and `..`.
#[doc(alias = "realpath")]
pub fn canonicalize<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    let path = terminated(path.as_ref())?;
    // SAFETY: a C string; the C library allocates the result.
    blocking(|| unsafe {
        let resolved = libc::realpath(path.as_ptr(), ptr::null_mut());
        if resolved.is_null() {
            return Err(Error::last_os_error());
        }
        let bytes = CStr::from_ptr(resolved).to_bytes().to_vec();
        libc::free(resolved.cast());
        Ok(OsString::from_bytes(bytes).into())
    })
}

/// Copies a file's content and rights, and gives the number of bytes.
#[doc(alias = "cp")]
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<u64> {
    use crate::os::unix::fs::OpenOptionsExt;
    let mut reader = File::open(from)?;
    let source = reader.metadata()?;
    if !source.is_file() {
        return Err(Error::message(ErrorKind::InvalidInput, "the source path is neither a regular file nor a symlink to a regular file"));
    }
    let mut writer = OpenOptions::new().write(true).create(true).truncate(true).mode(source.permissions().raw()).open(to)?;
    // The mode above applied only if the file was made just now.
    if writer.metadata()?.is_file() {
        writer.set_permissions(source.permissions())?;
    }
    let mut copied = 0;
    // The kernel copies without the bytes coming here, between most files.
    loop {
        const CHUNK: usize = 1 << 30;
        // SAFETY: both descriptors are open.
        let result = blocking(|| check(unsafe { libc::copy_file_range(reader.descriptor(), ptr::null_mut(), writer.descriptor(), ptr::null_mut(), CHUNK, 0) }));
        match result {
            // A file of /proc may say that it is empty when it is not.
            Ok(0) if copied == 0 => break,
            Ok(0) => return Ok(copied),
            Ok(count) => copied += count as u64,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if copied == 0 && is_unsupported(&error) => break,
            Err(error) => return Err(error),
        }
    }
    io::copy(&mut reader, &mut writer)
}

/// Whether the kernel or a file system says that it does not copy between these two files.
fn is_unsupported(error: &Error) -> bool {
    const EPERM: i32 = 1;
    const EBADF: i32 = 9;
    const EXDEV: i32 = 18;
    const EINVAL: i32 = 22;
    const ENOSYS: i32 = 38;
    const EOPNOTSUPP: i32 = 95;
    matches!(error.raw_os_error(), Some(EPERM | EBADF | EXDEV | EINVAL | ENOSYS | EOPNOTSUPP))
}
