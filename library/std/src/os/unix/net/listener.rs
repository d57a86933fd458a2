//! Local sockets that wait for connections.
use super::{SocketAddr, UnixStream};
use crate::io::{Error, Result};
use crate::path::Path;
use crate::sys::socket::{self, Socket};
use core::fmt;
use core::iter::FusedIterator;

/// How many connections may wait to be accepted: as many as the system allows.
const BACKLOG: i32 = -1;

/// A local socket that waits for connections. Its path stays when it is dropped.
pub struct UnixListener(pub(crate) Socket);

/// The connections of a listener, without end.
#[derive(Debug)]
pub struct Incoming<'a> {
    listener: &'a UnixListener,
}

impl UnixListener {
    /// Listens at a path, which must not be there.
    pub fn bind<P: AsRef<Path>>(path: P) -> Result<UnixListener> { UnixListener::bind_addr(&SocketAddr::from_pathname(path)?) }
    /// Listens at an address.
    pub fn bind_addr(socket_addr: &SocketAddr) -> Result<UnixListener> {
        let socket = Socket::new(socket::AF_UNIX, socket::SOCK_STREAM)?;
        socket.bind(socket_addr.kernel())?;
        socket.listen(BACKLOG)?;
        Ok(UnixListener(socket))
    }
    /// Waits for the next connection.
    pub fn accept(&self) -> Result<(UnixStream, SocketAddr)> {
        let (socket, address) = self.0.accept()?;
        Ok((UnixStream(socket), SocketAddr::of_kernel(address)?))
    }
    /// Another handle to the same socket.
    pub fn try_clone(&self) -> Result<UnixListener> { self.0.try_clone().map(UnixListener) }
    /// The address it listens at.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_address().and_then(SocketAddr::of_kernel) }
    /// Whether calls give `WouldBlock` instead of waiting.
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> { self.0.set_nonblocking(nonblocking) }
    /// Takes the error that the socket keeps, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// All connections.
    pub fn incoming(&self) -> Incoming<'_> { Incoming { listener: self } }
}

impl Iterator for Incoming<'_> {
    type Item = Result<UnixStream>;
    fn next(&mut self) -> Option<Result<UnixStream>> { Some(self.listener.accept().map(|(stream, _)| stream)) }
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
}
impl FusedIterator for Incoming<'_> {}
impl<'a> IntoIterator for &'a UnixListener {
    type Item = Result<UnixStream>;
    type IntoIter = Incoming<'a>;
    fn into_iter(self) -> Incoming<'a> { self.incoming() }
}
impl fmt::Debug for UnixListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { super::show(f, "UnixListener", &self.0, false) }
}
