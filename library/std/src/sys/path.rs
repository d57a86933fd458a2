//! Paths as C strings.
use crate::ffi::{CString, OsStr};
use crate::io::{Error, ErrorKind, Result};
use crate::path::Path;

/// The path with a NUL behind it.
pub fn terminated(path: &Path) -> Result<CString> { terminated_name(path.as_os_str()) }

/// A part of a path with a NUL behind it.
pub fn terminated_name(name: &OsStr) -> Result<CString> {
    CString::new(name.as_encoded_bytes()).map_err(|_| Error::message(ErrorKind::InvalidInput, "file name contained an unexpected NUL byte"))
}
