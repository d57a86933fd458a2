//! Sockets. Calls that block are made here, so that green threads can wait for readiness instead.
use super::libc::{self, sockaddr_storage};
use crate::io::{Error, ErrorKind, Result};
use crate::net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, SocketAddrV4, SocketAddrV6};
use core::time::Duration;

/// A socket that is closed when dropped.
pub struct Socket(pub i32);
impl Drop for Socket {
    fn drop(&mut self) { drop(unsafe { core::mem::transmute::<i32, super::fd::Descriptor>(self.0) }) }
}
impl Socket { fn d(&self) -> &super::fd::Descriptor { unsafe { &*(&raw const self.0 as *const super::fd::Descriptor) } } }
use super::fd::Direction;
pub fn check(r: i32) -> Result<i32> { if r < 0 { Err(Error::last_os_error()) } else { Ok(r) } }
fn count(n: isize) -> Result<usize> { if n < 0 { Err(Error::last_os_error()) } else { Ok(n as usize) } }
/// Repeats what a signal interrupted.
fn retry<T>(mut f: impl FnMut() -> Result<T>) -> Result<T> {
    loop {
        match f() {
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            r => return r,
        }
    }
}
pub fn encode(a: &SocketAddr) -> (sockaddr_storage, u32) {
    let mut s = sockaddr_storage { family: 0, port: a.port().to_be(), data: [0; 124] };
    match a {
        SocketAddr::V4(a) => {
            s.family = 2;
            s.data[..4].copy_from_slice(&a.ip().octets());
            (s, 16)
        }
        SocketAddr::V6(a) => {
            s.family = 10;
            s.data[..4].copy_from_slice(&a.flowinfo().to_ne_bytes());
            s.data[4..20].copy_from_slice(&a.ip().octets());
            s.data[20..24].copy_from_slice(&a.scope_id().to_ne_bytes());
            (s, 28)
        }
    }
}
pub fn decode(s: &sockaddr_storage) -> Result<SocketAddr> {
    let port = u16::from_be(s.port);
    let d = &s.data;
    match s.family {
        2 => Ok(SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::new(d[0], d[1], d[2], d[3]), port))),
        10 => {
            let ip: [u8; 16] = d[4..20].try_into().unwrap();
            let word = |i: usize| u32::from_ne_bytes(d[i..i + 4].try_into().unwrap());
            Ok(SocketAddr::V6(SocketAddrV6::new(Ipv6Addr::from_octets(ip), port, word(0), word(20))))
        }
        _ => Err(Error::message(ErrorKind::InvalidInput, "invalid argument")),
    }
}
fn with_addr(f: impl FnOnce(*mut sockaddr_storage, *mut u32) -> i32) -> Result<SocketAddr> {
    let mut s = sockaddr_storage { family: 0, port: 0, data: [0; 124] };
    let mut n = size_of_val(&s) as u32;
    check(f(&mut s, &mut n))?;
    decode(&s)
}
// SAFETY of all calls: the descriptor is ours, buffers have the given sizes.
impl Socket {
    pub fn new(a: &SocketAddr, kind: i32) -> Result<Socket> { Ok(Socket(check(unsafe { libc::socket(if a.is_ipv4() { 2 } else { 10 }, kind | 0o2000000, 0) })?)) }
    pub fn bind(&self, a: &SocketAddr) -> Result<()> { let (s, n) = encode(a); check(unsafe { libc::bind(self.0, &s, n) }).map(drop) }
    pub fn listen(&self) -> Result<()> { check(unsafe { libc::listen(self.0, 4096) }).map(drop) }
    pub fn connect(&self, a: &SocketAddr) -> Result<()> { let (s, n) = encode(a); unsafe { self.d().connect(&s, n, None) } }
    pub fn accept(&self) -> Result<(Socket, SocketAddr)> {
        let mut s = sockaddr_storage { family: 0, port: 0, data: [0; 124] };
        let mut n = size_of_val(&s) as u32; let fd = unsafe { self.d().accept(&mut s, &mut n)? }.release();
        Ok((Socket(fd), decode(&s)?))
    }
    pub fn recv(&self, b: &mut [u8], flags: i32) -> Result<usize> { self.d().io(Direction::Read, b.len(), |f| unsafe { libc::recv(self.0, b.as_mut_ptr() as *mut _, b.len(), flags | f) }) }
    pub fn send(&self, b: &[u8]) -> Result<usize> { self.d().io(Direction::Write, b.len(), |f| unsafe { libc::send(self.0, b.as_ptr() as *const _, b.len(), 0x4000 | f) }) }
    pub fn recv_from(&self, b: &mut [u8], flags: i32) -> Result<(usize, SocketAddr)> {
        let mut s = sockaddr_storage { family: 0, port: 0, data: [0; 124] };
        let mut n = size_of_val(&s) as u32;
        let r = count(unsafe { libc::recvfrom(self.0, b.as_mut_ptr() as *mut _, b.len(), flags, &mut s, &mut n) })?;
        Ok((r, decode(&s)?))
    }
    pub fn send_to(&self, b: &[u8], a: &SocketAddr) -> Result<usize> { let (s, n) = encode(a); count(unsafe { libc::sendto(self.0, b.as_ptr() as *const _, b.len(), 0x4000, &s, n) }) }
    pub fn local_addr(&self) -> Result<SocketAddr> { with_addr(|s, n| unsafe { libc::getsockname(self.0, s, n) }) }
    pub fn peer_addr(&self) -> Result<SocketAddr> { with_addr(|s, n| unsafe { libc::getpeername(self.0, s, n) }) }
    pub fn shutdown(&self, how: Shutdown) -> Result<()> { check(unsafe { libc::shutdown(self.0, how as i32) }).map(drop) }
    pub fn try_clone(&self) -> Result<Socket> { Ok(Socket(check(unsafe { libc::fcntl(self.0, 1030, 3) })?)) }
    pub fn set<T>(&self, level: i32, opt: i32, v: T) -> Result<()> { check(unsafe { libc::setsockopt(self.0, level, opt, &raw const v as *const _, size_of::<T>() as u32) }).map(drop) }
    pub fn get<T: Copy + Default>(&self, level: i32, opt: i32) -> Result<T> {
        let mut v = T::default();
        let mut n = size_of::<T>() as u32;
        check(unsafe { libc::getsockopt(self.0, level, opt, &raw mut v as *mut _, &mut n) })?;
        Ok(v)
    }
    pub fn set_timeout(&self, d: Option<Duration>, opt: i32) -> Result<()> {
        let t = match d {
            Some(d) if d.is_zero() => return Err(Error::message(ErrorKind::InvalidInput, "cannot set a 0 duration timeout")),
            Some(d) => { let t = libc::timeval { tv_sec: d.as_secs() as i64, tv_usec: d.subsec_micros() as i64 }; if t.tv_sec == 0 && t.tv_usec == 0 { libc::timeval { tv_sec: 0, tv_usec: 1 } } else { t } }
            None => libc::timeval::default(),
        };
        self.set(1, opt, t)
    }
    pub fn timeout(&self, opt: i32) -> Result<Option<Duration>> {
        let t: libc::timeval = self.get(1, opt)?;
        Ok(if t.tv_sec == 0 && t.tv_usec == 0 { None } else { Some(Duration::new(t.tv_sec as u64, t.tv_usec as u32 * 1000)) })
    }
    pub fn set_nonblocking(&self, on: bool) -> Result<()> {
        let f = check(unsafe { libc::fcntl(self.0, 3) })?;
        check(unsafe { libc::fcntl(self.0, 4, if on { f | 2048 } else { f & !2048 }) }).map(drop)
    }
    pub fn take_error(&self) -> Result<Option<Error>> { let e: i32 = self.get(1, 4)?; Ok(if e == 0 { None } else { Some(Error::from_raw_os_error(e)) }) }
}
