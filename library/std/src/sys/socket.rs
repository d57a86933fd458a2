//! Sockets of every family. Calls that may wait go through [`Descriptor`].
use super::fd::{Descriptor, Direction, check};
use super::runtime::uring::Call;
use super::libc::{self, iovec, msghdr, sockaddr_storage};
use crate::io::{Error, ErrorKind, IoSlice, IoSliceMut, Result};
use crate::net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, SocketAddrV4, SocketAddrV6};
use core::time::Duration;

pub const AF_UNIX: u16 = 1;
pub const AF_INET: u16 = 2;
pub const AF_INET6: u16 = 10;
pub const SOCK_STREAM: i32 = 1;
pub const SOCK_DGRAM: i32 = 2;
pub const MSG_PEEK: i32 = 2;
const SOCK_CLOEXEC: i32 = 0o2000000;
/// A broken connection gives an error and no signal.
const MSG_NOSIGNAL: i32 = 0x4000;

/// Levels and names of options.
pub mod option {
    pub const SOL_SOCKET: i32 = 1;
    pub const SO_REUSEADDR: i32 = 2;
    pub const SO_ERROR: i32 = 4;
    pub const SO_BROADCAST: i32 = 6;
    pub const SO_LINGER: i32 = 13;
    pub const SO_PASSCRED: i32 = 16;
    pub const SO_PEERCRED: i32 = 17;
    pub const SO_RCVTIMEO: i32 = 20;
    pub const SO_SNDTIMEO: i32 = 21;
    pub const IPPROTO_IP: i32 = 0;
    pub const IP_TTL: i32 = 2;
    pub const IP_MULTICAST_TTL: i32 = 33;
    pub const IP_MULTICAST_LOOP: i32 = 34;
    pub const IP_ADD_MEMBERSHIP: i32 = 35;
    pub const IP_DROP_MEMBERSHIP: i32 = 36;
    pub const IPPROTO_TCP: i32 = 6;
    pub const TCP_NODELAY: i32 = 1;
    pub const TCP_DEFER_ACCEPT: i32 = 9;
    pub const TCP_QUICKACK: i32 = 12;
    pub const IPPROTO_IPV6: i32 = 41;
    pub const IPV6_MULTICAST_LOOP: i32 = 19;
    pub const IPV6_ADD_MEMBERSHIP: i32 = 20;
    pub const IPV6_DROP_MEMBERSHIP: i32 = 21;
    pub const IPV6_V6ONLY: i32 = 26;
}

/// An address as the kernel has it: of the bytes of `storage`, so many count.
#[derive(Copy, Clone)]
pub struct Address {
    pub storage: sockaddr_storage,
    pub length: u32,
}

impl Address {
    /// Room for any address.
    pub fn empty() -> Address {
        let storage = sockaddr_storage { family: 0, port: 0, data: [0; 124] };
        Address { length: size_of_val(&storage) as u32, storage }
    }
    /// Of a socket of the Internet.
    pub fn of(address: &SocketAddr) -> Address {
        let mut storage = sockaddr_storage { family: 0, port: address.port().to_be(), data: [0; 124] };
        let length = match address {
            SocketAddr::V4(v4) => {
                storage.family = AF_INET;
                storage.data[..4].copy_from_slice(&v4.ip().octets());
                16
            }
            SocketAddr::V6(v6) => {
                storage.family = AF_INET6;
                storage.data[..4].copy_from_slice(&v6.flowinfo().to_ne_bytes());
                storage.data[4..20].copy_from_slice(&v6.ip().octets());
                storage.data[20..24].copy_from_slice(&v6.scope_id().to_ne_bytes());
                28
            }
        };
        Address { storage, length }
    }
    /// As an address of the Internet, if it is one.
    pub fn to_inet(&self) -> Result<SocketAddr> {
        let port = u16::from_be(self.storage.port);
        let data = &self.storage.data;
        match self.storage.family {
            AF_INET => Ok(SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::new(data[0], data[1], data[2], data[3]), port))),
            AF_INET6 => {
                let ip: [u8; 16] = data[4..20].try_into().unwrap();
                let word = |i: usize| u32::from_ne_bytes(data[i..i + 4].try_into().unwrap());
                Ok(SocketAddr::V6(SocketAddrV6::new(Ipv6Addr::from_octets(ip), port, word(0), word(20))))
            }
            _ => Err(Error::message(ErrorKind::InvalidInput, "invalid argument")),
        }
    }
}

/// The family of an address of the Internet.
pub fn family(address: &SocketAddr) -> u16 { if address.is_ipv4() { AF_INET } else { AF_INET6 } }

