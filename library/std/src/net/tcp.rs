//! TCP.
use super::resolve::each;
use super::{Shutdown, SocketAddr, ToSocketAddrs};
use crate::io::{Error, ErrorKind, IoSlice, IoSliceMut, Read, Result, Write};
use crate::sys::socket::{self, Address, Socket, option};
use crate::time::Duration;
use core::fmt;
use core::iter::FusedIterator;

/// How many connections may wait to be accepted.
const BACKLOG: i32 = 4096;

/// A connection. Dropping it closes it; reading and writing may happen on several threads at once.
pub struct TcpStream(pub(crate) Socket);

/// A socket that waits for connections.
pub struct TcpListener(pub(crate) Socket);

/// The connections of a listener, without end. See [`TcpListener::incoming`].
#[derive(Debug)]
pub struct Incoming<'a> {
    listener: &'a TcpListener,
}

/// The connections of a listener that this owns. See [`TcpListener::into_incoming`].
#[derive(Debug)]
pub struct IntoIncoming {
    listener: TcpListener,
}

impl TcpStream {
    /// Connects to the first of the addresses that answers.
    pub fn connect<A: ToSocketAddrs>(addr: A) -> Result<TcpStream> {
        each(addr, |address| {
            let socket = Socket::new(socket::family(address), socket::SOCK_STREAM)?;
            socket.connect(&Address::of(address), None)?;
            Ok(TcpStream(socket))
        })
    }
    /// Connects to an address unless that takes longer than the time given.
    pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> Result<TcpStream> {
        if timeout.is_zero() {
            return Err(Error::message(ErrorKind::InvalidInput, "cannot set a 0 duration timeout"));
        }
        let socket = Socket::new(socket::family(addr), socket::SOCK_STREAM)?;
        socket.connect(&Address::of(addr), Some(timeout))?;
        Ok(TcpStream(socket))
    }
    /// The other side's address.
    pub fn peer_addr(&self) -> Result<SocketAddr> { self.0.peer_address()?.to_inet() }
    /// This side's address.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_address()?.to_inet() }
    /// Ends reading, writing or both. Readers that wait return.
    pub fn shutdown(&self, how: Shutdown) -> Result<()> { self.0.shutdown(how) }
    /// Another handle to the same connection.
    pub fn try_clone(&self) -> Result<TcpStream> { self.0.try_clone().map(TcpStream) }
    /// Limits how long reading may wait.
    pub fn set_read_timeout(&self, dur: Option<Duration>) -> Result<()> { self.0.set_timeout(dur, option::SO_RCVTIMEO) }
    /// Limits how long writing may wait.
    pub fn set_write_timeout(&self, dur: Option<Duration>) -> Result<()> { self.0.set_timeout(dur, option::SO_SNDTIMEO) }
    /// How long reading may wait.
    pub fn read_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(option::SO_RCVTIMEO) }
    /// How long writing may wait.
    pub fn write_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(option::SO_SNDTIMEO) }
    /// Reads and leaves what was read for the next reader.
    pub fn peek(&self, buf: &mut [u8]) -> Result<usize> { self.0.receive(buf, socket::MSG_PEEK) }
    /// How long closing waits until what was written is sent.
    pub fn set_linger(&self, linger: Option<Duration>) -> Result<()> { self.0.set_linger(linger) }
    /// How long closing waits.
    pub fn linger(&self) -> Result<Option<Duration>> { self.0.linger() }
    /// Whether small packets are sent at once.
    pub fn set_nodelay(&self, nodelay: bool) -> Result<()> { self.0.set(option::IPPROTO_TCP, option::TCP_NODELAY, nodelay as i32) }
    /// Whether small packets are sent at once.
    pub fn nodelay(&self) -> Result<bool> { self.0.is_set(option::IPPROTO_TCP, option::TCP_NODELAY) }
    /// Sets how many hops packets live.
    pub fn set_ttl(&self, ttl: u32) -> Result<()> { self.0.set(option::IPPROTO_IP, option::IP_TTL, ttl as i32) }
    /// How many hops packets live.
    pub fn ttl(&self) -> Result<u32> { self.0.get(option::IPPROTO_IP, option::IP_TTL) }
    /// Takes the error that the socket keeps, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// Whether calls give `WouldBlock` instead of waiting.
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> { self.0.set_nonblocking(nonblocking) }
}

