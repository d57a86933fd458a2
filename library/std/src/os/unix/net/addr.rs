//! Addresses of local sockets: a path, an abstract name of Linux, or nothing.
use crate::ffi::OsStr;
use crate::io::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::sys::libc::sockaddr_storage;
use crate::sys::socket::{AF_UNIX, Address};
use core::{fmt, ptr, slice};

/// The family's number comes first.
const NAME_OFFSET: usize = 2;
/// `sun_path` has so many bytes, of which a path's last must be NUL.
const SUN_LEN: usize = 108;

/// The address of a local socket.
#[derive(Clone)]
pub struct SocketAddr(Address);

impl SocketAddr {
    fn unnamed() -> SocketAddr {
        let mut address = Address::empty();
        address.storage.family = AF_UNIX;
        address.length = NAME_OFFSET as u32;
        SocketAddr(address)
    }
    /// `sun_path` as far as it counts.
    fn name(&self) -> &[u8] {
        let length = (self.0.length as usize).clamp(NAME_OFFSET, size_of::<sockaddr_storage>()) - NAME_OFFSET;
        // SAFETY: so many bytes of the structure lie behind the family.
        unsafe { slice::from_raw_parts((&raw const self.0.storage).cast::<u8>().add(NAME_OFFSET), length) }
    }
    fn set_name(&mut self, before: usize, name: &[u8], after: usize) {
        debug_assert!(before + name.len() + after <= SUN_LEN);
        // SAFETY: that fits, and the structure was all zeros.
        unsafe { ptr::copy_nonoverlapping(name.as_ptr(), (&raw mut self.0.storage).cast::<u8>().add(NAME_OFFSET + before), name.len()) };
        self.0.length = (NAME_OFFSET + before + name.len() + after) as u32;
    }
    /// What the kernel gave.
    pub(super) fn of_kernel(address: Address) -> Result<SocketAddr> {
        // An unnamed socket's address may have no bytes at all.
        if address.length == 0 {
            Ok(SocketAddr::unnamed())
        } else if address.storage.family != AF_UNIX {
            Err(Error::message(ErrorKind::InvalidInput, "file descriptor did not correspond to a Unix socket"))
        } else {
            Ok(SocketAddr(address))
        }
    }
    pub(super) fn kernel(&self) -> &Address { &self.0 }

    /// The address of a path.
    pub fn from_pathname<P: AsRef<Path>>(path: P) -> Result<SocketAddr> {
        let bytes = path.as_ref().as_os_str().as_encoded_bytes();
        if bytes.contains(&0) {
            return Err(Error::message(ErrorKind::InvalidInput, "paths must not contain interior null bytes"));
        }
        if bytes.len() >= SUN_LEN {
            return Err(Error::message(ErrorKind::InvalidInput, "path must be shorter than SUN_LEN"));
        }
        let mut address = SocketAddr::unnamed();
        if !bytes.is_empty() {
            address.set_name(0, bytes, 1);
        }
        Ok(address)
    }
    pub(crate) fn of_abstract(name: &[u8]) -> Result<SocketAddr> {
        if name.len() >= SUN_LEN {
            return Err(Error::message(ErrorKind::InvalidInput, "abstract socket name must be shorter than SUN_LEN"));
        }
        let mut address = SocketAddr::unnamed();
        address.set_name(1, name, 0);
        Ok(address)
    }
    /// Whether it has no name.
    #[must_use]
    pub fn is_unnamed(&self) -> bool { self.name().is_empty() }
    /// The path, if it is one.
    #[must_use]
    pub fn as_pathname(&self) -> Option<&Path> {
        match self.name() {
            [] | [0, ..] => None,
            name => {
                let end = name.iter().position(|&b| b == 0).unwrap_or(name.len());
                Some(Path::new(OsStr::from_slice(&name[..end])))
            }
        }
    }
    pub(crate) fn abstract_name(&self) -> Option<&[u8]> { self.name().split_first().and_then(|(&first, rest)| (first == 0).then_some(rest)) }
}

impl fmt::Debug for SocketAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = self.as_pathname() {
            write!(f, "{path:?} (pathname)")
        } else if let Some(name) = self.abstract_name() {
            f.write_str("\"")?;
            for chunk in name.utf8_chunks() {
                write!(f, "{}", chunk.valid().escape_debug())?;
                chunk.invalid().iter().try_for_each(|byte| write!(f, "\\x{byte:02x}"))?;
            }
            f.write_str("\" (abstract)")
        } else {
            f.write_str("(unnamed)")
        }
    }
}
