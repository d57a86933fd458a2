//! Removing a directory with all that is in it.
//!
//! Every step names an entry relative to an open directory and never follows a link: whoever replaces a directory with a link
//! while we are at work does not lead us elsewhere.
use super::dir::Stream;
use super::{remove_file, retry, symlink_metadata};
use crate::ffi::CStr;
use crate::io::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::sys::fd::{blocking, check};
use crate::sys::libc;
use crate::sys::path::{terminated, terminated_name};

const AT_FDCWD: i32 = -100;
const AT_REMOVEDIR: i32 = 0x200;
const O_DIRECTORY: i32 = 0o200000;
const O_NOFOLLOW: i32 = 0o400000;
const O_CLOEXEC: i32 = 0o2000000;
const DT_UNKNOWN: u8 = 0;
const DT_DIR: u8 = 4;

/// Removes a directory with all that is in it. If the path is a link, only the link goes.
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> Result<()> {
    let path = path.as_ref();
    if symlink_metadata(path)?.is_symlink() {
        return remove_file(path);
    }
    let name = terminated(path)?;
    remove_below(AT_FDCWD, &name)
}

/// What somebody else removed meanwhile is gone, as we want.
fn unless_gone(result: Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

fn remove_below(parent: i32, name: &CStr) -> Result<()> {
    let mut stream = open(parent, name)?;
    // SAFETY: the stream is open as long as its value lives.
    let directory = unsafe { libc::dirfd(stream.0) };
    while let Some(entry) = stream.next() {
        let entry = entry?;
        let child = terminated_name(&entry.name)?;
        let removed = match entry.kind {
            DT_DIR => remove_below(directory, &child),
            DT_UNKNOWN => match remove_below(directory, &child) {
                // Not a directory, or a link to one.
                Err(error) if matches!(error.kind(), ErrorKind::NotADirectory | ErrorKind::FilesystemLoop) => unlink(directory, &child, 0),
                result => result,
            },
            _ => unlink(directory, &child, 0),
        };
        unless_gone(removed)?;
    }
    let removed = unlink(parent, name, AT_REMOVEDIR);
    if parent == AT_FDCWD { removed } else { unless_gone(removed) }
}

fn open(parent: i32, name: &CStr) -> Result<Stream> {
    // SAFETY: a C string; the stream takes the new descriptor over, or it is closed here.
    blocking(|| unsafe {
        let fd = retry(|| libc::openat(parent, name.as_ptr(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))?;
        let stream = libc::fdopendir(fd);
        if stream.is_null() {
            let error = Error::last_os_error();
            libc::close(fd);
            return Err(error);
        }
        Ok(Stream(stream))
    })
}

fn unlink(parent: i32, name: &CStr, flags: i32) -> Result<()> {
    // SAFETY: a C string.
    blocking(|| check(unsafe { libc::unlinkat(parent, name.as_ptr(), flags) } as isize)).map(drop)
}