impl TcpListener {
    /// Listens at the first of the addresses that is free.
    pub fn bind<A: ToSocketAddrs>(addr: A) -> Result<TcpListener> {
        each(addr, |address| {
            let socket = Socket::new(socket::family(address), socket::SOCK_STREAM)?;
            // Connections that linger from an earlier run do not keep the port.
            socket.set(option::SOL_SOCKET, option::SO_REUSEADDR, 1i32)?;
            socket.bind(&Address::of(address))?;
            socket.listen(BACKLOG)?;
            Ok(TcpListener(socket))
        })
    }
    /// The address it listens at.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_address()?.to_inet() }
    /// Another handle to the same socket.
    pub fn try_clone(&self) -> Result<TcpListener> { self.0.try_clone().map(TcpListener) }
    /// Waits for the next connection.
    pub fn accept(&self) -> Result<(TcpStream, SocketAddr)> {
        let (socket, address) = self.0.accept()?;
        Ok((TcpStream(socket), address.to_inet()?))
    }
    /// All connections.
    pub fn incoming(&self) -> Incoming<'_> { Incoming { listener: self } }
    /// All connections; the listener moves in.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_incoming(self) -> IntoIncoming { IntoIncoming { listener: self } }
    /// Sets how many hops packets live.
    pub fn set_ttl(&self, ttl: u32) -> Result<()> { self.0.set(option::IPPROTO_IP, option::IP_TTL, ttl as i32) }
    /// How many hops packets live.
    pub fn ttl(&self) -> Result<u32> { self.0.get(option::IPPROTO_IP, option::IP_TTL) }
    /// Whether a socket of IPv6 refuses IPv4; it can only be said before binding.
    #[deprecated(since = "1.16.0", note = "this option can only be set before the socket is bound")]
    pub fn set_only_v6(&self, only_v6: bool) -> Result<()> { self.0.set(option::IPPROTO_IPV6, option::IPV6_V6ONLY, only_v6 as i32) }
    /// Whether a socket of IPv6 refuses IPv4.
    #[deprecated(since = "1.16.0", note = "this option can only be set before the socket is bound")]
    pub fn only_v6(&self) -> Result<bool> { self.0.is_set(option::IPPROTO_IPV6, option::IPV6_V6ONLY) }
    /// Takes the error that the socket keeps, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// Whether calls give `WouldBlock` instead of waiting.
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> { self.0.set_nonblocking(nonblocking) }
}

impl Read for &TcpStream {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.0.read(buf) }
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { self.0.read_vectored(bufs) }
}
impl Write for &TcpStream {
    #[inline]
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.0.write(buf) }
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { self.0.write_vectored(bufs) }
    #[inline]
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Read for TcpStream {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.0.read(buf) }
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { self.0.read_vectored(bufs) }
}
impl Write for TcpStream {
    #[inline]
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.0.write(buf) }
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { self.0.write_vectored(bufs) }
    #[inline]
    fn flush(&mut self) -> Result<()> { Ok(()) }
}

impl Iterator for Incoming<'_> {
    type Item = Result<TcpStream>;
    fn next(&mut self) -> Option<Result<TcpStream>> { Some(self.listener.accept().map(|(stream, _)| stream)) }
}
impl FusedIterator for Incoming<'_> {}
impl Iterator for IntoIncoming {
    type Item = Result<TcpStream>;
    fn next(&mut self) -> Option<Result<TcpStream>> { Some(self.listener.accept().map(|(stream, _)| stream)) }
}
impl FusedIterator for IntoIncoming {}

impl fmt::Debug for TcpStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("TcpStream");
        if let Ok(address) = self.local_addr() {
            shown.field("addr", &address);
        }
        if let Ok(address) = self.peer_addr() {
            shown.field("peer", &address);
        }
        shown.field("fd", &self.0.raw()).finish()
    }
}
impl fmt::Debug for TcpListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("TcpListener");
        if let Ok(address) = self.local_addr() {
            shown.field("addr", &address);
        }
        shown.field("fd", &self.0.raw()).finish()
    }
}
