//! Connections: two sides, two directions.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// How much of a direction is on its way through the proxy.
const BUFFER: usize = 16 * 1024;

/// Serves connections for as long as the process lives. The upstream address is looked up for each of them.
pub fn serve(listener: &TcpListener, upstream: &str) {
    let upstream: Arc<str> = upstream.into();
    for client in listener.incoming() {
        // A client that is gone before it is accepted is no reason to stop.
        let Ok(client) = client else { continue };
        let upstream = Arc::clone(&upstream);
        let spawned = thread::Builder::new().name("connection".to_owned()).spawn(move || {
            if let Err(error) = connect(&client, &upstream) {
                eprintln!("proxy: {upstream}: {error}");
            }
        });
        if let Err(error) = spawned {
            eprintln!("proxy: no thread for a connection: {error}");
        }
    }
}

/// The error is that of connecting; later ones concern only the two sides, which see them.
fn connect(client: &TcpStream, upstream: &str) -> io::Result<()> {
    let server = &TcpStream::connect(upstream)?;
    server.set_nodelay(true)?;
    client.set_nodelay(true)?;
    thread::scope(|scope| {
        scope.spawn(|| pass_on(client, server));
        pass_on(server, client);
    });
    Ok(())
}

/// Passes on what one side sends, to its end.
fn pass_on(from: &TcpStream, to: &TcpStream) {
    if copy(from, to).and_then(|()| to.shutdown(Shutdown::Write)).is_err() {
        // The other direction may be waiting for either side. Both fail now, also for those that are connected.
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    }
}

fn copy(mut from: &TcpStream, mut to: &TcpStream) -> io::Result<()> {
    let mut buffer = [0; BUFFER];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => to.write_all(&buffer[..length])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
