//! Files.
use crate::ffi::{CStr, CString, OsString};
use crate::io::{self, Error, Read, Result, Seek, SeekFrom, Write};
use crate::path::{Path, PathBuf};
use crate::string::String;
use crate::sys::libc;
use crate::time::SystemTime;
use crate::vec::Vec;
use core::fmt;
fn c(path: &Path) -> Result<CString> { Ok(CString::new(path.as_os_str().as_encoded_bytes())?) }
fn check(r: i32) -> Result<i32> { if r < 0 { Err(Error::last_os_error()) } else { Ok(r) } }
/// An open file.
pub struct File { fd: i32 }
/// How a file is opened.
#[derive(Clone, Debug)]
pub struct OpenOptions { read: bool, write: bool, append: bool, truncate: bool, create: bool, create_new: bool }
/// What is known of a file.
#[derive(Clone)]
pub struct Metadata { st: libc::stat }
/// Rights.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permissions { mode: u32 }
/// What a file is.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct FileType { mode: u32 }
impl File {
    pub(crate) fn from_descriptor(fd: i32) -> File { File { fd } }
    pub(crate) fn descriptor(&self) -> i32 { self.fd }
}
impl Metadata {
    pub(crate) fn raw(&self) -> &libc::stat { &self.st }
}
impl Permissions {
    pub(crate) fn raw(&self) -> u32 { self.mode }
    pub(crate) fn from_raw(mode: u32) -> Self { Self { mode } }
}
impl FileType {
    pub(crate) fn raw(&self) -> u32 { self.mode }
}
impl Drop for File {
    // SAFETY: the descriptor is ours.
    fn drop(&mut self) { unsafe { libc::close(self.fd) }; }
}
macro_rules! option { ($($n:ident)*) => { $(#[doc = "Sets that option."] pub fn $n(&mut self, on: bool) -> &mut Self { self.$n = on; self })* }; }
impl OpenOptions {
    /// Nothing set.
    #[must_use]
    pub fn new() -> Self { OpenOptions { read: false, write: false, append: false, truncate: false, create: false, create_new: false } }
    option! { read write append truncate create create_new }
    /// Opens.
    pub fn open<P: AsRef<Path>>(&self, path: P) -> Result<File> {
        let access = match (self.read, self.write, self.append) { (true, false, false) => 0, (false, true, false) => 1, (true, true, false) => 2, (false, _, true) => 1 | 1024, (true, _, true) => 2 | 1024, _ => return Err(Error::from_raw_os_error(22)) };
        let creation = if self.create_new { 64 | 128 } else { (self.create as i32) * 64 | (self.truncate as i32) * 512 };
        if !self.write && (self.truncate && !self.create_new || (self.create || self.create_new) && !self.append) { return Err(Error::from_raw_os_error(22)); }
        // SAFETY: a C string.
        Ok(File { fd: check(unsafe { libc::open(c(path.as_ref())?.as_ptr(), access | creation | 0o2000000, 0o666) })? })
    }
}
impl File {
    /// Opens for reading.
    pub fn open<P: AsRef<Path>>(path: P) -> Result<File> { OpenOptions::new().read(true).open(path) }
    /// Creates for writing.
    pub fn create<P: AsRef<Path>>(path: P) -> Result<File> { OpenOptions::new().write(true).create(true).truncate(true).open(path) }
    /// Creates a file that was not there.
    pub fn create_new<P: AsRef<Path>>(path: P) -> Result<File> { OpenOptions::new().read(true).write(true).create_new(true).open(path) }
    /// Nothing set.
    #[must_use]
    pub fn options() -> OpenOptions { OpenOptions::new() }
    // SAFETY of all: the descriptor is ours.
    /// Writes to the disk.
    pub fn sync_all(&self) -> Result<()> { check(unsafe { libc::fsync(self.fd) }).map(drop) }
    /// Writes to the disk.
    pub fn sync_data(&self) -> Result<()> { self.sync_all() }
    /// Sets the length.
    pub fn set_len(&self, n: u64) -> Result<()> { check(unsafe { libc::ftruncate(self.fd, n as i64) }).map(drop) }
    /// What is known.
    pub fn metadata(&self) -> Result<Metadata> { unsafe { let mut st = core::mem::zeroed(); check(libc::fstat(self.fd, &mut st))?; Ok(Metadata { st }) } }
    /// Another descriptor of the same file.
    pub fn try_clone(&self) -> Result<File> { Ok(File { fd: check(unsafe { libc::fcntl(self.fd, 1030, 3) })? }) }
}
impl Read for &File {
    // SAFETY: the buffer has that size.
    fn read(&mut self, b: &mut [u8]) -> Result<usize> { let n = unsafe { libc::read(self.fd, b.as_mut_ptr() as *mut _, b.len()) }; if n < 0 { Err(Error::last_os_error()) } else { Ok(n as usize) } }
}
impl Write for &File {
    // SAFETY: the buffer has that size.
    fn write(&mut self, b: &[u8]) -> Result<usize> { let n = unsafe { libc::write(self.fd, b.as_ptr() as *const _, b.len()) }; if n < 0 { Err(Error::last_os_error()) } else { Ok(n as usize) } }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Seek for &File {
    fn seek(&mut self, p: SeekFrom) -> Result<u64> {
        let (w, o) = match p { SeekFrom::Start(n) => (0, n as i64), SeekFrom::Current(n) => (1, n), SeekFrom::End(n) => (2, n) };
        // SAFETY: the descriptor is ours.
        let n = unsafe { libc::lseek(self.fd, o, w) };
        if n < 0 { Err(Error::last_os_error()) } else { Ok(n as u64) }
    }
}
impl Read for File { fn read(&mut self, b: &mut [u8]) -> Result<usize> { (&*self).read(b) } }
impl Write for File { fn write(&mut self, b: &[u8]) -> Result<usize> { (&*self).write(b) } fn flush(&mut self) -> Result<()> { Ok(()) } }
impl Seek for File { fn seek(&mut self, p: SeekFrom) -> Result<u64> { (&*self).seek(p) } }
impl fmt::Debug for File { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("File").field("fd", &self.fd).finish() } }
impl Metadata {
    /// What it is.
    #[must_use]
    pub fn file_type(&self) -> FileType { FileType { mode: self.st.st_mode } }
    /// Whether it is a directory.
    #[must_use]
    pub fn is_dir(&self) -> bool { self.file_type().is_dir() }
    /// Whether it is a file.
    #[must_use]
    pub fn is_file(&self) -> bool { self.file_type().is_file() }
    /// Whether it is a symbolic link.
    #[must_use]
    pub fn is_symlink(&self) -> bool { self.file_type().is_symlink() }
    /// The size.
    #[must_use]
    pub fn len(&self) -> u64 { self.st.st_size as u64 }
    /// The rights.
    #[must_use]
    pub fn permissions(&self) -> Permissions { Permissions { mode: self.st.st_mode } }
    /// When it was changed.
    pub fn modified(&self) -> Result<SystemTime> { Ok(SystemTime::from_unix(self.st.st_mtim.tv_sec, self.st.st_mtim.tv_nsec)) }
    /// When it was read.
    pub fn accessed(&self) -> Result<SystemTime> { Ok(SystemTime::from_unix(self.st.st_atim.tv_sec, self.st.st_atim.tv_nsec)) }
}
impl fmt::Debug for Metadata { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Metadata").field("len", &self.len()).finish_non_exhaustive() } }
impl FileType {
    /// Whether it is a directory.
    #[must_use]
    pub fn is_dir(&self) -> bool { self.mode & 0o170000 == 0o040000 }
    /// Whether it is a file.
    #[must_use]
    pub fn is_file(&self) -> bool { self.mode & 0o170000 == 0o100000 }
    /// Whether it is a symbolic link.
    #[must_use]
    pub fn is_symlink(&self) -> bool { self.mode & 0o170000 == 0o120000 }
}
impl Permissions {
    /// Whether nobody may write.
    #[must_use]
    pub fn readonly(&self) -> bool { self.mode & 0o222 == 0 }
    /// Sets whether nobody may write.
    pub fn set_readonly(&mut self, ro: bool) { if ro { self.mode &= !0o222 } else { self.mode |= 0o222 } }
}
/// The whole file.
pub fn read<P: AsRef<Path>>(path: P) -> Result<Vec<u8>> { let mut v = Vec::new(); File::open(path)?.read_to_end(&mut v)?; Ok(v) }
/// The whole file as text.
pub fn read_to_string<P: AsRef<Path>>(path: P) -> Result<String> { let mut s = String::new(); File::open(path)?.read_to_string(&mut s)?; Ok(s) }
/// Writes a whole file.
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> Result<()> { File::create(path)?.write_all(contents.as_ref()) }
macro_rules! calls {
    ($($(#[$m:meta])* $n:ident($($a:ident),*) $f:ident($($e:expr),*);)*) => {$(
        $(#[$m])*
        #[doc = "The operation of that name."]
        pub fn $n(path: impl AsRef<Path>) -> Result<()> { let p = c(path.as_ref())?;
            // SAFETY: a C string.
            check(unsafe { libc::$f(p.as_ptr() $(, $e)*) }).map(drop) }
    )*};
}
calls! { remove_file() unlink(); create_dir() mkdir(0o777); remove_dir() rmdir(); }
/// Creates a directory and its parents.
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> Result<()> {
    let p = path.as_ref();
    if p.as_os_str().is_empty() || p.is_dir() { return Ok(()); }
    if let Some(parent) = p.parent() { create_dir_all(parent)?; }
    match create_dir(p) { Err(_) if p.is_dir() => Ok(()), r => r }
}
/// Removes a directory with all that is in it.
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> Result<()> {
    for e in read_dir(path.as_ref())? { let e = e?; if e.file_type()?.is_dir() { remove_dir_all(e.path())? } else { remove_file(e.path())? } }
    remove_dir(path)
}
/// Renames.
pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<()> { let (a, b) = (c(from.as_ref())?, c(to.as_ref())?);
    // SAFETY: C strings.
    check(unsafe { libc::rename(a.as_ptr(), b.as_ptr()) }).map(drop) }
/// Another name.
pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<()> { let (a, b) = (c(from.as_ref())?, c(to.as_ref())?);
    // SAFETY: C strings.
    check(unsafe { libc::link(a.as_ptr(), b.as_ptr()) }).map(drop) }
/// Copies.
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<u64> { io::copy(&mut File::open(from)?, &mut File::create(to)?) }
/// What is known.
pub fn metadata<P: AsRef<Path>>(path: P) -> Result<Metadata> { let p = c(path.as_ref())?;
    // SAFETY: a C string.
    unsafe { let mut st = core::mem::zeroed(); check(libc::stat(p.as_ptr(), &mut st))?; Ok(Metadata { st }) } }
/// What is known, of a link itself.
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> Result<Metadata> { let p = c(path.as_ref())?;
    // SAFETY: a C string.
    unsafe { let mut st = core::mem::zeroed(); check(libc::lstat(p.as_ptr(), &mut st))?; Ok(Metadata { st }) } }
/// Whether there is something.
pub fn exists<P: AsRef<Path>>(path: P) -> Result<bool> { match metadata(path) { Ok(_) => Ok(true), Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false), Err(e) => Err(e) } }
/// Sets rights.
pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> Result<()> { let p = c(path.as_ref())?;
    // SAFETY: a C string.
    check(unsafe { libc::chmod(p.as_ptr(), perm.mode & 0o7777) }).map(drop) }
/// Where a link points.
pub fn read_link<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    let p = c(path.as_ref())?;
    let mut b = alloc_crate::vec![0u8; 4096];
    // SAFETY: the buffer has that size.
    let n = unsafe { libc::readlink(p.as_ptr(), b.as_mut_ptr() as *mut _, b.len()) };
    if n < 0 { return Err(Error::last_os_error()); }
    b.truncate(n as usize);
    Ok(OsString::from_bytes(b).into())
}
/// Absolute and without links.
pub fn canonicalize<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    let p = c(path.as_ref())?;
    // SAFETY: the system allocates the result.
    unsafe {
        let r = libc::realpath(p.as_ptr(), core::ptr::null_mut());
        if r.is_null() { return Err(Error::last_os_error()); }
        let v = CStr::from_ptr(r).to_bytes().to_vec();
        libc::free(r as *mut _);
        Ok(OsString::from_bytes(v).into())
    }
}
/// What is in a directory.
pub struct ReadDir { dir: *mut libc::c_void, path: PathBuf }
// SAFETY: it is used by one thread at a time.
unsafe impl Send for ReadDir {}
/// Something in a directory.
pub struct DirEntry { name: OsString, root: PathBuf }
/// What is in a directory.
pub fn read_dir<P: AsRef<Path>>(path: P) -> Result<ReadDir> {
    let p = c(path.as_ref())?;
    // SAFETY: a C string.
    let dir = unsafe { libc::opendir(p.as_ptr()) };
    if dir.is_null() { Err(Error::last_os_error()) } else { Ok(ReadDir { dir, path: path.as_ref().to_path_buf() }) }
}
impl Iterator for ReadDir {
    type Item = Result<DirEntry>;
    fn next(&mut self) -> Option<Result<DirEntry>> {
        loop {
            // SAFETY: the stream is ours.
            unsafe {
                let e = libc::readdir(self.dir);
                if e.is_null() { return None; }
                let name = CStr::from_ptr((&raw const (*e).d_name) as *const _).to_bytes();
                if name != b"." && name != b".." { return Some(Ok(DirEntry { name: OsString::from_bytes(name.to_vec()), root: self.path.clone() })); }
            }
        }
    }
}
impl Drop for ReadDir {
    // SAFETY: the stream is ours.
    fn drop(&mut self) { unsafe { libc::closedir(self.dir) }; }
}
impl fmt::Debug for ReadDir { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("ReadDir").field(&self.path).finish() } }
impl DirEntry {
    /// The path.
    #[must_use]
    pub fn path(&self) -> PathBuf { self.root.join(&self.name) }
    /// The name.
    #[must_use]
    pub fn file_name(&self) -> OsString { self.name.clone() }
    /// What is known.
    pub fn metadata(&self) -> Result<Metadata> { symlink_metadata(self.path()) }
    /// What it is.
    pub fn file_type(&self) -> Result<FileType> { self.metadata().map(|m| m.file_type()) }
}
impl fmt::Debug for DirEntry { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("DirEntry").field(&self.path()).finish() } }
