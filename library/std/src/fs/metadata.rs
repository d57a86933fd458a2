//! What is known of files.
use super::retry;
use crate::io::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::sys::fd::blocking;
use crate::sys::libc::{self, c_char, stat, timespec};
use crate::sys::path::terminated;
use crate::time::SystemTime;
use core::fmt;
use core::hash::{Hash, Hasher};

const S_IFMT: u32 = 0o170000;
const S_IFSOCK: u32 = 0o140000;
const S_IFLNK: u32 = 0o120000;
const S_IFREG: u32 = 0o100000;
const S_IFBLK: u32 = 0o060000;
const S_IFDIR: u32 = 0o040000;
const S_IFCHR: u32 = 0o020000;
const S_IFIFO: u32 = 0o010000;

const AT_FDCWD: i32 = -100;
const AT_SYMLINK_NOFOLLOW: i32 = 0x100;
const AT_EMPTY_PATH: i32 = 0x1000;

/// What is known of a file: its kind, size, rights and times.
#[derive(Clone)]
pub struct Metadata {
    stat: stat,
    /// When it was made, where the kernel and the file system say so.
    birth: Option<timespec>,
}
/// Who may do what with a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Permissions {
    mode: u32,
}
/// The kind of a file.
#[derive(Copy, Clone)]
pub struct FileType {
    mode: u32,
}

/// The kernel's extended answer, which alone has the time of birth.
#[repr(C)]
struct Statx {
    mask: u32,
    blksize: u32,
    attributes: u64,
    nlink: u32,
    uid: u32,
    gid: u32,
    mode: u16,
    ino: u64,
    size: u64,
    blocks: u64,
    attributes_mask: u64,
    atime: StatxTime,
    btime: StatxTime,
    ctime: StatxTime,
    mtime: StatxTime,
    rdev: [u32; 2],
    dev: [u32; 2],
    rest: [u64; 14],
}
#[repr(C)]
#[derive(Copy, Clone)]
struct StatxTime {
    seconds: i64,
    nanos: u32,
    padding: i32,
}
impl StatxTime {
    fn spec(self) -> timespec { timespec { tv_sec: self.seconds, tv_nsec: self.nanos as i64 } }
}
/// Major and minor number in one, as `stat` has them.
fn device([major, minor]: [u32; 2]) -> u64 {
    let (major, minor) = (major as u64, minor as u64);
    (major & 0xfff) << 8 | (major & !0xfff) << 32 | minor & 0xff | (minor & !0xff) << 12
}

/// What is known of the file that a path leads to.
#[doc(alias = "stat")]
pub fn metadata<P: AsRef<Path>>(path: P) -> Result<Metadata> { Metadata::ask(AT_FDCWD, terminated(path.as_ref())?.as_ptr(), 0) }
/// What is known of what has that name, even if it is a link.
#[doc(alias = "lstat")]
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> Result<Metadata> { Metadata::ask(AT_FDCWD, terminated(path.as_ref())?.as_ptr(), AT_SYMLINK_NOFOLLOW) }

impl Metadata {
    pub(crate) fn of_descriptor(fd: i32) -> Result<Metadata> { Metadata::ask(fd, c"".as_ptr(), AT_EMPTY_PATH) }

    /// Asks about a path from a directory on.
    fn ask(directory: i32, path: *const c_char, flags: i32) -> Result<Metadata> {
        const BASIC_STATS: u32 = 0x7ff;
        const BTIME: u32 = 0x800;
        const EPERM: i32 = 1;
        const ENOSYS: i32 = 38;
        // SAFETY: the structures are plain numbers, of the size the kernel fills; the path is a C string.
        blocking(|| unsafe {
            let mut answer: Statx = core::mem::zeroed();
            match retry(|| libc::statx(directory, path, flags, BASIC_STATS | BTIME, (&raw mut answer).cast())) {
                Ok(_) => {
                    let mut stat: stat = core::mem::zeroed();
                    stat.st_dev = device(answer.dev);
                    stat.st_ino = answer.ino;
                    stat.st_nlink = answer.nlink as u64;
                    stat.st_mode = answer.mode as u32;
                    stat.st_uid = answer.uid;
                    stat.st_gid = answer.gid;
                    stat.st_rdev = device(answer.rdev);
                    stat.st_size = answer.size as i64;
                    stat.st_blksize = answer.blksize as i64;
                    stat.st_blocks = answer.blocks as i64;
                    stat.st_atim = answer.atime.spec();
                    stat.st_mtim = answer.mtime.spec();
                    stat.st_ctim = answer.ctime.spec();
                    Ok(Metadata { stat, birth: (answer.mask & BTIME != 0).then(|| answer.btime.spec()) })
                }
                // Old kernels do not have the call, and some sandboxes do not allow it.
                Err(error) if matches!(error.raw_os_error(), Some(EPERM | ENOSYS)) => {
                    let mut stat: stat = core::mem::zeroed();
                    retry(|| libc::fstatat(directory, path, &mut stat, flags))?;
                    Ok(Metadata { stat, birth: None })
                }
                Err(error) => Err(error),
            }
        })
    }
    pub(crate) fn raw(&self) -> &stat { &self.stat }

