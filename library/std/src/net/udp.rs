//! UDP.
use super::resolve::each;
use super::{Ipv4Addr, SocketAddr, ToSocketAddrs};
use crate::io::{Error, ErrorKind, Result};
use crate::sys::socket::Socket;
use crate::time::Duration;
use core::fmt;
/// A socket for datagrams.
pub struct UdpSocket(pub(crate) Socket);
impl UdpSocket {
    /// Binds.
    pub fn bind<A: ToSocketAddrs>(addr: A) -> Result<UdpSocket> { each(addr, |a| { let s = Socket::new(a, 2)?; s.bind(a)?; Ok(UdpSocket(s)) }) }
    /// Receives.
    pub fn recv_from(&self, b: &mut [u8]) -> Result<(usize, SocketAddr)> { self.0.recv_from(b, 0) }
    /// Receives without removing.
    pub fn peek_from(&self, b: &mut [u8]) -> Result<(usize, SocketAddr)> { self.0.recv_from(b, 2) }
    /// Sends.
    pub fn send_to<A: ToSocketAddrs>(&self, b: &[u8], addr: A) -> Result<usize> {
        match addr.to_socket_addrs()?.next() { Some(a) => self.0.send_to(b, &a), None => Err(Error::message(ErrorKind::InvalidInput, "no addresses to send data to")) }
    }
    /// Sets the other side.
    pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> Result<()> { each(addr, |a| self.0.connect(a)) }
    /// Sends to the other side.
    pub fn send(&self, b: &[u8]) -> Result<usize> { self.0.send(b) }
    /// Receives from the other side.
    pub fn recv(&self, b: &mut [u8]) -> Result<usize> { self.0.recv(b, 0) }
    /// Receives without removing.
    pub fn peek(&self, b: &mut [u8]) -> Result<usize> { self.0.recv(b, 2) }
    /// The other side's address.
    pub fn peer_addr(&self) -> Result<SocketAddr> { self.0.peer_addr() }
    /// This side's address.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_addr() }
    /// Another handle.
    pub fn try_clone(&self) -> Result<UdpSocket> { self.0.try_clone().map(UdpSocket) }
    /// Limits receiving.
    pub fn set_read_timeout(&self, d: Option<Duration>) -> Result<()> { self.0.set_timeout(d, 20) }
    /// Limits sending.
    pub fn set_write_timeout(&self, d: Option<Duration>) -> Result<()> { self.0.set_timeout(d, 21) }
    /// The limit of receiving.
    pub fn read_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(20) }
    /// The limit of sending.
    pub fn write_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(21) }
    /// Allows broadcast.
    pub fn set_broadcast(&self, on: bool) -> Result<()> { self.0.set(1, 6, on as i32) }
    /// Whether broadcast is allowed.
    pub fn broadcast(&self) -> Result<bool> { Ok(self.0.get::<i32>(1, 6)? != 0) }
    /// Sets the time to live.
    pub fn set_ttl(&self, n: u32) -> Result<()> { self.0.set(0, 2, n as i32) }
    /// The time to live.
    pub fn ttl(&self) -> Result<u32> { Ok(self.0.get::<i32>(0, 2)? as u32) }
    /// Whether multicast comes back.
    pub fn set_multicast_loop_v4(&self, on: bool) -> Result<()> { self.0.set(0, 34, on as i32) }
    /// Whether multicast comes back.
    pub fn multicast_loop_v4(&self) -> Result<bool> { Ok(self.0.get::<i32>(0, 34)? != 0) }
    /// Whether multicast comes back.
    pub fn set_multicast_loop_v6(&self, on: bool) -> Result<()> { self.0.set(41, 19, on as i32) }
    /// Whether multicast comes back.
    pub fn multicast_loop_v6(&self) -> Result<bool> { Ok(self.0.get::<i32>(41, 19)? != 0) }
    /// Sets the time to live of multicast.
    pub fn set_multicast_ttl_v4(&self, n: u32) -> Result<()> { self.0.set(0, 33, n as i32) }
    /// The time to live of multicast.
    pub fn multicast_ttl_v4(&self) -> Result<u32> { Ok(self.0.get::<i32>(0, 33)? as u32) }
    /// Joins a group.
    pub fn join_multicast_v4(&self, m: &Ipv4Addr, i: &Ipv4Addr) -> Result<()> { self.0.set(0, 35, (m.octets(), i.octets())) }
    /// Leaves a group.
    pub fn leave_multicast_v4(&self, m: &Ipv4Addr, i: &Ipv4Addr) -> Result<()> { self.0.set(0, 36, (m.octets(), i.octets())) }
    /// The error, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// Whether calls return at once.
    pub fn set_nonblocking(&self, on: bool) -> Result<()> { self.0.set_nonblocking(on) }
}
impl fmt::Debug for UdpSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_struct("UdpSocket");
        if let Ok(a) = self.local_addr() { d.field("addr", &a); }
        d.field("fd", &self.0.0).finish()
    }
}
