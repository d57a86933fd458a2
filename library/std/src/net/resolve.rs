//! Names to addresses.
use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::ffi::{CStr, OsStr};
use crate::io::{Error, ErrorKind, Result};
use crate::string::String;
use crate::sys::fd::blocking;
use crate::sys::path::terminated_name;
use crate::sys::libc;
use crate::sys::socket::{self, Address};
use crate::vec::{self, Vec};
use core::{iter, option, slice};
/// What names socket addresses.
pub trait ToSocketAddrs {
    /// The addresses.
    type Iter: Iterator<Item = SocketAddr>;
    /// Resolves.
    fn to_socket_addrs(&self) -> Result<Self::Iter>;
}
macro_rules! direct {
    ($($t:ty |$s:ident| $e:expr;)*) => {$(
        impl ToSocketAddrs for $t {
            type Iter = option::IntoIter<SocketAddr>;
            fn to_socket_addrs(&self) -> Result<Self::Iter> { let $s = self; Ok(Some($e).into_iter()) }
        }
    )*};
}
direct! {
    SocketAddr |s| *s; SocketAddrV4 |s| SocketAddr::V4(*s); SocketAddrV6 |s| SocketAddr::V6(*s);
    (IpAddr, u16) |s| SocketAddr::new(s.0, s.1); (Ipv4Addr, u16) |s| SocketAddr::new(IpAddr::V4(s.0), s.1); (Ipv6Addr, u16) |s| SocketAddr::new(IpAddr::V6(s.0), s.1);
}
fn lookup(host: &str, port: u16) -> Result<vec::IntoIter<SocketAddr>> {
    const EAI_SYSTEM: i32 = -11;
    let host = terminated_name(OsStr::new(host))?;
    blocking(|| {
        // SAFETY: the list is freed after it was copied; `errno` is read on the thread that made the call.
        unsafe {
            let mut hints: libc::addrinfo = core::mem::zeroed();
            hints.ai_socktype = socket::SOCK_STREAM;
            let mut list = core::ptr::null_mut();
            match libc::getaddrinfo(host.as_ptr(), core::ptr::null(), &hints, &mut list) {
                0 => {}
                EAI_SYSTEM => return Err(Error::last_os_error()),
                code => {
                    let text = CStr::from_ptr(libc::gai_strerror(code)).to_string_lossy().into_owned();
                    return Err(Error::new(ErrorKind::Uncategorized, format!("failed to lookup address information: {text}")));
                }
            }
            let mut found = Vec::new();
            let mut entry = list;
            while !entry.is_null() {
                // An entry has only as many bytes as it says.
                let mut address = Address::empty();
                address.length = (*entry).ai_addrlen.min(address.length);
                core::ptr::copy_nonoverlapping((*entry).ai_addr as *const u8, (&raw mut address.storage).cast(), address.length as usize);
                if let Ok(mut address) = address.to_inet() {
                    address.set_port(port);
                    found.push(address);
                }
                entry = (*entry).ai_next;
            }
            libc::freeaddrinfo(list);
            Ok(found.into_iter())
        }
    })
}
impl ToSocketAddrs for (&str, u16) {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        if let Ok(ip) = self.0.parse::<IpAddr>() { return Ok(crate::vec![SocketAddr::new(ip, self.1)].into_iter()); }
        lookup(self.0, self.1)
    }
}
impl ToSocketAddrs for (String, u16) {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> { (&*self.0, self.1).to_socket_addrs() }
}
impl ToSocketAddrs for str {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        if let Ok(a) = self.parse() { return Ok(crate::vec![a].into_iter()); }
        let Some((host, port)) = self.rsplit_once(':') else { return Err(Error::message(ErrorKind::InvalidInput, "invalid socket address")) };
        let Ok(port) = port.parse::<u16>() else { return Err(Error::message(ErrorKind::InvalidInput, "invalid port value")) };
        lookup(host, port)
    }
}
impl ToSocketAddrs for String {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> { (&**self).to_socket_addrs() }
}
impl<'a> ToSocketAddrs for &'a [SocketAddr] {
    type Iter = iter::Cloned<slice::Iter<'a, SocketAddr>>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> { Ok(self.iter().cloned()) }
}
impl<T: ToSocketAddrs + ?Sized> ToSocketAddrs for &T {
    type Iter = T::Iter;
    fn to_socket_addrs(&self) -> Result<T::Iter> { (**self).to_socket_addrs() }
}
/// Tries all addresses and gives the last error.
pub(super) fn each<A: ToSocketAddrs, T>(addr: A, mut f: impl FnMut(&SocketAddr) -> Result<T>) -> Result<T> {
    let mut last = None;
    for a in addr.to_socket_addrs()? {
        match f(&a) { Ok(t) => return Ok(t), Err(e) => last = Some(e) }
    }
    Err(last.unwrap_or_else(|| Error::message(ErrorKind::InvalidInput, "could not resolve to any addresses")))
}
