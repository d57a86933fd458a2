//! IP addresses.
use super::display_buffer::DisplayBuffer;
use crate::cmp::Ordering;
use crate::fmt::{self, Write};
use crate::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Not};

/// An address of either version.
#[derive(Copy, Clone, Eq, PartialEq, Hash, PartialOrd, Ord)]
#[rustc_diagnostic_item = "IpAddr"]
pub enum IpAddr {
    /// Version 4.
    V4(Ipv4Addr),
    /// Version 6.
    V6(Ipv6Addr),
}
/// An address of version 4.
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct Ipv4Addr {
    octets: [u8; 4],
}
/// An address of version 6.
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct Ipv6Addr {
    octets: [u8; 16],
}
/// The scope of a multicast address.
#[derive(Copy, PartialEq, Eq, Clone, Hash, Debug)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Ipv6MulticastScope {
    InterfaceLocal,
    LinkLocal,
    RealmLocal,
    AdminLocal,
    SiteLocal,
    OrganizationLocal,
    Global,
}
macro_rules! both {
    ($($(#[$m:meta])* $name:ident;)*) => {$(
        $(#[$m])*
        #[must_use]
        #[inline]
        pub const fn $name(&self) -> bool {
            match self {
                IpAddr::V4(ip) => ip.$name(),
                IpAddr::V6(ip) => ip.$name(),
            }
        }
    )*};
}
impl IpAddr {
    both! {
        #[doc = "Whether it is the unspecified address."] is_unspecified;
        #[doc = "Whether it is a loopback address."] is_loopback;
        #[doc = "Whether it is a multicast address."] is_multicast;
    }
    /// Whether it is of version 4.
    #[must_use]
    #[inline]
    pub const fn is_ipv4(&self) -> bool { matches!(self, IpAddr::V4(_)) }
    /// Whether it is of version 6.
    #[must_use]
    #[inline]
    pub const fn is_ipv6(&self) -> bool { matches!(self, IpAddr::V6(_)) }
    /// An address of version 4 mapped into version 6 as version 4.
    #[inline]
    #[must_use]
    pub const fn to_canonical(&self) -> IpAddr {
        match self {
            IpAddr::V4(_) => *self,
            IpAddr::V6(v6) => v6.to_canonical(),
        }
    }
    /// The bytes.
    #[doc(hidden)]
    pub const fn as_octets(&self) -> &[u8] {
        match self {
            IpAddr::V4(ip) => &ip.octets,
            IpAddr::V6(ip) => &ip.octets,
        }
    }
}
impl Ipv4Addr {
    /// The size in bits.
    pub const BITS: u32 = 32;
    /// `127.0.0.1`
    pub const LOCALHOST: Self = Ipv4Addr::new(127, 0, 0, 1);
    /// `0.0.0.0`
    pub const UNSPECIFIED: Self = Ipv4Addr::new(0, 0, 0, 0);
    /// `255.255.255.255`
    pub const BROADCAST: Self = Ipv4Addr::new(255, 255, 255, 255);
    /// Of four numbers.
    #[must_use]
    #[inline]
    pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr { Ipv4Addr { octets: [a, b, c, d] } }
    /// As a number, the first byte most significant.
    #[must_use]
    #[inline]
    pub const fn to_bits(self) -> u32 { u32::from_be_bytes(self.octets) }
    /// Of a number, the first byte most significant.
    #[must_use]
    #[inline]
    pub const fn from_bits(bits: u32) -> Ipv4Addr { Ipv4Addr { octets: bits.to_be_bytes() } }
    /// The bytes.
    #[must_use]
    #[inline]
    pub const fn octets(&self) -> [u8; 4] { self.octets }
    /// Of bytes.
    #[must_use]
    #[inline]
    pub const fn from_octets(octets: [u8; 4]) -> Ipv4Addr { Ipv4Addr { octets } }
    /// The bytes.
    #[doc(hidden)]
    pub const fn as_octets(&self) -> &[u8; 4] { &self.octets }
    /// Whether it is `0.0.0.0`.
    #[must_use]
    #[inline]
    pub const fn is_unspecified(&self) -> bool { u32::from_be_bytes(self.octets) == 0 }
    /// Whether it is in `127.0.0.0/8`.
    #[must_use]
    #[inline]
    pub const fn is_loopback(&self) -> bool { self.octets[0] == 127 }
    /// Whether it is in a private range.
    #[must_use]
    #[inline]
    pub const fn is_private(&self) -> bool {
        match self.octets {
            [10, ..] => true,
            [172, b, ..] if b >= 16 && b <= 31 => true,
            [192, 168, ..] => true,
            _ => false,
        }
    }
    /// Whether it is in `169.254.0.0/16`.
    #[must_use]
    #[inline]
    pub const fn is_link_local(&self) -> bool { matches!(self.octets, [169, 254, ..]) }
    /// Whether it is in `224.0.0.0/4`.
    #[must_use]
    #[inline]
    pub const fn is_multicast(&self) -> bool { self.octets[0] >= 224 && self.octets[0] <= 239 }
    /// Whether it is `255.255.255.255`.
    #[must_use]
    #[inline]
    pub const fn is_broadcast(&self) -> bool { u32::from_be_bytes(self.octets) == u32::MAX }
    /// Whether it is reserved for documentation.
    #[must_use]
    #[inline]
    pub const fn is_documentation(&self) -> bool { matches!(self.octets, [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _]) }
    /// As `::a.b.c.d`.
    #[must_use]
    #[inline]
    pub const fn to_ipv6_compatible(&self) -> Ipv6Addr {
        let [a, b, c, d] = self.octets;
        Ipv6Addr { octets: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, a, b, c, d] }
    }
    /// As `::ffff:a.b.c.d`.
    #[must_use]
    #[inline]
    pub const fn to_ipv6_mapped(&self) -> Ipv6Addr {
        let [a, b, c, d] = self.octets;
        Ipv6Addr { octets: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, c, d] }
    }
}
impl Ipv6Addr {
    /// The size in bits.
    pub const BITS: u32 = 128;
    /// `::1`
    pub const LOCALHOST: Self = Ipv6Addr::new(0, 0, 0, 0, 0, 0, 0, 1);
    /// `::`
    pub const UNSPECIFIED: Self = Ipv6Addr::new(0, 0, 0, 0, 0, 0, 0, 0);
    /// Of eight numbers.
    #[must_use]
    #[inline]
    #[allow(clippy::too_many_arguments)]
    pub const fn new(a: u16, b: u16, c: u16, d: u16, e: u16, f: u16, g: u16, h: u16) -> Ipv6Addr { Self::from_segments([a, b, c, d, e, f, g, h]) }
    /// As a number, the first byte most significant.
    #[must_use]
    #[inline]
    pub const fn to_bits(self) -> u128 { u128::from_be_bytes(self.octets) }
    /// Of a number, the first byte most significant.
    #[must_use]
    #[inline]
    pub const fn from_bits(bits: u128) -> Ipv6Addr { Ipv6Addr { octets: bits.to_be_bytes() } }
    /// The eight numbers.
    #[must_use]
    #[inline]
    pub const fn segments(&self) -> [u16; 8] {
        let o = &self.octets;
        let mut s = [0; 8];
        let mut i = 0;
        while i < 8 {
            s[i] = u16::from_be_bytes([o[2 * i], o[2 * i + 1]]);
            i += 1;
        }
        s
    }
    /// Of eight numbers.
    #[must_use]
    #[inline]
    pub const fn from_segments(segments: [u16; 8]) -> Ipv6Addr {
        let mut octets = [0; 16];
        let mut i = 0;
        while i < 8 {
            let [a, b] = segments[i].to_be_bytes();
            octets[2 * i] = a;
            octets[2 * i + 1] = b;
            i += 1;
        }
        Ipv6Addr { octets }
    }
    /// The bytes.
    #[must_use]
    #[inline]
    pub const fn octets(&self) -> [u8; 16] { self.octets }
    /// Of bytes.
    #[must_use]
    #[inline]
    pub const fn from_octets(octets: [u8; 16]) -> Ipv6Addr { Ipv6Addr { octets } }
    /// The bytes.
    #[doc(hidden)]
    pub const fn as_octets(&self) -> &[u8; 16] { &self.octets }
    /// Whether it is `::`.
    #[must_use]
    #[inline]
    pub const fn is_unspecified(&self) -> bool { self.to_bits() == 0 }
    /// Whether it is `::1`.
    #[must_use]
    #[inline]
    pub const fn is_loopback(&self) -> bool { self.to_bits() == 1 }
    /// Whether it is in `fc00::/7`.
    #[must_use]
    #[inline]
    pub const fn is_unique_local(&self) -> bool { self.octets[0] & 0xfe == 0xfc }
    /// Whether it is in `fe80::/10`.
    #[must_use]
    #[inline]
    pub const fn is_unicast_link_local(&self) -> bool { self.octets[0] == 0xfe && self.octets[1] & 0xc0 == 0x80 }
    /// Whether it is in `ff00::/8`.
    #[must_use]
    #[inline]
    pub const fn is_multicast(&self) -> bool { self.octets[0] == 0xff }
    /// The address of version 4 that is mapped.
    #[must_use]
    #[inline]
    pub const fn to_ipv4_mapped(&self) -> Option<Ipv4Addr> {
        match self.octets {
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d] => Some(Ipv4Addr::new(a, b, c, d)),
            _ => None,
        }
    }
    /// The address of version 4 that is mapped or compatible.
    #[must_use]
    #[inline]
    pub const fn to_ipv4(&self) -> Option<Ipv4Addr> {
        match self.octets {
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 | 0xff, 0 | 0xff, a, b, c, d] if self.octets[10] == self.octets[11] => Some(Ipv4Addr::new(a, b, c, d)),
            _ => None,
        }
    }
    /// A mapped address as version 4.
    #[must_use]
    #[inline]
    pub const fn to_canonical(&self) -> IpAddr {
        if let Some(mapped) = self.to_ipv4_mapped() { IpAddr::V4(mapped) } else { IpAddr::V6(*self) }
    }
}
impl fmt::Display for IpAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IpAddr::V4(ip) => ip.fmt(f),
            IpAddr::V6(ip) => ip.fmt(f),
        }
    }
}
impl fmt::Display for Ipv4Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.octets;
        if f.precision().is_none() && f.width().is_none() {
            return write!(f, "{a}.{b}.{c}.{d}");
        }
        let mut buf = DisplayBuffer::<15>::new();
        write!(buf, "{a}.{b}.{c}.{d}")?;
        f.pad(buf.as_str())
    }
}
impl fmt::Display for Ipv6Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut buf = DisplayBuffer::<39>::new();
        let segments = self.segments();
        if let Some(v4) = self.to_ipv4_mapped() {
            write!(buf, "::ffff:{v4}")?;
        } else {
            // The longest run of zeros, if longer than one.
            let (mut best, mut best_len, mut start, mut len) = (0, 0, 0, 0);
            for (i, &s) in segments.iter().enumerate() {
                if s == 0 {
                    if len == 0 {
                        start = i;
                    }
                    len += 1;
                    if len > best_len {
                        (best, best_len) = (start, len);
                    }
                } else {
                    len = 0;
                }
            }
            fn list(buf: &mut DisplayBuffer<39>, s: &[u16]) -> fmt::Result {
                for (i, x) in s.iter().enumerate() {
                    if i > 0 {
                        buf.write_char(':')?;
                    }
                    write!(buf, "{x:x}")?;
                }
                Ok(())
            }
            if best_len > 1 {
                list(&mut buf, &segments[..best])?;
                buf.write_str("::")?;
                list(&mut buf, &segments[best + best_len..])?;
            } else {
                list(&mut buf, &segments)?;
            }
        }
        f.pad(buf.as_str())
    }
}
macro_rules! ip_common {
    ($($t:ident $v:ident $int:ident $octets:literal;)*) => {$(
        impl fmt::Debug for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
        impl PartialEq<$t> for IpAddr {
            fn eq(&self, other: &$t) -> bool { matches!(self, IpAddr::$v(x) if x == other) }
        }
        impl PartialEq<IpAddr> for $t {
            fn eq(&self, other: &IpAddr) -> bool { other == self }
        }
        impl PartialOrd for $t {
            fn partial_cmp(&self, other: &$t) -> Option<Ordering> { Some(self.cmp(other)) }
        }
        impl Ord for $t {
            fn cmp(&self, other: &$t) -> Ordering { self.octets.cmp(&other.octets) }
        }
        impl PartialOrd<$t> for IpAddr {
            fn partial_cmp(&self, other: &$t) -> Option<Ordering> { self.partial_cmp(&IpAddr::$v(*other)) }
        }
        impl PartialOrd<IpAddr> for $t {
            fn partial_cmp(&self, other: &IpAddr) -> Option<Ordering> { IpAddr::$v(*self).partial_cmp(other) }
        }
        impl From<$t> for IpAddr {
            fn from(ip: $t) -> IpAddr { IpAddr::$v(ip) }
        }
        impl From<$t> for $int {
            fn from(ip: $t) -> $int { ip.to_bits() }
        }
        impl From<$int> for $t {
            fn from(ip: $int) -> $t { $t::from_bits(ip) }
        }
        impl From<[u8; $octets]> for $t {
            fn from(octets: [u8; $octets]) -> $t { $t { octets } }
        }
        impl From<[u8; $octets]> for IpAddr {
            fn from(octets: [u8; $octets]) -> IpAddr { IpAddr::$v($t { octets }) }
        }
        impl Not for $t {
            type Output = $t;
            fn not(self) -> $t { $t::from_bits(!self.to_bits()) }
        }
        impl BitAnd for $t {
            type Output = $t;
            fn bitand(self, rhs: $t) -> $t { $t::from_bits(self.to_bits() & rhs.to_bits()) }
        }
        impl BitOr for $t {
            type Output = $t;
            fn bitor(self, rhs: $t) -> $t { $t::from_bits(self.to_bits() | rhs.to_bits()) }
        }
        forward_ref_unop! { impl Not, not for $t }
        forward_ref_binop! { impl BitAnd, bitand for $t, $t }
        forward_ref_binop! { impl BitOr, bitor for $t, $t }
        forward_ref_op_assign! { impl BitAndAssign, bitand_assign for $t, $t }
        forward_ref_op_assign! { impl BitOrAssign, bitor_assign for $t, $t }
        impl BitAndAssign for $t {
            fn bitand_assign(&mut self, rhs: $t) { *self = *self & rhs; }
        }
        impl BitOrAssign for $t {
            fn bitor_assign(&mut self, rhs: $t) { *self = *self | rhs; }
        }
    )*};
}
ip_common! { Ipv4Addr V4 u32 4; Ipv6Addr V6 u128 16; }
impl fmt::Debug for IpAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
}
impl From<[u16; 8]> for Ipv6Addr {
    fn from(segments: [u16; 8]) -> Ipv6Addr { Ipv6Addr::from_segments(segments) }
}
impl From<[u16; 8]> for IpAddr {
    fn from(segments: [u16; 8]) -> IpAddr { IpAddr::V6(segments.into()) }
}
