//! Arguments, variables and the working directory.
use crate::ffi::{CStr, CString, OsStr, OsString};
use crate::io;
use crate::path::{Path, PathBuf};
use crate::string::String;
use crate::sync::Mutex;
use crate::sys::libc;
use crate::vec::{self, Vec};
use core::error::Error;
use core::fmt;
use core::sync::atomic::Ordering;

static LOCK: Mutex<()> = Mutex::new(());
/// The arguments as text.
pub struct Args { inner: ArgsOs }
/// The arguments.
pub struct ArgsOs { inner: vec::IntoIter<OsString> }
/// The arguments as text.
pub fn args() -> Args { Args { inner: args_os() } }
/// The arguments.
pub fn args_os() -> ArgsOs {
    let (n, p) = (crate::rt::ARGC.load(Ordering::Relaxed), crate::rt::ARGV.load(Ordering::Relaxed));
    // SAFETY: the system gave them.
    let v: Vec<OsString> = (0..n as usize).map(|i| unsafe { OsString::from_bytes(CStr::from_ptr(*p.add(i) as *const _).to_bytes().to_vec()) }).collect();
    ArgsOs { inner: v.into_iter() }
}
impl Iterator for Args { type Item = String; fn next(&mut self) -> Option<String> { self.inner.next().map(|s| s.into_string().unwrap()) } fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() } }
impl ExactSizeIterator for Args {}
impl DoubleEndedIterator for Args { fn next_back(&mut self) -> Option<String> { self.inner.next_back().map(|s| s.into_string().unwrap()) } }
impl fmt::Debug for Args { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Args").field("inner", &self.inner.inner.as_slice()).finish() } }
impl Iterator for ArgsOs { type Item = OsString; fn next(&mut self) -> Option<OsString> { self.inner.next() } fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() } }
impl ExactSizeIterator for ArgsOs {}
impl DoubleEndedIterator for ArgsOs { fn next_back(&mut self) -> Option<OsString> { self.inner.next_back() } }
impl fmt::Debug for ArgsOs { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ArgsOs").field("inner", &self.inner.as_slice()).finish() } }
/// Why a variable was not given.
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum VarError {
    /// Not set.
    NotPresent,
    /// Not UTF-8.
    NotUnicode(OsString),
}
impl fmt::Display for VarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self { VarError::NotPresent => f.write_str("environment variable not found"), VarError::NotUnicode(s) => write!(f, "environment variable was not valid unicode: {s:?}") }
    }
}
impl Error for VarError {}
/// A variable as text.
pub fn var<K: AsRef<OsStr>>(key: K) -> Result<String, VarError> { match var_os(key) { Some(s) => s.into_string().map_err(VarError::NotUnicode), None => Err(VarError::NotPresent) } }
/// A variable.
#[must_use]
pub fn var_os<K: AsRef<OsStr>>(key: K) -> Option<OsString> {
    let k = CString::new(key.as_ref().as_encoded_bytes()).ok()?;
    let _g = LOCK.lock().unwrap_or_else(|e| e.into_inner());
    // SAFETY: the lock keeps others from changing.
    unsafe { let p = libc::getenv(k.as_ptr()); if p.is_null() { None } else { Some(OsString::from_bytes(CStr::from_ptr(p).to_bytes().to_vec())) } }
}
/// Sets a variable.
///
/// # Safety
/// Nobody may read the environment at the same time without this library.
#[rustc_deprecated_safe_2024(audit_that = "the environment access only happens in single-threaded code")]
pub unsafe fn set_var<K: AsRef<OsStr>, V: AsRef<OsStr>>(key: K, value: V) {
    let (k, v) = (key.as_ref(), value.as_ref());
    let _g = LOCK.lock().unwrap_or_else(|e| e.into_inner());
    let r = match (CString::new(k.as_encoded_bytes()), CString::new(v.as_encoded_bytes())) {
        (Ok(k), Ok(v)) => if libc::setenv(k.as_ptr(), v.as_ptr(), 1) == 0 { Ok(()) } else { Err(io::Error::last_os_error()) },
        _ => Err(io::ErrorKind::InvalidInput.into()),
    };
    r.unwrap_or_else(|e| panic!("failed to set environment variable `{k:?}` to `{v:?}`: {e}"))
}
/// Removes a variable.
///
/// # Safety
/// As `set_var`.
#[rustc_deprecated_safe_2024(audit_that = "the environment access only happens in single-threaded code")]
pub unsafe fn remove_var<K: AsRef<OsStr>>(key: K) {
    let _g = LOCK.lock().unwrap_or_else(|e| e.into_inner());
    if let Ok(k) = CString::new(key.as_ref().as_encoded_bytes()) { libc::unsetenv(k.as_ptr()); }
}
/// All variables as text.
pub struct Vars { inner: VarsOs }
/// All variables.
pub struct VarsOs { inner: vec::IntoIter<(OsString, OsString)> }
/// All variables as text.
#[must_use]
pub fn vars() -> Vars { Vars { inner: vars_os() } }
/// All variables.
#[must_use]
pub fn vars_os() -> VarsOs {
    let _g = LOCK.lock().unwrap_or_else(|e| e.into_inner());
    let mut v = Vec::new();
    // SAFETY: the lock keeps others from changing.
    unsafe {
        let mut p = libc::environ;
        while !p.is_null() && !(*p).is_null() {
            let e = CStr::from_ptr(*p).to_bytes();
            if let Some(i) = e.iter().skip(1).position(|&b| b == b'=') { v.push((OsString::from_bytes(e[..i + 1].to_vec()), OsString::from_bytes(e[i + 2..].to_vec()))); }
            p = p.add(1);
        }
    }
    VarsOs { inner: v.into_iter() }
}
impl Iterator for Vars { type Item = (String, String); fn next(&mut self) -> Option<(String, String)> { self.inner.next().map(|(a, b)| (a.into_string().unwrap(), b.into_string().unwrap())) } }
impl Iterator for VarsOs { type Item = (OsString, OsString); fn next(&mut self) -> Option<(OsString, OsString)> { self.inner.next() } }
impl fmt::Debug for Vars { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Vars").finish_non_exhaustive() } }
impl fmt::Debug for VarsOs { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("VarsOs").finish_non_exhaustive() } }
/// The working directory.
pub fn current_dir() -> io::Result<PathBuf> {
    let mut b = [0u8; 4096];
    // SAFETY: the buffer has that size.
    unsafe { if libc::getcwd(b.as_mut_ptr() as *mut _, b.len()).is_null() { return Err(io::Error::last_os_error()); } Ok(OsString::from_bytes(CStr::from_ptr(b.as_ptr() as *const _).to_bytes().to_vec()).into()) }
}
/// Sets the working directory.
pub fn set_current_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let p = CString::new(path.as_ref().as_os_str().as_encoded_bytes())?;
    // SAFETY: a C string.
    if unsafe { libc::chdir(p.as_ptr()) } == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
