//! UDP.
use super::resolve::each;
use super::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use crate::io::{Error, ErrorKind, Result};
use crate::sys::socket::{self, Address, Socket, option};
use crate::time::Duration;
use core::fmt;

/// A socket for datagrams.
pub struct UdpSocket(pub(crate) Socket);

impl UdpSocket {
    /// Binds to the first of the addresses that is free.
    pub fn bind<A: ToSocketAddrs>(addr: A) -> Result<UdpSocket> {
        each(addr, |address| {
            let socket = Socket::new(socket::family(address), socket::SOCK_DGRAM)?;
            socket.bind(&Address::of(address))?;
            Ok(UdpSocket(socket))
        })
    }
    /// Receives a datagram; what does not fit is lost.
    pub fn recv_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)> {
        let (count, address) = self.0.receive_from(buf, 0)?;
        Ok((count, address.to_inet()?))
    }
    /// Receives a datagram and leaves it for the next receiver.
    pub fn peek_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)> {
        let (count, address) = self.0.receive_from(buf, socket::MSG_PEEK)?;
        Ok((count, address.to_inet()?))
    }
    /// Sends a datagram to the first of the addresses.
    pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> Result<usize> {
        match addr.to_socket_addrs()?.next() {
            Some(address) => self.0.send_to(buf, &Address::of(&address)),
            None => Err(Error::message(ErrorKind::InvalidInput, "no addresses to send data to")),
        }
    }
    /// The other side's address, if `connect` set one.
    pub fn peer_addr(&self) -> Result<SocketAddr> { self.0.peer_address()?.to_inet() }
    /// This side's address.
    pub fn local_addr(&self) -> Result<SocketAddr> { self.0.local_address()?.to_inet() }
    /// Another handle to the same socket.
    pub fn try_clone(&self) -> Result<UdpSocket> { self.0.try_clone().map(UdpSocket) }
    /// Limits how long receiving may wait.
    pub fn set_read_timeout(&self, dur: Option<Duration>) -> Result<()> { self.0.set_timeout(dur, option::SO_RCVTIMEO) }
    /// Limits how long sending may wait.
    pub fn set_write_timeout(&self, dur: Option<Duration>) -> Result<()> { self.0.set_timeout(dur, option::SO_SNDTIMEO) }
    /// How long receiving may wait.
    pub fn read_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(option::SO_RCVTIMEO) }
    /// How long sending may wait.
    pub fn write_timeout(&self) -> Result<Option<Duration>> { self.0.timeout(option::SO_SNDTIMEO) }
    /// Whether it may send to broadcast addresses.
    pub fn set_broadcast(&self, broadcast: bool) -> Result<()> { self.0.set(option::SOL_SOCKET, option::SO_BROADCAST, broadcast as i32) }
    /// Whether it may send to broadcast addresses.
    pub fn broadcast(&self) -> Result<bool> { self.0.is_set(option::SOL_SOCKET, option::SO_BROADCAST) }
    /// Whether what it sends to groups comes back to this machine.
    pub fn set_multicast_loop_v4(&self, on: bool) -> Result<()> { self.0.set(option::IPPROTO_IP, option::IP_MULTICAST_LOOP, on as i32) }
    /// Whether what it sends to groups comes back to this machine.
    pub fn multicast_loop_v4(&self) -> Result<bool> { self.0.is_set(option::IPPROTO_IP, option::IP_MULTICAST_LOOP) }
    /// Sets how many hops datagrams to groups live.
    pub fn set_multicast_ttl_v4(&self, ttl: u32) -> Result<()> { self.0.set(option::IPPROTO_IP, option::IP_MULTICAST_TTL, ttl as i32) }
    /// How many hops datagrams to groups live.
    pub fn multicast_ttl_v4(&self) -> Result<u32> { self.0.get(option::IPPROTO_IP, option::IP_MULTICAST_TTL) }
    /// Whether what it sends to groups comes back to this machine.
    pub fn set_multicast_loop_v6(&self, on: bool) -> Result<()> { self.0.set(option::IPPROTO_IPV6, option::IPV6_MULTICAST_LOOP, on as i32) }
    /// Whether what it sends to groups comes back to this machine.
    pub fn multicast_loop_v6(&self) -> Result<bool> { self.0.is_set(option::IPPROTO_IPV6, option::IPV6_MULTICAST_LOOP) }
    /// Sets how many hops datagrams live.
    pub fn set_ttl(&self, ttl: u32) -> Result<()> { self.0.set(option::IPPROTO_IP, option::IP_TTL, ttl as i32) }
    /// How many hops datagrams live.
    pub fn ttl(&self) -> Result<u32> { self.0.get(option::IPPROTO_IP, option::IP_TTL) }
    /// Joins a group on the interface of that address.
    pub fn join_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> Result<()> {
        self.0.set(option::IPPROTO_IP, option::IP_ADD_MEMBERSHIP, [multiaddr.octets(), interface.octets()])
    }
    /// Joins a group on the interface of that number.
    pub fn join_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> Result<()> {
        self.0.set(option::IPPROTO_IPV6, option::IPV6_ADD_MEMBERSHIP, Membership { group: multiaddr.octets(), interface })
    }
    /// Leaves a group.
    pub fn leave_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> Result<()> {
        self.0.set(option::IPPROTO_IP, option::IP_DROP_MEMBERSHIP, [multiaddr.octets(), interface.octets()])
    }
    /// Leaves a group.
    pub fn leave_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> Result<()> {
        self.0.set(option::IPPROTO_IPV6, option::IPV6_DROP_MEMBERSHIP, Membership { group: multiaddr.octets(), interface })
    }
    /// Takes the error that the socket keeps, if any.
    pub fn take_error(&self) -> Result<Option<Error>> { self.0.take_error() }
    /// Sets the other side, to which `send` sends and from which alone it receives.
    pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> Result<()> { each(addr, |address| self.0.connect(&Address::of(address), None)) }
    /// Sends a datagram to the other side.
    pub fn send(&self, buf: &[u8]) -> Result<usize> { self.0.send(buf) }
    /// Receives a datagram from the other side.
    pub fn recv(&self, buf: &mut [u8]) -> Result<usize> { self.0.receive(buf, 0) }
    /// Receives a datagram and leaves it for the next receiver.
    pub fn peek(&self, buf: &mut [u8]) -> Result<usize> { self.0.receive(buf, socket::MSG_PEEK) }
    /// Whether calls give `WouldBlock` instead of waiting.
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> { self.0.set_nonblocking(nonblocking) }
}

/// A group of IPv6 and the interface it is joined on, as the kernel wants them.
#[repr(C)]
struct Membership {
    group: [u8; 16],
    interface: u32,
}

impl fmt::Debug for UdpSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("UdpSocket");
        if let Ok(address) = self.local_addr() {
            shown.field("addr", &address);
        }
        shown.field("fd", &self.0.raw()).finish()
    }
}
