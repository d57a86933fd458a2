//! The network: addresses, TCP and UDP.
mod resolve;
mod tcp;
mod udp;
pub use self::resolve::ToSocketAddrs;
pub use self::tcp::{Incoming, IntoIncoming, TcpListener, TcpStream};
pub use self::udp::UdpSocket;
pub use core::net::*;
/// Which side of a connection ends.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Shutdown {
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Both.
    Both,
}
