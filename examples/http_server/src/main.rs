//! A small HTTP/1.1 server.
//!
//! Every connection has a thread, which reads requests and writes responses in plain blocking code. Connections are kept
//! alive; requests may be pipelined.
//!
//! Usage: `http_server [PORT [DIRECTORY]]`. Without a port the system chooses one; with a directory, its files are served
//! below `/files/`.

mod connection;
mod files;
mod request;
mod response;
mod routes;

use std::env;
use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use crate::files::FileDirectory;
use crate::routes::Routes;

struct Arguments {
    port: u16,
    directory: Option<PathBuf>,
}

impl Arguments {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let port = match arguments.next() {
            Some(text) => text.parse().ok()?,
            None => 0,
        };
        let directory = arguments.next().map(PathBuf::from);
        match arguments.next() {
            None => Some(Self { port, directory }),
            Some(_) => None,
        }
    }
}

fn main() -> ExitCode {
    let Some(arguments) = Arguments::parse(env::args().skip(1)) else {
        eprintln!("usage: http_server [PORT [DIRECTORY]]");
        return ExitCode::from(2);
    };
    match serve(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("http_server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(arguments: Arguments) -> io::Result<()> {
    let files = arguments
        .directory
        .map(|path| FileDirectory::open(&path))
        .transpose()?;
    let routes = Arc::new(Routes::new(files));
    let listener = TcpListener::bind(("127.0.0.1", arguments.port))?;
    println!("listening on http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        // A client that is gone before it is accepted is no reason to stop.
        let Ok(stream) = stream else { continue };
        let routes = Arc::clone(&routes);
        let spawned = thread::Builder::new()
            .name("connection".to_owned())
            .spawn(move || {
                // The other side may go away at any time: that ends the connection, and concerns nobody else.
                let _ = connection::handle(stream, &routes);
            });
        if let Err(error) = spawned {
            eprintln!("http_server: no thread for a connection: {error}");
        }
    }
    Ok(())
}
