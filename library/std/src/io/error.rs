//! `io::Error`.
use crate::boxed::Box;
use core::error;
use core::fmt;
/// What input and output give.
pub type Result<T> = core::result::Result<T, Error>;
/// Why input or output failed.
pub struct Error { repr: Repr }
enum Repr { Os(i32), Simple(ErrorKind), Message(ErrorKind, &'static str), Custom(Box<Custom>) }
#[derive(Debug)]
struct Custom { kind: ErrorKind, error: Box<dyn error::Error + Send + Sync> }
macro_rules! kinds {
    ($($name:ident $text:literal $($code:literal)|*;)*) => {
        /// Classes of errors.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        #[allow(missing_docs)]
        pub enum ErrorKind { $($name),* }
        impl ErrorKind {
            pub(crate) fn description(&self) -> &'static str { match *self { $(ErrorKind::$name => $text),* } }
        }
        fn decode(code: i32) -> ErrorKind { match code { $($($code => ErrorKind::$name,)*)* _ => ErrorKind::Uncategorized } }
    };
}
kinds! {
    NotFound "entity not found" 2; PermissionDenied "permission denied" 1 | 13; ConnectionRefused "connection refused" 111;
    ConnectionReset "connection reset" 104; HostUnreachable "host unreachable" 113; NetworkUnreachable "network unreachable" 101;
    ConnectionAborted "connection aborted" 103; NotConnected "not connected" 107; AddrInUse "address in use" 98;
    AddrNotAvailable "address not available" 99; NetworkDown "network down" 100; BrokenPipe "broken pipe" 32;
    AlreadyExists "entity already exists" 17; WouldBlock "operation would block" 11; NotADirectory "not a directory" 20;
    IsADirectory "is a directory" 21; DirectoryNotEmpty "directory not empty" 39; ReadOnlyFilesystem "read-only filesystem or storage medium" 30;
    FilesystemLoop "filesystem loop or indirection limit (e.g. symlink loop)" 40; StaleNetworkFileHandle "stale network file handle" 116;
    InvalidInput "invalid input parameter" 22; InvalidData "invalid data"; TimedOut "timed out" 110; WriteZero "write zero";
    StorageFull "no storage space" 28; NotSeekable "seek on unseekable file" 29; QuotaExceeded "quota exceeded" 122;
    FileTooLarge "file too large" 27; ResourceBusy "resource busy" 16; ExecutableFileBusy "executable file busy" 26; Deadlock "deadlock" 35;
    CrossesDevices "cross-device link or rename" 18; TooManyLinks "too many links" 31; InvalidFilename "invalid filename" 36;
    ArgumentListTooLong "argument list too long" 7; Interrupted "operation interrupted" 4; Unsupported "unsupported" 38 | 95;
    UnexpectedEof "unexpected end of file"; OutOfMemory "out of memory" 12; InProgress "in progress" 115; Other "other error"; Uncategorized "uncategorized error";
}
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.description()) }
}
impl Error {
    /// Of a kind and anything that is an error.
    #[inline(never)]
    pub fn new<E: Into<Box<dyn error::Error + Send + Sync>>>(kind: ErrorKind, error: E) -> Error { Error { repr: Repr::Custom(Box::new(Custom { kind, error: error.into() })) } }
    /// Of anything that is an error.
    pub fn other<E: Into<Box<dyn error::Error + Send + Sync>>>(error: E) -> Error { Self::new(ErrorKind::Other, error) }
    pub(crate) const fn message(kind: ErrorKind, text: &'static str) -> Error { Error { repr: Repr::Message(kind, text) } }
    /// The last error of the system.
    #[must_use]
    pub fn last_os_error() -> Error { Error::from_raw_os_error(crate::sys::errno()) }
    /// Of a number of the system.
    #[must_use]
    pub fn from_raw_os_error(code: i32) -> Error { Error { repr: Repr::Os(code) } }
    /// The number of the system.
    #[must_use]
    pub fn raw_os_error(&self) -> Option<i32> { match self.repr { Repr::Os(c) => Some(c), _ => None } }
    /// The error inside.
    #[must_use]
    pub fn get_ref(&self) -> Option<&(dyn error::Error + Send + Sync + 'static)> { match &self.repr { Repr::Custom(c) => Some(&*c.error), _ => None } }
    /// The error inside.
    #[must_use]
    pub fn get_mut(&mut self) -> Option<&mut (dyn error::Error + Send + Sync + 'static)> { match &mut self.repr { Repr::Custom(c) => Some(&mut *c.error), _ => None } }
    /// The error inside.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_inner(self) -> Option<Box<dyn error::Error + Send + Sync>> { match self.repr { Repr::Custom(c) => Some(c.error), _ => None } }
    /// The error inside as an `E`, if it is one.
    pub fn downcast<E: error::Error + Send + Sync + 'static>(self) -> core::result::Result<E, Self> {
        match self.repr {
            Repr::Custom(c) if c.error.is::<E>() => match c.error.downcast::<E>() { Ok(e) => Ok(*e), Err(_) => unreachable!() },
            repr => Err(Error { repr }),
        }
    }
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind { match self.repr { Repr::Os(c) => decode(c), Repr::Simple(k) | Repr::Message(k, _) => k, Repr::Custom(ref c) => c.kind } }
}
fn os_text(code: i32) -> crate::string::String {
    let mut buf = [0u8; 128];
    // SAFETY: the buffer has that size.
    unsafe { crate::sys::libc::__xpg_strerror_r(code, buf.as_mut_ptr() as *mut _, buf.len()) };
    let n = buf.iter().position(|&b| b == 0).unwrap_or(0);
    crate::string::String::from_utf8_lossy(&buf[..n]).into_owned()
}
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repr {
            Repr::Os(code) => f.debug_struct("Os").field("code", code).field("kind", &decode(*code)).field("message", &os_text(*code)).finish(),
            Repr::Simple(k) => f.debug_tuple("Kind").field(k).finish(),
            Repr::Message(k, m) => f.debug_struct("Error").field("kind", k).field("message", m).finish(),
            Repr::Custom(c) => fmt::Debug::fmt(c, f),
        }
    }
}
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repr {
            Repr::Os(code) => write!(f, "{} (os error {code})", os_text(*code)),
            Repr::Simple(k) => f.write_str(k.description()),
            Repr::Message(_, m) => f.write_str(m),
            Repr::Custom(c) => c.error.fmt(f),
        }
    }
}
impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> { match &self.repr { Repr::Custom(c) => c.error.source(), _ => None } }
}
impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error { Error { repr: Repr::Simple(kind) } }
}
impl From<crate::ffi::NulError> for Error {
    fn from(_: crate::ffi::NulError) -> Error { Error::message(ErrorKind::InvalidInput, "data provided contains a nul byte") }
}
impl From<crate::collections::TryReserveError> for Error {
    fn from(_: crate::collections::TryReserveError) -> Error { ErrorKind::OutOfMemory.into() }
}