    /// What it is.
    #[must_use]
    pub fn file_type(&self) -> FileType { FileType { mode: self.stat.st_mode } }
    /// Whether it is a directory.
    #[must_use]
    pub fn is_dir(&self) -> bool { self.file_type().is_dir() }
    /// Whether it is a regular file.
    #[must_use]
    pub fn is_file(&self) -> bool { self.file_type().is_file() }
    /// Whether it is a symbolic link.
    #[must_use]
    pub fn is_symlink(&self) -> bool { self.file_type().is_symlink() }
    /// Its size in bytes.
    #[must_use]
    pub fn len(&self) -> u64 { self.stat.st_size as u64 }
    /// Who may do what with it.
    #[must_use]
    pub fn permissions(&self) -> Permissions { Permissions { mode: self.stat.st_mode } }
    /// When its content was last changed.
    #[doc(alias = "mtime", alias = "ftLastWriteTime")]
    pub fn modified(&self) -> Result<SystemTime> { Ok(time(self.stat.st_mtim)) }
    /// When it was last read.
    #[doc(alias = "atime", alias = "ftLastAccessTime")]
    pub fn accessed(&self) -> Result<SystemTime> { Ok(time(self.stat.st_atim)) }
    /// When it was made.
    #[doc(alias = "btime", alias = "birthtime", alias = "ftCreationTime")]
    pub fn created(&self) -> Result<SystemTime> {
        self.birth.map(time).ok_or(const { Error::message(ErrorKind::Unsupported, "creation time is not available for the filesystem") })
    }
}
fn time(spec: timespec) -> SystemTime { SystemTime::from_unix(spec.tv_sec, spec.tv_nsec) }

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Metadata");
        shown.field("file_type", &self.file_type()).field("permissions", &self.permissions()).field("len", &self.len());
        for (name, time) in [("modified", self.modified()), ("accessed", self.accessed()), ("created", self.created())] {
            if let Ok(time) = time {
                shown.field(name, &time);
            }
        }
        shown.finish_non_exhaustive()
    }
}

impl FileType {
    pub(crate) fn from_raw(mode: u32) -> Self { Self { mode } }
    /// From what a directory says of an entry; nothing if it does not say.
    pub(crate) fn of_entry(kind: u8) -> Option<Self> { (kind != 0).then(|| Self { mode: (kind as u32) << 12 }) }
    fn is(&self, kind: u32) -> bool { self.mode & S_IFMT == kind }
    /// Whether it is a directory.
    #[must_use]
    pub fn is_dir(&self) -> bool { self.is(S_IFDIR) }
    /// Whether it is a regular file.
    #[must_use]
    pub fn is_file(&self) -> bool { self.is(S_IFREG) }
    /// Whether it is a symbolic link.
    #[must_use]
    pub fn is_symlink(&self) -> bool { self.is(S_IFLNK) }
}
impl crate::os::unix::fs::FileTypeExt for FileType {
    fn is_block_device(&self) -> bool { self.is(S_IFBLK) }
    fn is_char_device(&self) -> bool { self.is(S_IFCHR) }
    fn is_fifo(&self) -> bool { self.is(S_IFIFO) }
    fn is_socket(&self) -> bool { self.is(S_IFSOCK) }
}
// Only the kind counts, not the rights that stand beside it.
impl PartialEq for FileType {
    fn eq(&self, other: &Self) -> bool { self.is(other.mode & S_IFMT) }
}
impl Eq for FileType {}
impl Hash for FileType {
    fn hash<H: Hasher>(&self, state: &mut H) { (self.mode & S_IFMT).hash(state) }
}
impl fmt::Debug for FileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileType")
            .field("is_file", &self.is_file())
            .field("is_dir", &self.is_dir())
            .field("is_symlink", &self.is_symlink())
            .finish_non_exhaustive()
    }
}

impl Permissions {
    pub(crate) fn raw(&self) -> u32 { self.mode }
    pub(crate) fn from_raw(mode: u32) -> Self { Self { mode } }
    /// Whether nobody may write.
    #[must_use = "call `set_readonly` to modify the readonly flag"]
    pub fn readonly(&self) -> bool { self.mode & 0o222 == 0 }
    /// Lets nobody write, or everybody.
    pub fn set_readonly(&mut self, readonly: bool) {
        if readonly {
            self.mode &= !0o222
        } else {
            self.mode |= 0o222
        }
    }
}
impl fmt::Debug for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct FilePermissions(u32);
        impl fmt::Debug for FilePermissions {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("FilePermissions").field("mode", &Mode(self.0)).finish() }
        }
        f.debug_tuple("Permissions").field(&FilePermissions(self.mode)).finish()
    }
}

/// A mode in octal and, if it names a kind of file, as `ls` writes it.
pub(super) struct Mode(pub u32);
impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use core::fmt::Write;
        let mode = self.0;
        write!(f, "0o{mode:06o}")?;
        let kind = match mode & S_IFMT {
            S_IFDIR => 'd',
            S_IFBLK => 'b',
            S_IFCHR => 'c',
            S_IFLNK => 'l',
            S_IFIFO => 'p',
            S_IFREG => '-',
            // Sockets have an `s`, and what has no kind is not shown.
            S_IFSOCK => 's',
            _ => return Ok(()),
        };
        f.write_str(" (")?;
        f.write_char(kind)?;
        for (shift, special, letter) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
            let bits = mode >> shift;
            f.write_char(if bits & 4 != 0 { 'r' } else { '-' })?;
            f.write_char(if bits & 2 != 0 { 'w' } else { '-' })?;
            f.write_char(match (bits & 1 != 0, mode & special != 0 && (letter == 's' || mode & S_IFMT == S_IFDIR)) {
                (true, true) => letter,
                (false, true) => letter.to_ascii_uppercase(),
                (true, false) => 'x',
                (false, false) => '-',
            })?;
        }
        f.write_char(')')
    }
}
