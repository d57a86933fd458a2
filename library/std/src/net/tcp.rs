//! TCP.
use super::resolve::each;
use super::{Shutdown, SocketAddr, ToSocketAddrs};
use crate::io::{self, Error, Read, Result, Write};
use crate::sys::socket::Socket;
use crate::time::Duration;
use core::fmt;
/// A connection.
pub struct TcpStream(pub(crate) Socket);
/// Waits for connections.
pub struct TcpListener(pub(crate) Socket);
/// See `TcpListener::incoming`.
#[derive(Debug)]
pub struct Incoming<'a> { listener: &'a TcpListener }
impl TcpStream {
    /// Connects.
    pub fn connect<A: ToSocketAddrs>(addr: A) -> Result<TcpStream> { each(addr, |a| { let s = Socket::new(a, 1)?; s.connect(a)?; Ok(TcpStream(s)) }) }
    /// Connects, up to a time.
    pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> Result<TcpStream> {
        let s = Socket::new(addr, 1)?;
        // The limit for sending bounds connecting too.
        s.set_timeout(Some(timeout), 21)?;
        s.connect(addr).map_err(|e| if e.raw_os_error() == Some(115) { io::Error::message(io::ErrorKind::TimedOut, "connection timed out") } else { e })?;
        s.set_timeout(None, 21)?;
        Ok(TcpStream(s))
    }
    /// The other side's address.
    pub fn peer_addr(&self) -> Result<SocketAddr> { self.0.peer_addr() }
    /// This side's address.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_addr() }
    /// Ends one side or both.
    pub fn shutdown(&self, how: Shutdown) -> Result<()> { self.0.shutdown(how) }
    /// Another handle.
    pub fn try_clone(&self) -> Result<TcpStream> { self.0.try_clone().map(TcpStream) }
    /// Limits reading.
    pub fn set_read_timeout(&self, d: Option<Duration>) -> Result<()> { self.0.set_timeout(d, 20) }
    /// Limits writing.
    pub fn set_write_timeout(&self, d: Option<Duration>) -> Result<()> { self.0.set_timeout(d, 21) }
    /// The limit of reading.
    pub fn read_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(20) }
    /// The limit of writing.
    pub fn write_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(21) }
    /// Reads without removing.
    pub fn peek(&self, b: &mut [u8]) -> Result<usize> { self.0.recv(b, 2) }
    /// Sends at once.
    pub fn set_nodelay(&self, on: bool) -> Result<()> { self.0.set(6, 1, on as i32) }
    /// Whether it sends at once.
    pub fn nodelay(&self) -> Result<bool> { Ok(self.0.get::<i32>(6, 1)? != 0) }
    /// Sets the time to live.
    pub fn set_ttl(&self, n: u32) -> Result<()> { self.0.set(0, 2, n as i32) }
    /// The time to live.
    pub fn ttl(&self) -> Result<u32> { Ok(self.0.get::<i32>(0, 2)? as u32) }
    /// The error, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// Whether calls return at once.
    pub fn set_nonblocking(&self, on: bool) -> Result<()> { self.0.set_nonblocking(on) }
}
impl Read for &TcpStream { fn read(&mut self, b: &mut [u8]) -> Result<usize> { self.0.recv(b, 0) } }
impl Write for &TcpStream { fn write(&mut self, b: &[u8]) -> Result<usize> { self.0.send(b) } fn flush(&mut self) -> Result<()> { Ok(()) } }
impl Read for TcpStream { fn read(&mut self, b: &mut [u8]) -> Result<usize> { self.0.recv(b, 0) } }
impl Write for TcpStream { fn write(&mut self, b: &[u8]) -> Result<usize> { self.0.send(b) } fn flush(&mut self) -> Result<()> { Ok(()) } }
impl TcpListener {
    /// Listens.
    pub fn bind<A: ToSocketAddrs>(addr: A) -> Result<TcpListener> { each(addr, |a| { let s = Socket::new(a, 1)?; s.set(1, 2, 1i32)?; s.bind(a)?; s.listen()?; Ok(TcpListener(s)) }) }
    /// The address.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_addr() }
    /// Another handle.
    pub fn try_clone(&self) -> Result<TcpListener> { self.0.try_clone().map(TcpListener) }
    /// The next connection.
    pub fn accept(&self) -> Result<(TcpStream, SocketAddr)> { self.0.accept().map(|(s, a)| (TcpStream(s), a)) }
    /// All connections.
    pub fn incoming(&self) -> Incoming<'_> { Incoming { listener: self } }
    /// Sets the time to live.
    pub fn set_ttl(&self, n: u32) -> Result<()> { self.0.set(0, 2, n as i32) }
    /// The time to live.
    pub fn ttl(&self) -> Result<u32> { Ok(self.0.get::<i32>(0, 2)? as u32) }
    /// The error, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// Whether calls return at once.
    pub fn set_nonblocking(&self, on: bool) -> Result<()> { self.0.set_nonblocking(on) }
}
impl Iterator for Incoming<'_> { type Item = Result<TcpStream>; fn next(&mut self) -> Option<Result<TcpStream>> { Some(self.listener.accept().map(|p| p.0)) } }
impl fmt::Debug for TcpStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_struct("TcpStream");
        if let Ok(a) = self.local_addr() { d.field("addr", &a); }
        if let Ok(a) = self.peer_addr() { d.field("peer", &a); }
        d.field("fd", &self.0.0).finish()
    }
}
impl fmt::Debug for TcpListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_struct("TcpListener");
        if let Ok(a) = self.local_addr() { d.field("addr", &a); }
        d.field("fd", &self.0.0).finish()
    }
}
