//! Parsing addresses by recursive descent.
use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::error::Error;
use crate::fmt;
use crate::str::FromStr;

struct Parser<'a> {
    state: &'a [u8],
}
impl<'a> Parser<'a> {
    fn atomically<T>(&mut self, inner: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let state = self.state;
        let result = inner(self);
        if result.is_none() {
            self.state = state;
        }
        result
    }
    fn peek(&self) -> Option<u8> { self.state.first().copied() }
    fn given(&mut self, target: u8) -> Option<()> {
        match self.state {
            [c, rest @ ..] if *c == target => {
                self.state = rest;
                Some(())
            }
            _ => None,
        }
    }
    fn number(&mut self, radix: u32, max_digits: Option<usize>, max: u32, leading_zero: bool) -> Option<u32> {
        self.atomically(|p| {
            let mut result = 0u32;
            let mut digits = 0;
            let zero = p.peek() == Some(b'0');
            while let Some(d) = p.peek().and_then(|c| (c as char).to_digit(radix)) {
                p.state = &p.state[1..];
                result = result.checked_mul(radix)?.checked_add(d)?;
                digits += 1;
                if result > max || max_digits.is_some_and(|m| digits > m) {
                    return None;
                }
            }
            if digits == 0 || (!leading_zero && zero && digits > 1) { None } else { Some(result) }
        })
    }
    fn ipv4(&mut self) -> Option<Ipv4Addr> {
        self.atomically(|p| {
            let mut groups = [0; 4];
            for (i, slot) in groups.iter_mut().enumerate() {
                if i > 0 {
                    p.given(b'.')?;
                }
                *slot = p.number(10, Some(3), 255, false)? as u8;
            }
            Some(groups.into())
        })
    }
    fn ipv6(&mut self) -> Option<Ipv6Addr> {
        /// Fills groups; gives how many, and whether they ended with an address of version 4.
        fn groups(p: &mut Parser<'_>, out: &mut [u16]) -> (usize, bool) {
            let limit = out.len();
            let mut i = 0;
            while i < limit {
                if i + 1 < limit {
                    let v4 = p.atomically(|p| {
                        if i > 0 {
                            p.given(b':')?;
                        }
                        p.ipv4()
                    });
                    if let Some(v4) = v4 {
                        let [a, b, c, d] = v4.octets();
                        out[i] = u16::from_be_bytes([a, b]);
                        out[i + 1] = u16::from_be_bytes([c, d]);
                        return (i + 2, true);
                    }
                }
                let group = p.atomically(|p| {
                    if i > 0 {
                        p.given(b':')?;
                    }
                    p.number(16, Some(4), 0xffff, true)
                });
                match group {
                    Some(g) => out[i] = g as u16,
                    None => return (i, false),
                }
                i += 1;
            }
            (limit, false)
        }
        self.atomically(|p| {
            let mut head = [0; 8];
            let (head_len, v4) = groups(p, &mut head);
            if head_len == 8 {
                return Some(head.into());
            }
            if v4 {
                return None;
            }
            p.given(b':')?;
            p.given(b':')?;
            let mut tail = [0; 7];
            let limit = 8 - (head_len + 1);
            let (tail_len, _) = groups(p, &mut tail[..limit]);
            head[8 - tail_len..].copy_from_slice(&tail[..tail_len]);
            Some(head.into())
        })
    }
    fn port(&mut self) -> Option<u16> {
        self.atomically(|p| {
            p.given(b':')?;
            p.number(10, None, 65535, true).map(|n| n as u16)
        })
    }
    fn v4_socket(&mut self) -> Option<SocketAddrV4> {
        self.atomically(|p| {
            let ip = p.ipv4()?;
            Some(SocketAddrV4::new(ip, p.port()?))
        })
    }
    fn v6_socket(&mut self) -> Option<SocketAddrV6> {
        self.atomically(|p| {
            p.given(b'[')?;
            let ip = p.ipv6()?;
            let scope = match p.given(b'%') {
                Some(()) => p.number(10, None, u32::MAX, true)?,
                None => 0,
            };
            p.given(b']')?;
            Some(SocketAddrV6::new(ip, p.port()?, 0, scope))
        })
    }
    fn whole<T>(s: &[u8], kind: AddrKind, inner: impl FnOnce(&mut Parser<'_>) -> Option<T>) -> Result<T, AddrParseError> {
        let mut p = Parser { state: s };
        match inner(&mut p) {
            Some(t) if p.state.is_empty() => Ok(t),
            _ => Err(AddrParseError(kind)),
        }
    }
}
macro_rules! from_str {
    ($($t:ident $kind:ident |$p:ident| $e:expr;)*) => {$(
        impl $t {
            /// Parses bytes.
            #[doc(hidden)]
            pub fn parse_ascii(b: &[u8]) -> Result<Self, AddrParseError> { Parser::whole(b, AddrKind::$kind, |$p| $e) }
        }
        impl FromStr for $t {
            type Err = AddrParseError;
            fn from_str(s: &str) -> Result<$t, AddrParseError> { Self::parse_ascii(s.as_bytes()) }
        }
    )*};
}
from_str! {
    IpAddr Ip |p| p.ipv4().map(IpAddr::V4).or_else(|| p.ipv6().map(IpAddr::V6));
    Ipv4Addr Ipv4 |p| p.ipv4();
    Ipv6Addr Ipv6 |p| p.ipv6();
    SocketAddrV4 SocketV4 |p| p.v4_socket();
    SocketAddrV6 SocketV6 |p| p.v6_socket();
    SocketAddr Socket |p| p.v4_socket().map(SocketAddr::V4).or_else(|| p.v6_socket().map(SocketAddr::V6));
}
#[derive(Debug, Clone, PartialEq, Eq)]
enum AddrKind {
    Ip,
    Ipv4,
    Ipv6,
    Socket,
    SocketV4,
    SocketV6,
}
/// A string was no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddrParseError(AddrKind);
impl fmt::Display for AddrParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            AddrKind::Ip => "invalid IP address syntax",
            AddrKind::Ipv4 => "invalid IPv4 address syntax",
            AddrKind::Ipv6 => "invalid IPv6 address syntax",
            AddrKind::Socket => "invalid socket address syntax",
            AddrKind::SocketV4 => "invalid IPv4 socket address syntax",
            AddrKind::SocketV6 => "invalid IPv6 socket address syntax",
        })
    }
}
impl Error for AddrParseError {}
