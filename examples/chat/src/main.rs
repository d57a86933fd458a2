//! A chat server: clients meet in rooms, and what one says all others in the room read.
//!
//! The protocol is lines of text, so `telnet` or `nc` is a client. The first line is the client's name; then
//!
//! | line | what happens |
//! |---|---|
//! | `/join ROOM` | leaves the room and enters another; everyone begins in `lobby` |
//! | `/who` | lists who is in the room |
//! | `/quit` | ends the connection, as closing it does |
//! | anything else | is said to all others in the room |
//!
//! Each connection has two threads: one reads what the client says, the other writes what it is to read. Between the
//! rooms and the writer lies a queue of bounded length, and nobody who speaks ever waits for somebody who listens: a client
//! whose queue is full is too slow and is dropped. So the memory of the server is bounded by the number of its clients, whatever
//! they do.
//!
//! Usage: `chat [PORT]`; without a port the system chooses one.

mod client;
mod rooms;

use std::env;
use std::net::TcpListener;
use std::process::ExitCode;

fn main() -> ExitCode {
    let port = match env::args().nth(1).map(|text| text.parse::<u16>()) {
        None => 0,
        Some(Ok(port)) => port,
        Some(Err(_)) => {
            eprintln!("usage: chat [PORT]");
            return ExitCode::from(2);
        }
    };
    let listener = match TcpListener::bind(("127.0.0.1", port)) {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("chat: {error}");
            return ExitCode::FAILURE;
        }
    };
    if let Ok(address) = listener.local_addr() {
        println!("listening on {address}");
    }
    client::serve(&listener);
    ExitCode::SUCCESS
}
