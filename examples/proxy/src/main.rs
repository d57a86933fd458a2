//! A TCP proxy.
//!
//! Usage: `proxy PORT UPSTREAM`, as in `proxy 8443 example.org:443`; port 0 lets the system choose one. Every connection to the port becomes one to
//! the upstream address, and bytes go through in both directions.
//!
//! Every connection has two threads, one for each direction, which read and write in plain blocking code. Threads are green, so
//! that is all there is to it:
//!
//! * Back pressure: a direction reads again when what it has read is written. A side that does not read fills a buffer of 16 KiB and those of
//!   the kernel, and then stops the other side; nothing piles up in between.
//! * A half-close is passed on: the end of one side's data becomes the end of what the other side reads, while the other direction goes on.
//! * An error ends both directions, so that neither side waits for one that is gone.

mod server;

use std::env;
use std::net::TcpListener;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [port, upstream] = &arguments[..] else { return usage() };
    let Ok(port) = port.parse::<u16>() else { return usage() };
    let served = TcpListener::bind(("127.0.0.1", port)).and_then(|listener| {
        println!("listening on {}", listener.local_addr()?);
        server::serve(&listener, upstream);
        Ok(())
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("proxy: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: proxy PORT UPSTREAM");
    ExitCode::from(2)
}
