//! HTTP/1.1 "Hello, World!" with a thread for each connection, in plain blocking code: the program whose cost is compared.
//!
//! usage: server ADDRESS [echo]

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsRawFd;
use std::thread;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, World!";
const LONGEST: usize = 4096;

unsafe extern "C" {
    fn listen(fd: i32, backlog: i32) -> i32;
}

fn main() -> io::Result<()> {
    let listener = TcpListener::bind(std::env::args().nth(1).expect("an address"))?;
    // SAFETY: a plain call. The peers have room for as many connections that wait; std has room for 128.
    unsafe { listen(listener.as_raw_fd(), 4096) };
    let echoes = std::env::args().nth(2).is_some();
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => drop(thread::Builder::new().spawn(move || if echoes { echo(stream) } else { serve(stream) })),
            Err(error) => {
                eprintln!("accept: {error}");
                thread::sleep(std::time::Duration::from_millis(10));
            }
        }
    }
    Ok(())
}

fn serve(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut input = [0; 1024];
    let mut pending = Vec::new();
    let mut output = Vec::new();
    loop {
        let count = stream.read(&mut input)?;
        if count == 0 {
            return Ok(());
        }
        // A request that comes whole, as nearly all do, is answered where it is.
        let rest = if pending.is_empty() {
            answer(&input[..count], &mut output)
        } else {
            pending.extend_from_slice(&input[..count]);
            answer(&pending, &mut output)
        };
        let known = pending.len().max(count);
        if pending.is_empty() {
            pending.extend_from_slice(&input[known - rest..count]);
        } else {
            pending.drain(..known - rest);
        }
        if pending.len() > LONGEST {
            return Ok(());
        }
        stream.write_all(&output)?;
        output.clear();
    }
}

/// Sends back what comes.
fn echo(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut input = [0; 1024];
    loop {
        let count = stream.read(&mut input)?;
        if count == 0 {
            return Ok(());
        }
        stream.write_all(&input[..count])?;
    }
}

/// Answers all complete requests; how many bytes are left.
fn answer(mut input: &[u8], output: &mut Vec<u8>) -> usize {
    while let Some(end) = input.windows(4).position(|four| four == b"\r\n\r\n") {
        output.extend_from_slice(ANSWER);
        input = &input[end + 4..];
    }
    input.len()
}