/// A socket that is closed when dropped.
pub struct Socket(Descriptor);

fn done(r: i32) -> Result<()> { check(r as isize).map(drop) }

/// Lets the kernel fill in an address.
fn address_by(call: impl FnOnce(*mut sockaddr_storage, *mut u32) -> i32) -> Result<Address> {
    let mut address = Address::empty();
    done(call(&mut address.storage, &mut address.length))?;
    Ok(address)
}

// SAFETY of all calls: the descriptor is ours; pointers and sizes are those of values that outlive the call.
impl Socket {
    pub fn new(family: u16, kind: i32) -> Result<Socket> {
        // SAFETY: the descriptor is new.
        unsafe { Ok(Socket(Descriptor::fresh_socket(check(libc::socket(family as i32, kind | SOCK_CLOEXEC, 0) as isize)? as i32, None))) }
    }
    /// Two that are connected with each other.
    pub fn pair(family: u16, kind: i32) -> Result<(Socket, Socket)> {
        let mut ends = [0; 2];
        // SAFETY: room for two descriptors, which are new.
        unsafe {
            done(libc::socketpair(family as i32, kind | SOCK_CLOEXEC, 0, ends.as_mut_ptr()))?;
            Ok((Socket(Descriptor::fresh_socket(ends[0], None)), Socket(Descriptor::fresh_socket(ends[1], None))))
        }
    }
    pub fn from_descriptor(descriptor: Descriptor) -> Socket { Socket(descriptor) }
    pub fn into_descriptor(self) -> Descriptor { self.0 }
    #[inline]
    pub fn raw(&self) -> i32 { self.0.raw() }
    pub fn try_clone(&self) -> Result<Socket> { self.0.try_clone().map(Socket) }

    pub fn bind(&self, address: &Address) -> Result<()> { done(unsafe { libc::bind(self.raw(), &address.storage, address.length) }) }
    pub fn listen(&self, backlog: i32) -> Result<()> { done(unsafe { libc::listen(self.raw(), backlog) }) }
    pub fn connect(&self, address: &Address, timeout: Option<Duration>) -> Result<()> { unsafe { self.0.connect(&address.storage, address.length, timeout) } }
    pub fn accept(&self) -> Result<(Socket, Address)> {
        let mut address = Address::empty();
        let descriptor = unsafe { self.0.accept(&mut address.storage, &mut address.length)? };
        Ok((Socket(descriptor), address))
    }
    pub fn local_address(&self) -> Result<Address> { address_by(|a, n| unsafe { libc::getsockname(self.raw(), a, n) }) }
    pub fn peer_address(&self) -> Result<Address> { address_by(|a, n| unsafe { libc::getpeername(self.raw(), a, n) }) }
    pub fn shutdown(&self, how: Shutdown) -> Result<()> { done(unsafe { libc::shutdown(self.raw(), how as i32) }) }

    /// Receives on a stream.
    #[inline]
    pub fn read(&self, buf: &mut [u8]) -> Result<usize> {
        unsafe { self.0.stream(Direction::Read, Call::Receive(buf.as_mut_ptr(), buf.len()), |flags| libc::recv(self.raw(), buf.as_mut_ptr().cast(), buf.len(), flags)) }
    }
    /// Sends on a stream.
    #[inline]
    pub fn write(&self, buf: &[u8]) -> Result<usize> {
        unsafe { self.0.stream(Direction::Write, Call::Send(buf.as_ptr(), buf.len(), MSG_NOSIGNAL), |flags| libc::send(self.raw(), buf.as_ptr().cast(), buf.len(), MSG_NOSIGNAL | flags)) }
    }
    /// Receives a datagram, or looks at what there is.
    pub fn receive(&self, buf: &mut [u8], extra: i32) -> Result<usize> {
        self.0.io(Direction::Read, usize::MAX, |flags| unsafe { libc::recv(self.raw(), buf.as_mut_ptr().cast(), buf.len(), extra | flags) })
    }
    /// Sends a datagram to the other side.
    pub fn send(&self, buf: &[u8]) -> Result<usize> {
        self.0.io(Direction::Write, usize::MAX, |flags| unsafe { libc::send(self.raw(), buf.as_ptr().cast(), buf.len(), MSG_NOSIGNAL | flags) })
    }
    /// Receives a datagram and whence it came.
    pub fn receive_from(&self, buf: &mut [u8], extra: i32) -> Result<(usize, Address)> {
        let mut address = Address::empty();
        let room = address.length;
        let count = self.0.io(Direction::Read, usize::MAX, |flags| {
            address.length = room;
            unsafe { libc::recvfrom(self.raw(), buf.as_mut_ptr().cast(), buf.len(), extra | flags, &mut address.storage, &mut address.length) }
        })?;
        Ok((count, address))
    }
    /// Sends a datagram to an address.
    pub fn send_to(&self, buf: &[u8], address: &Address) -> Result<usize> {
        self.0.io(Direction::Write, usize::MAX, |flags| unsafe {
            libc::sendto(self.raw(), buf.as_ptr().cast(), buf.len(), MSG_NOSIGNAL | flags, &address.storage, address.length)
        })
    }
    /// Receives into several buffers.
    pub fn read_vectored(&self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        let wanted = bufs.iter().map(|b| b.len()).sum();
        let mut message = message(bufs.as_mut_ptr().cast(), bufs.len());
        self.0.io(Direction::Read, wanted, |flags| unsafe { libc::recvmsg(self.raw(), &mut message, flags) })
    }
    /// Sends several buffers.
    pub fn write_vectored(&self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        let wanted = bufs.iter().map(|b| b.len()).sum();
        let message = message(bufs.as_ptr().cast_mut().cast(), bufs.len());
        self.0.io(Direction::Write, wanted, |flags| unsafe { libc::sendmsg(self.raw(), &message, MSG_NOSIGNAL | flags) })
    }

