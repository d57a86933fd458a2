//! File descriptors: owned, borrowed and raw.
use crate::fs::File;
use crate::boxed::Box;
use crate::io::{Error, IsTerminal, PipeReader, PipeWriter, Result, Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock};
use crate::rc::Rc;
use crate::sync::Arc;
use crate::net::{TcpListener, TcpStream, UdpSocket};
use crate::process::{ChildStderr, ChildStdin, ChildStdout, Stdio};
use crate::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use crate::sys::fd::Descriptor;
use crate::sys::libc;
use crate::sys::socket::Socket;
use core::fmt;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::niche::DescriptorNotMinusOne;

/// A descriptor's number.
pub type RawFd = i32;

/// A descriptor that is open as long as the lifetime lasts.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct BorrowedFd<'fd> {
    fd: DescriptorNotMinusOne,
    marker: PhantomData<&'fd OwnedFd>,
}

/// A descriptor that is closed when dropped.
#[repr(transparent)]
pub struct OwnedFd {
    fd: DescriptorNotMinusOne,
}

/// The number of a descriptor that is open.
const fn number(fd: RawFd) -> DescriptorNotMinusOne {
    assert!(fd != -1, "a descriptor that is open has not the number -1");
    // SAFETY: it is not.
    unsafe { DescriptorNotMinusOne::new_unchecked(fd) }
}

/// What has a descriptor's number.
pub trait AsRawFd {
    /// The number.
    fn as_raw_fd(&self) -> RawFd;
}
/// What can be made from a descriptor's number.
pub trait FromRawFd {
    /// Takes the descriptor over.
    ///
    /// # Safety
    /// It must be open, of the right kind and nobody else's.
    unsafe fn from_raw_fd(fd: RawFd) -> Self;
}
/// What can give its descriptor away.
pub trait IntoRawFd {
    /// The number, which the caller now owns.
    fn into_raw_fd(self) -> RawFd;
}
/// What lends its descriptor.
pub trait AsFd {
    /// The descriptor, for as long as the borrow lasts.
    fn as_fd(&self) -> BorrowedFd<'_>;
}

impl BorrowedFd<'_> {
    /// Borrows a descriptor by its number.
    ///
    /// # Safety
    /// It must stay open for the lifetime.
    #[must_use]
    pub const unsafe fn borrow_raw(fd: RawFd) -> Self { Self { fd: number(fd), marker: PhantomData } }

    /// A new descriptor of the same file.
    pub fn try_clone_to_owned(&self) -> Result<OwnedFd> {
        // SAFETY: the descriptor is open.
        let fd = unsafe { libc::fcntl(self.fd.get(), 1030, 3) };
        if fd < 0 { Err(Error::last_os_error()) } else { Ok(OwnedFd { fd: number(fd) }) }
    }
}
impl OwnedFd {
    /// A new descriptor of the same file.
    pub fn try_clone(&self) -> Result<Self> { self.as_fd().try_clone_to_owned() }
}
impl Drop for OwnedFd {
    fn drop(&mut self) {
        // SAFETY: the descriptor is ours.
        unsafe { libc::close(self.fd.get()) };
    }
}
impl fmt::Debug for OwnedFd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("OwnedFd").field("fd", &self.fd.get()).finish() }
}
impl fmt::Debug for BorrowedFd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BorrowedFd").field("fd", &self.fd.get()).finish()
    }
}
impl AsRawFd for BorrowedFd<'_> {
    fn as_raw_fd(&self) -> RawFd { self.fd.get() }
}
impl AsFd for BorrowedFd<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> { *self }
}
impl AsRawFd for RawFd {
    fn as_raw_fd(&self) -> RawFd { *self }
}
impl IntoRawFd for RawFd {
    fn into_raw_fd(self) -> RawFd { self }
}
impl FromRawFd for RawFd {
    unsafe fn from_raw_fd(fd: RawFd) -> Self { fd }
}
macro_rules! pointers {
    ($($t:ty)*) => { $(
        impl<T: AsFd + ?Sized> AsFd for $t {
            fn as_fd(&self) -> BorrowedFd<'_> { (**self).as_fd() }
        }
    )* };
}
pointers! { &T &mut T Box<T> Rc<T> Arc<T> }
macro_rules! raw_pointers {
    ($($t:ty)*) => { $(
        impl<T: AsRawFd> AsRawFd for $t {
            fn as_raw_fd(&self) -> RawFd { (**self).as_raw_fd() }
        }
    )* };
}
raw_pointers! { Box<T> Rc<T> Arc<T> }

