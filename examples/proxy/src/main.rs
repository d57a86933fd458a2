//! A TCP proxy: whoever connects to it talks to a server behind it.
//!
//! Each connection has two threads, one for each direction, in plain blocking code:
//!
//! - *Back pressure.* A direction reads only after it has written all that it read before. If one side takes nothing more,
//!   the other soon cannot send; the proxy holds one buffer for each direction, however much is sent.
//! - *Half-close.* When one side says that it will send no more, the other is told so, and may go on sending for as long as it likes.
//! - *Errors.* When a side is gone, so is the other.
//!
//! Usage: `proxy PORT SERVER`, where `SERVER` is `HOST:PORT`; with 0 for the port the system chooses one.

mod tunnel;

use std::env;
use std::io;
use std::net::TcpListener;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [port, server] = &arguments[..] else {
        eprintln!("usage: proxy PORT SERVER");
        return ExitCode::from(2);
    };
    let Ok(port) = port.parse::<u16>() else {
        eprintln!("proxy: `{port}` is not a port");
        return ExitCode::from(2);
    };
    match listen(port) {
        Ok(listener) => {
            tunnel::serve(&listener, server);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("proxy: {error}");
            ExitCode::FAILURE
        }
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    println!("listening on {}", listener.local_addr()?);
    Ok(listener)
}
