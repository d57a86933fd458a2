//! How files are opened.
use super::{File, retry};
use crate::io::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::sys::fd::blocking;
use crate::sys::libc;
use crate::sys::path::terminated;
use super::metadata::Mode;
use core::fmt;

const O_WRONLY: i32 = 1;
const O_RDWR: i32 = 2;
const O_ACCMODE: i32 = 3;
const O_CREAT: i32 = 0o100;
const O_EXCL: i32 = 0o200;
const O_TRUNC: i32 = 0o1000;
const O_APPEND: i32 = 0o2000;
const O_CLOEXEC: i32 = 0o2000000;

/// What a file is opened for, and whether it is made.
#[derive(Clone)]
#[rustc_diagnostic_item = "FsOpenOptions"]
pub struct OpenOptions {
    read: bool,
    write: bool,
    append: bool,
    truncate: bool,
    create: bool,
    create_new: bool,
    custom_flags: i32,
    mode: u32,
}

impl OpenOptions {
    /// Nothing is set.
    #[must_use]
    pub fn new() -> Self {
        Self { read: false, write: false, append: false, truncate: false, create: false, create_new: false, custom_flags: 0, mode: 0o666 }
    }
    /// Whether it may be read.
    pub fn read(&mut self, read: bool) -> &mut Self {
        self.read = read;
        self
    }
    /// Whether it may be written to.
    pub fn write(&mut self, write: bool) -> &mut Self {
        self.write = write;
        self
    }
    /// Whether all that is written goes to its end.
    pub fn append(&mut self, append: bool) -> &mut Self {
        self.append = append;
        self
    }
    /// Whether what it holds is thrown away.
    pub fn truncate(&mut self, truncate: bool) -> &mut Self {
        self.truncate = truncate;
        self
    }
    /// Whether it is made if it is not there.
    pub fn create(&mut self, create: bool) -> &mut Self {
        self.create = create;
        self
    }
    /// Whether it is made and must not be there.
    pub fn create_new(&mut self, create_new: bool) -> &mut Self {
        self.create_new = create_new;
        self
    }
    pub(crate) fn set_mode(&mut self, mode: u32) { self.mode = mode }
    pub(crate) fn set_custom_flags(&mut self, flags: i32) { self.custom_flags = flags }

    fn flags(&self) -> Result<i32> {
        let access = match (self.read, self.write, self.append) {
            (true, false, false) => 0,
            (false, true, false) => O_WRONLY,
            (true, true, false) => O_RDWR,
            (false, _, true) => O_WRONLY | O_APPEND,
            (true, _, true) => O_RDWR | O_APPEND,
            (false, false, false) => {
                let message = if self.create || self.create_new || self.truncate {
                    "creating or truncating a file requires write or append access"
                } else {
                    "must specify at least one of read, write, or append access"
                };
                return Err(Error::new(ErrorKind::InvalidInput, message));
            }
        };
        let forbidden = if self.append {
            // A file that is appended to and thrown away at once is a mistake.
            self.truncate && !self.create_new
        } else {
            !self.write && (self.truncate || self.create || self.create_new)
        };
        if forbidden {
            return Err(Error::new(ErrorKind::InvalidInput, "creating or truncating a file requires write or append access"));
        }
        let creation = if self.create_new {
            O_CREAT | O_EXCL
        } else {
            (if self.create { O_CREAT } else { 0 }) | (if self.truncate { O_TRUNC } else { 0 })
        };
        Ok(access | creation | O_CLOEXEC | (self.custom_flags & !O_ACCMODE))
    }
    /// Opens.
    pub fn open<P: AsRef<Path>>(&self, path: P) -> Result<File> {
        let (path, flags) = (terminated(path.as_ref())?, self.flags()?);
        // SAFETY: a C string; what is opened is ours.
        unsafe { Ok(File::from_raw(blocking(|| retry(|| libc::open(path.as_ptr(), flags, self.mode)))?)) }
    }
}

impl fmt::Debug for OpenOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Inner<'a>(&'a OpenOptions);
        impl fmt::Debug for Inner<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("OpenOptions")
                    .field("read", &self.0.read)
                    .field("write", &self.0.write)
                    .field("append", &self.0.append)
                    .field("truncate", &self.0.truncate)
                    .field("create", &self.0.create)
                    .field("create_new", &self.0.create_new)
                    .field("custom_flags", &self.0.custom_flags)
                    .field("mode", &Mode(self.0.mode))
                    .finish()
            }
        }
        f.debug_tuple("OpenOptions").field(&Inner(self)).finish()
    }
}