    pub fn set<T>(&self, level: i32, name: i32, value: T) -> Result<()> {
        done(unsafe { libc::setsockopt(self.raw(), level, name, (&raw const value).cast(), size_of::<T>() as u32) })
    }
    pub fn get<T: Copy + Default>(&self, level: i32, name: i32) -> Result<T> {
        let mut value = T::default();
        let mut size = size_of::<T>() as u32;
        done(unsafe { libc::getsockopt(self.raw(), level, name, (&raw mut value).cast(), &mut size) })?;
        Ok(value)
    }
    /// An option that is on or off.
    pub fn is_set(&self, level: i32, name: i32) -> Result<bool> { Ok(self.get::<i32>(level, name)? != 0) }
    /// Sets how long receiving or sending may take: the option is `SO_RCVTIMEO` or `SO_SNDTIMEO`.
    pub fn set_timeout(&self, timeout: Option<Duration>, name: i32) -> Result<()> {
        let value = match timeout {
            None => libc::timeval::default(),
            Some(t) if t.is_zero() => return Err(Error::message(ErrorKind::InvalidInput, "cannot set a 0 duration timeout")),
            Some(t) => {
                let seconds = i64::try_from(t.as_secs()).unwrap_or(i64::MAX);
                let micros = t.subsec_micros() as i64;
                // Zero would mean no limit.
                libc::timeval { tv_sec: seconds, tv_usec: if seconds == 0 { micros.max(1) } else { micros } }
            }
        };
        self.set(option::SOL_SOCKET, name, value)?;
        self.0.timeouts_changed();
        Ok(())
    }
    pub fn timeout(&self, name: i32) -> Result<Option<Duration>> {
        let value: libc::timeval = self.get(option::SOL_SOCKET, name)?;
        Ok((value.tv_sec != 0 || value.tv_usec != 0).then(|| Duration::new(value.tv_sec as u64, value.tv_usec as u32 * 1000)))
    }
    pub fn set_linger(&self, linger: Option<Duration>) -> Result<()> {
        let value = libc::linger { on: linger.is_some() as i32, seconds: linger.unwrap_or_default().as_secs() as i32 };
        self.set(option::SOL_SOCKET, option::SO_LINGER, value)
    }
    pub fn linger(&self) -> Result<Option<Duration>> {
        let value: libc::linger = self.get(option::SOL_SOCKET, option::SO_LINGER)?;
        Ok((value.on != 0).then(|| Duration::from_secs(value.seconds as u64)))
    }
    pub fn set_nonblocking(&self, on: bool) -> Result<()> { self.0.set_nonblocking(on) }
    pub fn take_error(&self) -> Result<Option<Error>> {
        let code: i32 = self.get(option::SOL_SOCKET, option::SO_ERROR)?;
        Ok((code != 0).then(|| Error::from_raw_os_error(code)))
    }
}

/// A message without an address; the kernel takes at most 1,024 buffers.
fn message(buffers: *mut iovec, count: usize) -> msghdr {
    msghdr {
        name: core::ptr::null_mut(),
        name_len: 0,
        iov: buffers,
        iov_len: count.min(1024),
        control: core::ptr::null_mut(),
        control_len: 0,
        flags: 0,
    }
}
