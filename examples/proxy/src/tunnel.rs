//! A client, the server, and the two directions between them.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// What is held of each direction.
const BUFFER: usize = 16 * 1024;

/// Connects all who come to the server. Returns only when the listener fails for good.
pub fn serve(listener: &TcpListener, server: &str) {
    for client in listener.incoming() {
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                // Out of descriptors, say: others will leave.
                eprintln!("proxy: {error}");
                thread::sleep(Duration::from_millis(10));
                continue;
            }
        };
        let server = server.to_owned();
        let spawned = thread::Builder::new().name("tunnel".to_owned()).spawn(move || {
            if let Err(error) = connect(&client, &server) {
                eprintln!("proxy: {server}: {error}");
            }
        });
        if let Err(error) = spawned {
            eprintln!("proxy: no thread for a connection: {error}");
        }
    }
}

/// Passes on what both sides send until both have said that they will send no more, or one is gone.
fn connect(client: &TcpStream, server: &str) -> io::Result<()> {
    let server = &TcpStream::connect(server)?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    thread::scope(|scope| {
        thread::Builder::new().name("answers".to_owned()).spawn_scoped(scope, || pass_on(server, client))?;
        pass_on(client, server);
        Ok(())
    })
}

/// One direction.
fn pass_on(from: &TcpStream, to: &TcpStream) {
    match copy(from, to) {
        Ok(()) => {
            // Only this direction has ended. An error says that the other side is gone, which the other direction sees too.
            let _ = to.shutdown(Shutdown::Write);
        }
        Err(_) => {
            // Nothing can be delivered any more: neither side is to wait for it.
            let _ = from.shutdown(Shutdown::Both);
            let _ = to.shutdown(Shutdown::Both);
        }
    }
}

/// Copies until the end, never holding more than a buffer.
fn copy(mut from: &TcpStream, mut to: &TcpStream) -> io::Result<()> {
    let mut buffer = [0; BUFFER];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => to.write_all(&buffer[..length])?,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
