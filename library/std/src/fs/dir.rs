//! Directories: what is in them, and how they are made.
use super::metadata::Mode;
use super::{FileType, Metadata, symlink_metadata};
use crate::ffi::{CStr, OsStr, OsString};
use crate::io::{Error, ErrorKind, Result};
use crate::path::{Path, PathBuf};
use crate::sync::Arc;
use crate::sys::fd::{blocking, check};
use crate::sys::libc;
use crate::sys::path::terminated;
use core::fmt;

/// An open stream of directory entries, closed when dropped.
pub(super) struct Stream(pub(super) *mut libc::c_void);
// SAFETY: the stream may be used by any thread, one at a time, which `&mut` sees to.
unsafe impl Send for Stream {}
unsafe impl Sync for Stream {}
impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: the stream is ours.
        unsafe { libc::closedir(self.0) };
    }
}

/// An entry as the stream gives it.
pub(super) struct Raw {
    pub(super) name: OsString,
    pub(super) kind: u8,
    pub(super) inode: u64,
}

impl Stream {
    /// The next entry other than `.` and `..`.
    pub(super) fn next(&mut self) -> Option<Result<Raw>> {
        loop {
            // SAFETY: the stream is ours; the entry is valid until the next call, and its name ends in a NUL.
            let read = blocking(|| unsafe {
                // Only `errno` tells an error from the end.
                *libc::__errno_location() = 0;
                let entry = libc::readdir(self.0);
                if entry.is_null() {
                    let error = Error::last_os_error();
                    return if error.raw_os_error() == Some(0) { Ok(None) } else { Err(error) };
                }
                let name = CStr::from_ptr((&raw const (*entry).d_name).cast()).to_bytes();
                Ok(Some(Raw { name: OsString::from_bytes(name.to_vec()), kind: (*entry).d_type, inode: (*entry).d_ino }))
            });
            match read {
                Ok(Some(raw)) if matches!(raw.name.as_encoded_bytes(), b"." | b"..") => {}
                Ok(entry) => return entry.map(Ok),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// What is in a directory, in no particular order.
pub struct ReadDir {
    stream: Stream,
    root: Arc<PathBuf>,
    ended: bool,
}
/// Something in a directory.
pub struct DirEntry {
    root: Arc<PathBuf>,
    raw: Raw,
}

/// Looks into a directory.
#[doc(alias = "ls", alias = "opendir")]
pub fn read_dir<P: AsRef<Path>>(path: P) -> Result<ReadDir> {
    let path = path.as_ref();
    let name = terminated(path)?;
    // SAFETY: a C string.
    let stream = blocking(|| unsafe {
        let stream = libc::opendir(name.as_ptr());
        if stream.is_null() { Err(Error::last_os_error()) } else { Ok(Stream(stream)) }
    })?;
    Ok(ReadDir { stream, root: Arc::new(path.to_path_buf()), ended: false })
}

impl Iterator for ReadDir {
    type Item = Result<DirEntry>;
    fn next(&mut self) -> Option<Result<DirEntry>> {
        if self.ended {
            return None;
        }
        let next = self.stream.next();
        // After an error the stream might give it for ever.
        self.ended = !matches!(next, Some(Ok(_)));
        next.map(|entry| entry.map(|raw| DirEntry { root: self.root.clone(), raw }))
    }
}
impl fmt::Debug for ReadDir {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("ReadDir").field(&*self.root).finish() }
}

impl DirEntry {
    /// Its path: that of the directory and its name.
    #[must_use]
    pub fn path(&self) -> PathBuf { self.root.join(&self.raw.name) }
    /// Its name.
    #[must_use]
    pub fn file_name(&self) -> OsString { self.raw.name.clone() }
    /// What is known of it, even if it is a link.
    pub fn metadata(&self) -> Result<Metadata> { symlink_metadata(self.path()) }
    /// What it is, which most file systems say without another question.
    pub fn file_type(&self) -> Result<FileType> {
        match FileType::of_entry(self.raw.kind) {
            Some(kind) => Ok(kind),
            None => self.metadata().map(|known| known.file_type()),
        }
    }
    pub(crate) fn inode(&self) -> u64 { self.raw.inode }
    pub(crate) fn name(&self) -> &OsStr { &self.raw.name }
}
impl fmt::Debug for DirEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("DirEntry").field(&self.path()).finish() }
}

/// How directories are made.
pub struct DirBuilder {
    mode: u32,
    recursive: bool,
}

impl DirBuilder {
    /// One directory, which everybody may use as far as the process's mask allows.
    #[must_use]
    pub fn new() -> DirBuilder { DirBuilder { mode: 0o777, recursive: false } }
    /// Whether parents are made too, and a directory that is there is no error.
    pub fn recursive(&mut self, recursive: bool) -> &mut Self {
        self.recursive = recursive;
        self
    }
    pub(crate) fn set_mode(&mut self, mode: u32) { self.mode = mode }
    /// Makes the directory.
    pub fn create<P: AsRef<Path>>(&self, path: P) -> Result<()> { if self.recursive { self.create_all(path.as_ref()) } else { self.create_one(path.as_ref()) } }

    fn create_one(&self, path: &Path) -> Result<()> {
        let path = terminated(path)?;
        // SAFETY: a C string.
        blocking(|| check(unsafe { libc::mkdir(path.as_ptr(), self.mode) } as isize)).map(drop)
    }
    fn create_all(&self, path: &Path) -> Result<()> {
        // Up to the first parent that is there, then down again.
        let mut missing = crate::vec::Vec::new();
        for ancestor in path.ancestors() {
            if ancestor == Path::new("") {
                break;
            }
            match self.create_one(ancestor) {
                Ok(()) => break,
                Err(error) if error.kind() == ErrorKind::NotFound => missing.push(ancestor),
                Err(_) if ancestor.is_dir() => break,
                Err(error) => return Err(error),
            }
        }
        while let Some(next) = missing.pop() {
            match self.create_one(next) {
                Ok(()) => {}
                // Somebody else was quicker.
                Err(_) if next.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
impl fmt::Debug for DirBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Inner(u32);
        impl fmt::Debug for Inner {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("DirBuilder").field("mode", &Mode(self.0)).finish() }
        }
        f.debug_struct("DirBuilder").field("inner", &Inner(self.mode)).field("recursive", &self.recursive).finish()
    }
}
