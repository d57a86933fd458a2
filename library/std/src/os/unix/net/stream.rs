//! Connections between local sockets.
use super::SocketAddr;
use crate::io::{Error, IoSlice, IoSliceMut, Read, Result, Write};
use crate::net::Shutdown;
use crate::path::Path;
use crate::sys::socket::{self, Socket, option};
use crate::time::Duration;
use core::fmt;

/// A connection of two local sockets.
pub struct UnixStream(pub(crate) Socket);

impl UnixStream {
    /// Connects to the listener at a path.
    pub fn connect<P: AsRef<Path>>(path: P) -> Result<UnixStream> {
        // The kernel, not we, refuses the empty path.
        UnixStream::connect_addr(&SocketAddr::from_pathname(path)?)
    }
    /// Connects to the listener at an address.
    pub fn connect_addr(socket_addr: &SocketAddr) -> Result<UnixStream> {
        let socket = Socket::new(socket::AF_UNIX, socket::SOCK_STREAM)?;
        socket.connect(socket_addr.kernel(), None)?;
        Ok(UnixStream(socket))
    }
    /// Two ends of a new connection.
    pub fn pair() -> Result<(UnixStream, UnixStream)> {
        let (one, other) = Socket::pair(socket::AF_UNIX, socket::SOCK_STREAM)?;
        Ok((UnixStream(one), UnixStream(other)))
    }
    /// Another handle to the same end.
    pub fn try_clone(&self) -> Result<UnixStream> { self.0.try_clone().map(UnixStream) }
    /// This side's address.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_address().and_then(SocketAddr::of_kernel) }
    /// The other side's address.
    pub fn peer_addr(&self) -> Result<SocketAddr> { self.0.peer_address().and_then(SocketAddr::of_kernel) }
    /// Limits how long reading may wait.
    pub fn set_read_timeout(&self, timeout: Option<Duration>) -> Result<()> { self.0.set_timeout(timeout, option::SO_RCVTIMEO) }
    /// Limits how long writing may wait.
    pub fn set_write_timeout(&self, timeout: Option<Duration>) -> Result<()> { self.0.set_timeout(timeout, option::SO_SNDTIMEO) }
    /// How long reading may wait.
    pub fn read_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(option::SO_RCVTIMEO) }
    /// How long writing may wait.
    pub fn write_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(option::SO_SNDTIMEO) }
    /// Whether calls give `WouldBlock` instead of waiting.
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> { self.0.set_nonblocking(nonblocking) }
    /// Takes the error that the socket keeps, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// Ends reading, writing or both.
    pub fn shutdown(&self, how: Shutdown) -> Result<()> { self.0.shutdown(how) }
}

impl Read for &UnixStream {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.0.read(buf) }
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { self.0.read_vectored(bufs) }
}
impl Write for &UnixStream {
    #[inline]
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.0.write(buf) }
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { self.0.write_vectored(bufs) }
    #[inline]
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Read for UnixStream {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.0.read(buf) }
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { self.0.read_vectored(bufs) }
}
impl Write for UnixStream {
    #[inline]
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.0.write(buf) }
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { self.0.write_vectored(bufs) }
    #[inline]
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl fmt::Debug for UnixStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { super::show(f, "UnixStream", &self.0, true) }
}
