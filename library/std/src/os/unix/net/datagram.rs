//! Local sockets for datagrams.
use super::SocketAddr;
use crate::io::{Error, Result};
use crate::net::Shutdown;
use crate::path::Path;
use crate::sys::socket::{self, Socket, option};
use crate::time::Duration;
use core::fmt;

/// A local socket for datagrams.
pub struct UnixDatagram(pub(crate) Socket);

impl UnixDatagram {
    /// Binds to a path, which must not be there.
    pub fn bind<P: AsRef<Path>>(path: P) -> Result<UnixDatagram> { UnixDatagram::bind_addr(&SocketAddr::from_pathname(path)?) }
    /// Binds to an address.
    pub fn bind_addr(socket_addr: &SocketAddr) -> Result<UnixDatagram> {
        let socket = UnixDatagram::unbound()?;
        socket.0.bind(socket_addr.kernel())?;
        Ok(socket)
    }
    /// A socket without an address, which can send only.
    pub fn unbound() -> Result<UnixDatagram> { Socket::new(socket::AF_UNIX, socket::SOCK_DGRAM).map(UnixDatagram) }
    /// Two that are connected with each other.
    pub fn pair() -> Result<(UnixDatagram, UnixDatagram)> {
        let (one, other) = Socket::pair(socket::AF_UNIX, socket::SOCK_DGRAM)?;
        Ok((UnixDatagram(one), UnixDatagram(other)))
    }
    /// Sets the other side, to which `send` sends and from which alone it receives.
    pub fn connect<P: AsRef<Path>>(&self, path: P) -> Result<()> { self.connect_addr(&SocketAddr::from_pathname(path)?) }
    /// Sets the other side.
    pub fn connect_addr(&self, socket_addr: &SocketAddr) -> Result<()> { self.0.connect(socket_addr.kernel(), None) }
    /// Another handle to the same socket.
    pub fn try_clone(&self) -> Result<UnixDatagram> { self.0.try_clone().map(UnixDatagram) }
    /// This side's address.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_address().and_then(SocketAddr::of_kernel) }
    /// The other side's address.
    pub fn peer_addr(&self) -> Result<SocketAddr> { self.0.peer_address().and_then(SocketAddr::of_kernel) }
    /// Receives a datagram and whence it came.
    pub fn recv_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)> { self.receive_from(buf, 0) }
    fn receive_from(&self, buf: &mut [u8], flags: i32) -> Result<(usize, SocketAddr)> {
        let (count, address) = self.0.receive_from(buf, flags)?;
        Ok((count, SocketAddr::of_kernel(address)?))
    }
    /// Receives a datagram.
    pub fn recv(&self, buf: &mut [u8]) -> Result<usize> { self.0.receive(buf, 0) }
    /// Sends a datagram to the socket at a path.
    pub fn send_to<P: AsRef<Path>>(&self, buf: &[u8], path: P) -> Result<usize> { self.send_to_addr(buf, &SocketAddr::from_pathname(path)?) }
    /// Sends a datagram to an address.
    pub fn send_to_addr(&self, buf: &[u8], socket_addr: &SocketAddr) -> Result<usize> { self.0.send_to(buf, socket_addr.kernel()) }
    /// Sends a datagram to the other side.
    pub fn send(&self, buf: &[u8]) -> Result<usize> { self.0.send(buf) }
    /// Limits how long receiving may wait.
    pub fn set_read_timeout(&self, timeout: Option<Duration>) -> Result<()> { self.0.set_timeout(timeout, option::SO_RCVTIMEO) }
    /// Limits how long sending may wait.
    pub fn set_write_timeout(&self, timeout: Option<Duration>) -> Result<()> { self.0.set_timeout(timeout, option::SO_SNDTIMEO) }
    /// How long receiving may wait.
    pub fn read_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(option::SO_RCVTIMEO) }
    /// How long sending may wait.
    pub fn write_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(option::SO_SNDTIMEO) }
    /// Whether calls give `WouldBlock` instead of waiting.
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> { self.0.set_nonblocking(nonblocking) }
    /// Takes the error that the socket keeps, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// Ends receiving, sending or both.
    pub fn shutdown(&self, how: Shutdown) -> Result<()> { self.0.shutdown(how) }
}

impl fmt::Debug for UnixDatagram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { super::show(f, "UnixDatagram", &self.0, false) }
}
