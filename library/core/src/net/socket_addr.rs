//! Socket addresses.
use super::display_buffer::DisplayBuffer;
use super::{IpAddr, Ipv4Addr, Ipv6Addr};
use crate::fmt::{self, Write};

/// Address and port.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[rustc_diagnostic_item = "SocketAddr"]
pub enum SocketAddr {
    /// Version 4.
    V4(SocketAddrV4),
    /// Version 6.
    V6(SocketAddrV6),
}
/// Address of version 4 and port.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct SocketAddrV4 {
    ip: Ipv4Addr,
    port: u16,
}
/// Address of version 6, port, flow and scope.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct SocketAddrV6 {
    ip: Ipv6Addr,
    port: u16,
    flowinfo: u32,
    scope_id: u32,
}
impl SocketAddr {
    /// Of address and port.
    #[must_use]
    #[inline]
    pub const fn new(ip: IpAddr, port: u16) -> SocketAddr {
        match ip {
            IpAddr::V4(a) => SocketAddr::V4(SocketAddrV4::new(a, port)),
            IpAddr::V6(a) => SocketAddr::V6(SocketAddrV6::new(a, port, 0, 0)),
        }
    }
    /// The address.
    #[must_use]
    #[inline]
    pub const fn ip(&self) -> IpAddr {
        match *self {
            SocketAddr::V4(ref a) => IpAddr::V4(a.ip),
            SocketAddr::V6(ref a) => IpAddr::V6(a.ip),
        }
    }
    /// Sets the address.
    #[inline]
    pub const fn set_ip(&mut self, new_ip: IpAddr) { *self = Self::new(new_ip, self.port()); }
    /// The port.
    #[must_use]
    #[inline]
    pub const fn port(&self) -> u16 {
        match *self {
            SocketAddr::V4(ref a) => a.port,
            SocketAddr::V6(ref a) => a.port,
        }
    }
    /// Sets the port.
    #[inline]
    pub const fn set_port(&mut self, new_port: u16) {
        match *self {
            SocketAddr::V4(ref mut a) => a.port = new_port,
            SocketAddr::V6(ref mut a) => a.port = new_port,
        }
    }
    /// Whether it is of version 4.
    #[must_use]
    #[inline]
    pub const fn is_ipv4(&self) -> bool { matches!(*self, SocketAddr::V4(_)) }
    /// Whether it is of version 6.
    #[must_use]
    #[inline]
    pub const fn is_ipv6(&self) -> bool { matches!(*self, SocketAddr::V6(_)) }
}
macro_rules! accessors {
    ($t:ident $ip:ident: $($get:ident $set:ident $f:ident: $ft:ty;)*) => {
        impl $t {
            /// The address.
            #[must_use]
            #[inline]
            pub const fn ip(&self) -> &$ip { &self.ip }
            /// Sets the address.
            #[inline]
            pub const fn set_ip(&mut self, new_ip: $ip) { self.ip = new_ip; }
            $(
            /// The part of that name.
            #[must_use]
            #[inline]
            pub const fn $get(&self) -> $ft { self.$f }
            /// Sets it.
            #[inline]
            pub const fn $set(&mut self, new: $ft) { self.$f = new; }
            )*
        }
    };
}
accessors! { SocketAddrV4 Ipv4Addr: port set_port port: u16; }
accessors! { SocketAddrV6 Ipv6Addr: port set_port port: u16; flowinfo set_flowinfo flowinfo: u32; scope_id set_scope_id scope_id: u32; }
impl SocketAddrV4 {
    /// Of address and port.
    #[must_use]
    #[inline]
    pub const fn new(ip: Ipv4Addr, port: u16) -> SocketAddrV4 { SocketAddrV4 { ip, port } }
}
impl SocketAddrV6 {
    /// Of its parts.
    #[must_use]
    #[inline]
    pub const fn new(ip: Ipv6Addr, port: u16, flowinfo: u32, scope_id: u32) -> SocketAddrV6 { SocketAddrV6 { ip, port, flowinfo, scope_id } }
}
impl From<SocketAddrV4> for SocketAddr {
    fn from(a: SocketAddrV4) -> SocketAddr { SocketAddr::V4(a) }
}
impl From<SocketAddrV6> for SocketAddr {
    fn from(a: SocketAddrV6) -> SocketAddr { SocketAddr::V6(a) }
}
impl<I: Into<IpAddr>> From<(I, u16)> for SocketAddr {
    fn from(pieces: (I, u16)) -> SocketAddr { SocketAddr::new(pieces.0.into(), pieces.1) }
}
impl fmt::Display for SocketAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            SocketAddr::V4(ref a) => a.fmt(f),
            SocketAddr::V6(ref a) => a.fmt(f),
        }
    }
}
impl fmt::Display for SocketAddrV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut buf = DisplayBuffer::<21>::new();
        write!(buf, "{}:{}", self.ip, self.port)?;
        f.pad(buf.as_str())
    }
}
impl fmt::Display for SocketAddrV6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut buf = DisplayBuffer::<58>::new();
        match self.scope_id {
            0 => write!(buf, "[{}]:{}", self.ip, self.port)?,
            scope => write!(buf, "[{}%{}]:{}", self.ip, scope, self.port)?,
        }
        f.pad(buf.as_str())
    }
}
macro_rules! debug_as_display {
    ($($t:ty)*) => {$(
        impl fmt::Debug for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
    )*};
}
debug_as_display! { SocketAddr SocketAddrV4 SocketAddrV6 }
