//! What the servers share.

use std::io;
use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpSocket};

/// Listens on the address of the command line.
pub fn listen() -> io::Result<TcpListener> {
    let address: SocketAddr = std::env::args().nth(1).and_then(|text| text.parse().ok()).expect("an address");
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(4096)
}