macro_rules! owners {
    ($($t:ident |$this:ident| $number:expr, |$owned:ident| $release:expr, |$fd:ident| $make:expr;)*) => { $(
        impl AsRawFd for $t {
            #[inline]
            fn as_raw_fd(&self) -> RawFd {
                let $this = self;
                let number = $number;
                crate::sys::fd::changed(number);
                number
            }
        }
        impl AsFd for $t {
            #[inline]
            fn as_fd(&self) -> BorrowedFd<'_> { BorrowedFd { fd: number(self.as_raw_fd()), marker: PhantomData } }
        }
        impl IntoRawFd for $t {
            fn into_raw_fd(self) -> RawFd { let $owned = self; $release }
        }
        impl FromRawFd for $t {
            // SAFETY: the caller's promise.
            unsafe fn from_raw_fd($fd: RawFd) -> Self { unsafe { $make } }
        }
    )* };
}
macro_rules! convertible {
    ($($t:ident)*) => { $(
        impl From<OwnedFd> for $t {
            fn from(owned: OwnedFd) -> Self {
                // SAFETY: the descriptor was owned.
                unsafe { Self::from_raw_fd(owned.into_raw_fd()) }
            }
        }
        impl From<$t> for OwnedFd {
            fn from(value: $t) -> Self { Self { fd: number(value.into_raw_fd()) } }
        }
    )* };
}
owners! {
    OwnedFd |this| this.fd.get(), |owned| ManuallyDrop::new(owned).fd.get(), |fd| Self { fd: number(fd) };
    File |this| this.descriptor(), |owned| owned.into_descriptor().release(), |fd| Self::from_raw(fd);
    TcpStream |this| this.0.raw(), |owned| owned.0.into_descriptor().release(), |fd| Self(socket(fd));
    TcpListener |this| this.0.raw(), |owned| owned.0.into_descriptor().release(), |fd| Self(socket(fd));
    UdpSocket |this| this.0.raw(), |owned| owned.0.into_descriptor().release(), |fd| Self(socket(fd));
    UnixStream |this| this.0.raw(), |owned| owned.0.into_descriptor().release(), |fd| Self(socket(fd));
    UnixListener |this| this.0.raw(), |owned| owned.0.into_descriptor().release(), |fd| Self(socket(fd));
    UnixDatagram |this| this.0.raw(), |owned| owned.0.into_descriptor().release(), |fd| Self(socket(fd));
    PipeReader |this| this.0.descriptor(), |owned| owned.0.into_raw_fd(), |fd| Self(File::from_raw(fd));
    PipeWriter |this| this.0.descriptor(), |owned| owned.0.into_raw_fd(), |fd| Self(File::from_raw(fd));
    ChildStdin |this| this.file().descriptor(), |owned| owned.into_file().into_raw_fd(), |fd| Self::from_file(File::from_raw(fd));
    ChildStdout |this| this.file().descriptor(), |owned| owned.into_file().into_raw_fd(), |fd| Self::from_file(File::from_raw(fd));
    ChildStderr |this| this.file().descriptor(), |owned| owned.into_file().into_raw_fd(), |fd| Self::from_file(File::from_raw(fd));
}
convertible! { File TcpStream TcpListener UdpSocket UnixStream UnixListener UnixDatagram PipeReader PipeWriter ChildStdin ChildStdout ChildStderr }

/// # Safety
/// The descriptor must be an open socket and nobody else's.
unsafe fn socket(fd: RawFd) -> Socket { Socket::from_descriptor(Descriptor::adopt(fd)) }

impl FromRawFd for Stdio {
    unsafe fn from_raw_fd(fd: RawFd) -> Self { File::from_raw(fd).into() }
}
impl From<OwnedFd> for Stdio {
    fn from(owned: OwnedFd) -> Self { File::from(owned).into() }
}

macro_rules! standard {
    ($($t:ty: $number:literal)*) => { $(
        impl AsRawFd for $t {
            fn as_raw_fd(&self) -> RawFd { $number }
        }
        impl AsFd for $t {
            fn as_fd(&self) -> BorrowedFd<'_> { BorrowedFd { fd: number($number), marker: PhantomData } }
        }
    )* };
}
standard! { Stdin: 0 StdinLock<'_>: 0 Stdout: 1 StdoutLock<'_>: 1 Stderr: 2 StderrLock<'_>: 2 }
impl IsTerminal for BorrowedFd<'_> {
    fn is_terminal(&self) -> bool { is_terminal(self.fd.get()) }
}
impl IsTerminal for OwnedFd {
    fn is_terminal(&self) -> bool { is_terminal(self.fd.get()) }
}
impl IsTerminal for File {
    fn is_terminal(&self) -> bool { is_terminal(self.descriptor()) }
}
fn is_terminal(fd: RawFd) -> bool {
    // SAFETY: a plain question.
    unsafe { libc::isatty(fd) == 1 }
}
