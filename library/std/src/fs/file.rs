//! Open files.
use super::{Metadata, OpenOptions, Permissions, retry};
use crate::io::{self, Error, ErrorKind, IoSlice, IoSliceMut, Read, Result, Seek, SeekFrom, Write};
use crate::path::Path;
use crate::string::String;
use crate::sync::Arc;
use crate::sys::fd::{Descriptor, blocking, check};
use crate::sys::libc::{self, timespec};
use crate::time::SystemTime;
use crate::vec::Vec;
use core::fmt;

/// An open file, closed when dropped.
#[rustc_diagnostic_item = "File"]
pub struct File {
    descriptor: Descriptor,
}

/// Times to give a file.
#[derive(Copy, Clone, Default)]
pub struct FileTimes {
    accessed: Option<SystemTime>,
    modified: Option<SystemTime>,
}

/// Why a lock was not taken.
pub enum TryLockError {
    /// The operation failed.
    Error(Error),
    /// Another handle holds the lock.
    WouldBlock,
}

const LOCK_SHARED: i32 = 1;
const LOCK_EXCLUSIVE: i32 = 2;
const LOCK_NONBLOCKING: i32 = 4;
const UNLOCK: i32 = 8;

impl File {
    /// Takes over an open descriptor.
    ///
    /// # Safety
    /// It must be open and nobody else's.
    pub(crate) unsafe fn from_raw(fd: i32) -> File { File { descriptor: Descriptor::adopt(fd) } }
    pub(crate) fn from_descriptor(descriptor: Descriptor) -> File { File { descriptor } }
    pub(crate) fn into_descriptor(self) -> Descriptor { self.descriptor }
    pub(crate) fn descriptor(&self) -> i32 { self.descriptor.raw() }

    /// Opens for reading.
    pub fn open<P: AsRef<Path>>(path: P) -> Result<File> { OpenOptions::new().read(true).open(path) }
    /// Opens for writing; makes the file, or empties it.
    pub fn create<P: AsRef<Path>>(path: P) -> Result<File> { OpenOptions::new().write(true).create(true).truncate(true).open(path) }
    /// Makes a file that must not be there, for reading and writing.
    pub fn create_new<P: AsRef<Path>>(path: P) -> Result<File> { OpenOptions::new().read(true).write(true).create_new(true).open(path) }
    /// Options with nothing set.
    #[must_use]
    pub fn options() -> OpenOptions { OpenOptions::new() }

    // SAFETY of all calls: the descriptor is ours; pointers and sizes are those of values that outlive the call.

    /// Waits until content and metadata are on the disk.
    pub fn sync_all(&self) -> Result<()> { blocking(|| retry(|| unsafe { libc::fsync(self.descriptor()) })).map(drop) }
    /// Waits until the content is on the disk.
    pub fn sync_data(&self) -> Result<()> { blocking(|| retry(|| unsafe { libc::fdatasync(self.descriptor()) })).map(drop) }
    /// Cuts it off or fills it up with zeros.
    pub fn set_len(&self, size: u64) -> Result<()> {
        let size = i64::try_from(size).map_err(|e| Error::new(ErrorKind::InvalidInput, e))?;
        blocking(|| retry(|| unsafe { libc::ftruncate(self.descriptor(), size) })).map(drop)
    }
    /// What is known of it.
    pub fn metadata(&self) -> Result<Metadata> { Metadata::of_descriptor(self.descriptor()) }
    /// Another handle, which shares the position.
    pub fn try_clone(&self) -> Result<File> { Ok(File { descriptor: self.descriptor.try_clone()? }) }
    /// Sets its rights.
    #[doc(alias = "fchmod")]
    pub fn set_permissions(&self, perm: Permissions) -> Result<()> { blocking(|| retry(|| unsafe { libc::fchmod(self.descriptor(), perm.raw()) })).map(drop) }
    /// Sets its times.
    #[doc(alias = "futimens")]
    pub fn set_times(&self, times: FileTimes) -> Result<()> {
        const LEAVE: timespec = timespec { tv_sec: 0, tv_nsec: (1 << 30) - 2 };
        let spec = |time: Option<SystemTime>| time.map_or(LEAVE, |time| {
            let (tv_sec, tv_nsec) = time.to_unix();
            timespec { tv_sec, tv_nsec }
        });
        let both = [spec(times.accessed), spec(times.modified)];
        blocking(|| check(unsafe { libc::futimens(self.descriptor(), both.as_ptr()) } as isize)).map(drop)
    }
    /// Sets when it was modified.
    pub fn set_modified(&self, time: SystemTime) -> Result<()> { self.set_times(FileTimes::new().set_modified(time)) }

    /// Waits until no other handle has a lock, and takes the only one.
    pub fn lock(&self) -> Result<()> { self.flock(LOCK_EXCLUSIVE) }
    /// Waits until no other handle has the only lock, and takes one that others may have too.
    pub fn lock_shared(&self) -> Result<()> { self.flock(LOCK_SHARED) }
    /// Takes the only lock if no other handle has one.
    pub fn try_lock(&self) -> core::result::Result<(), TryLockError> { self.flock(LOCK_EXCLUSIVE | LOCK_NONBLOCKING).map_err(refused) }
    /// Takes a lock that others may have too, if no other handle has the only one.
    pub fn try_lock_shared(&self) -> core::result::Result<(), TryLockError> { self.flock(LOCK_SHARED | LOCK_NONBLOCKING).map_err(refused) }
    /// Gives the lock back.
    pub fn unlock(&self) -> Result<()> { self.flock(UNLOCK) }
    fn flock(&self, operation: i32) -> Result<()> { blocking(|| retry(|| unsafe { libc::flock(self.descriptor(), operation) })).map(drop) }

