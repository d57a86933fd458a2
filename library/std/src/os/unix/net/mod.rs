//! Local sockets.
mod addr;
mod datagram;
mod listener;
mod stream;

pub use self::addr::SocketAddr;
pub use self::datagram::UnixDatagram;
pub use self::listener::{Incoming, UnixListener};
pub use self::stream::UnixStream;

use crate::sys::socket::Socket;
use core::fmt;

/// A socket's descriptor as `Debug` shows it.
struct Shown<'a>(&'a Socket);
impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Owned(i32);
        impl fmt::Debug for Owned {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("OwnedFd").field("fd", &self.0).finish() }
        }
        f.debug_tuple("FileDesc").field(&Owned(self.0.raw())).finish()
    }
}

/// Shows a socket with the addresses it has.
fn show(f: &mut fmt::Formatter<'_>, name: &str, socket: &Socket, with_peer: bool) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    shown.field("fd", &Shown(socket));
    if let Ok(address) = socket.local_address().and_then(SocketAddr::of_kernel) {
        shown.field("local", &address);
    }
    if with_peer && let Ok(address) = socket.peer_address().and_then(SocketAddr::of_kernel) {
        shown.field("peer", &address);
    }
    shown.finish()
}
