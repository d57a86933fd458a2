//! Sockets as Linux knows them.
use crate::io::Result;
use crate::net::TcpStream;
use crate::os::unix::net::SocketAddr;
use crate::sys::socket::option;

/// Local addresses outside of the file system.
pub trait SocketAddrExt: Sized {
    /// An abstract address, which may hold any bytes.
    fn from_abstract_name<N: AsRef<[u8]>>(name: N) -> Result<SocketAddr>;
    /// The name, if the address is abstract.
    fn as_abstract_name(&self) -> Option<&[u8]>;
}
impl SocketAddrExt for SocketAddr {
    fn from_abstract_name<N: AsRef<[u8]>>(name: N) -> Result<SocketAddr> { SocketAddr::of_abstract(name.as_ref()) }
    fn as_abstract_name(&self) -> Option<&[u8]> { self.abstract_name() }
}

/// Options of TCP that Linux has.
pub trait TcpStreamExt {
    /// Whether what is received is acknowledged at once.
    fn set_quickack(&self, quickack: bool) -> Result<()>;
    /// Whether what is received is acknowledged at once.
    fn quickack(&self) -> Result<bool>;
    /// For how many seconds a listener keeps back connections on which nothing has come.
    fn set_deferaccept(&self, accept: u32) -> Result<()>;
    /// For how many seconds a listener keeps back connections on which nothing has come.
    fn deferaccept(&self) -> Result<u32>;
}
impl TcpStreamExt for TcpStream {
    fn set_quickack(&self, quickack: bool) -> Result<()> { self.0.set(option::IPPROTO_TCP, option::TCP_QUICKACK, quickack as i32) }
    fn quickack(&self) -> Result<bool> { self.0.is_set(option::IPPROTO_TCP, option::TCP_QUICKACK) }
    fn set_deferaccept(&self, accept: u32) -> Result<()> { self.0.set(option::IPPROTO_TCP, option::TCP_DEFER_ACCEPT, accept as i32) }
    fn deferaccept(&self) -> Result<u32> { self.0.get(option::IPPROTO_TCP, option::TCP_DEFER_ACCEPT) }
}