    /// How much is left to read, to make room at once.
    fn hint(&self) -> Option<usize> {
        let size = self.metadata().ok()?.len();
        let mut file = self;
        let position = file.stream_position().ok()?;
        usize::try_from(size.saturating_sub(position)).ok()
    }
    pub(crate) fn read_at(&self, buf: &mut [u8], offset: u64) -> Result<usize> {
        blocking(|| check(unsafe { libc::pread(self.descriptor(), buf.as_mut_ptr().cast(), buf.len(), offset as i64) })).map(|n| n as usize)
    }
    pub(crate) fn write_at(&self, buf: &[u8], offset: u64) -> Result<usize> {
        blocking(|| check(unsafe { libc::pwrite(self.descriptor(), buf.as_ptr().cast(), buf.len(), offset as i64) })).map(|n| n as usize)
    }
}

fn refused(error: Error) -> TryLockError { if error.kind() == ErrorKind::WouldBlock { TryLockError::WouldBlock } else { TryLockError::Error(error) } }

impl Read for &File {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { unsafe { self.descriptor.read(buf.as_mut_ptr(), buf.len()) } }
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        let count = bufs.len().min(1024) as i32;
        blocking(|| check(unsafe { libc::readv(self.descriptor(), bufs.as_mut_ptr().cast(), count) })).map(|n| n as usize)
    }
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        buf.try_reserve(self.hint().unwrap_or(0))?;
        io::default_read_to_end(self, buf)
    }
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {
        buf.try_reserve(self.hint().unwrap_or(0))?;
        io::append_to_string(buf, |bytes| io::default_read_to_end(self, bytes))
    }
}
impl Write for &File {
    fn write(&mut self, buf: &[u8]) -> Result<usize> { unsafe { self.descriptor.write(buf.as_ptr(), buf.len()) } }
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        let count = bufs.len().min(1024) as i32;
        blocking(|| check(unsafe { libc::writev(self.descriptor(), bufs.as_ptr().cast(), count) })).map(|n| n as usize)
    }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Seek for &File {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let (whence, offset) = match pos {
            SeekFrom::Start(offset) => (0, offset as i64),
            SeekFrom::Current(offset) => (1, offset),
            SeekFrom::End(offset) => (2, offset),
        };
        check(unsafe { libc::lseek(self.descriptor(), offset, whence) } as isize).map(|n| n as u64)
    }
}

/// The same through handles that own or share the file.
macro_rules! through {
    ($($t:ty)*) => { $(
        impl Read for $t {
            fn read(&mut self, buf: &mut [u8]) -> Result<usize> { let mut file: &File = self; file.read(buf) }
            fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { let mut file: &File = self; file.read_vectored(bufs) }
            fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> { let mut file: &File = self; file.read_to_end(buf) }
            fn read_to_string(&mut self, buf: &mut String) -> Result<usize> { let mut file: &File = self; file.read_to_string(buf) }
        }
        impl Write for $t {
            fn write(&mut self, buf: &[u8]) -> Result<usize> { let mut file: &File = self; file.write(buf) }
            fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { let mut file: &File = self; file.write_vectored(bufs) }
            fn flush(&mut self) -> Result<()> { Ok(()) }
        }
        impl Seek for $t {
            fn seek(&mut self, pos: SeekFrom) -> Result<u64> { let mut file: &File = self; file.seek(pos) }
        }
    )* };
}
through! { File Arc<File> }

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("File");
        shown.field("fd", &self.descriptor());
        if let Ok(path) = super::read_link(format!("/proc/self/fd/{}", self.descriptor())) {
            shown.field("path", &path);
        }
        // SAFETY: a plain question about an open descriptor.
        let flags = unsafe { libc::fcntl(self.descriptor(), 3) };
        let access = match flags & 3 {
            _ if flags < 0 => None,
            0 => Some((true, false)),
            1 => Some((false, true)),
            2 => Some((true, true)),
            _ => None,
        };
        if let Some((read, write)) = access {
            shown.field("read", &read).field("write", &write);
        }
        shown.finish()
    }
}

impl FileTimes {
    /// Neither is set.
    pub fn new() -> Self { Self::default() }
    /// Sets when it was read.
    pub fn set_accessed(mut self, time: SystemTime) -> Self {
        self.accessed = Some(time);
        self
    }
    /// Sets when it was modified.
    pub fn set_modified(mut self, time: SystemTime) -> Self {
        self.modified = Some(time);
        self
    }
}
impl fmt::Debug for FileTimes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Inner<'a>(&'a FileTimes);
        impl fmt::Debug for Inner<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("FileTimes").field("accessed", &self.0.accessed).field("modified", &self.0.modified).finish()
            }
        }
        f.debug_tuple("FileTimes").field(&Inner(self)).finish()
    }
}

impl core::error::Error for TryLockError {}
impl fmt::Debug for TryLockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TryLockError::Error(error) => error.fmt(f),
            TryLockError::WouldBlock => "WouldBlock".fmt(f),
        }
    }
}
impl fmt::Display for TryLockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TryLockError::Error(_) => "lock acquisition failed due to I/O error",
            TryLockError::WouldBlock => "lock acquisition failed because the operation would block",
        })
    }
}
impl From<TryLockError> for Error {
    fn from(error: TryLockError) -> Error {
        match error {
            TryLockError::Error(error) => error,
            TryLockError::WouldBlock => ErrorKind::WouldBlock.into(),
        }
    }
}
