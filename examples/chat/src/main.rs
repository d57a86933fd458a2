//! A chat server with rooms, for `nc` or `telnet`.
//!
//! Usage: `chat [PORT]`; without a port the system chooses one. The first line of a client is its name. What it writes then goes
//! to all in its room, itself included; at first that is the room `lobby`. `/join ROOM` goes to another room, `/who` lists who is there,
//! `/quit` leaves.
//!
//! Every client has two threads: one reads from it, the other writes to it what waits in its queue. Threads are green, so a
//! client that says nothing costs a few kilobytes, and neither thread ever blocks another. The queue is bounded: who does not
//! read fast enough for it to have room is dropped, so that one client that hangs costs the others neither time nor memory.

mod rooms;
mod server;

use std::env;
use std::net::TcpListener;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let port = match (arguments.next().map(|text| text.parse::<u16>()), arguments.next()) {
        (None, _) => 0,
        (Some(Ok(port)), None) => port,
        _ => {
            eprintln!("usage: chat [PORT]");
            return ExitCode::from(2);
        }
    };
    let served = TcpListener::bind(("127.0.0.1", port)).and_then(|listener| {
        println!("listening on {}", listener.local_addr()?);
        server::serve(&listener);
        Ok(())
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("chat: {error}");
            ExitCode::FAILURE
        }
    }
}