/// The directory for temporary files.
#[must_use]
pub fn temp_dir() -> PathBuf { var_os("TMPDIR").map(PathBuf::from).unwrap_or_else(|| PathBuf::from("/tmp")) }
/// The user's directory.
#[must_use]
pub fn home_dir() -> Option<PathBuf> { var_os("HOME").map(PathBuf::from) }
/// This program's file.
pub fn current_exe() -> io::Result<PathBuf> { crate::fs::read_link("/proc/self/exe") }
/// The parts of a list of paths.
pub struct SplitPaths<'a> { inner: vec::IntoIter<PathBuf>, marker: core::marker::PhantomData<&'a ()> }
/// The parts of a list of paths.
pub fn split_paths<T: AsRef<OsStr> + ?Sized>(s: &T) -> SplitPaths<'_> {
    let v: Vec<PathBuf> = s.as_ref().as_encoded_bytes().split(|&b| b == b':').map(|p| OsString::from_bytes(p.to_vec()).into()).collect();
    SplitPaths { inner: v.into_iter(), marker: core::marker::PhantomData }
}
impl Iterator for SplitPaths<'_> { type Item = PathBuf; fn next(&mut self) -> Option<PathBuf> { self.inner.next() } }
impl fmt::Debug for SplitPaths<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("SplitPaths").finish_non_exhaustive() } }
/// A path contains the separator.
pub struct JoinPathsError(());
impl fmt::Debug for JoinPathsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("JoinPathsError { inner: JoinPathsError }") }
}
impl fmt::Display for JoinPathsError { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("path segment contains separator `:`") } }
impl Error for JoinPathsError {}
/// A list of paths.
pub fn join_paths<I: IntoIterator<Item = T>, T: AsRef<OsStr>>(paths: I) -> Result<OsString, JoinPathsError> {
    let mut out = OsString::new();
    for (i, p) in paths.into_iter().enumerate() {
        if i > 0 { out.push(":"); }
        if p.as_ref().as_encoded_bytes().contains(&b':') { return Err(JoinPathsError(())); }
        out.push(p);
    }
    Ok(out)
}
/// Facts of the platform.
pub mod consts {
    /// The processor.
    pub const ARCH: &str = "x86_64";
    /// The family.
    pub const FAMILY: &str = "unix";
    /// The system.
    pub const OS: &str = "linux";
    /// Start of library names.
    pub const DLL_PREFIX: &str = "lib";
    /// End of library names.
    pub const DLL_SUFFIX: &str = ".so";
    /// Extension of library names.
    pub const DLL_EXTENSION: &str = "so";
    /// End of program names.
    pub const EXE_SUFFIX: &str = "";
    /// Extension of program names.
    pub const EXE_EXTENSION: &str = "";
}
