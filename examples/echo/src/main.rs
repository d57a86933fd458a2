//! A TCP echo server: every connection has a thread that sends back what it receives.
//!
//! Usage: `echo [PORT]`; without a port the system chooses one.

use std::env;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    let port = match env::args().nth(1).map(|text| text.parse::<u16>()) {
        None => 0,
        Some(Ok(port)) => port,
        Some(Err(_)) => {
            eprintln!("usage: echo [PORT]");
            return ExitCode::from(2);
        }
    };
    match serve(port) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("echo: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(port: u16) -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    println!("listening on {}", listener.local_addr()?);
    for connection in listener.incoming() {
        // A client that is gone before it is accepted is no reason to stop.
        let Ok(stream) = connection else { continue };
        let spawned = thread::Builder::new()
            .name("connection".to_owned())
            .spawn(move || {
                if let Err(error) = echo(stream) {
                    eprintln!("echo: {error}");
                }
            });
        if let Err(error) = spawned {
            eprintln!("echo: no thread for a connection: {error}");
        }
    }
    Ok(())
}

/// Sends back all that comes until the client stops sending.
fn echo(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = [0; 16 * 1024];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => stream.write_all(&buffer[..length])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}
