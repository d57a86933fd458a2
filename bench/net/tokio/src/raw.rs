//! The same as `server.rs`, as a task for each connection.

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, World!";
const LONGEST: usize = 4096;

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = peers::listen()?;
    let echoes = std::env::args().nth(2).is_some();
    loop {
        match listener.accept().await {
            Ok((stream, _)) if echoes => drop(tokio::spawn(echo(stream))),
            Ok((stream, _)) => drop(tokio::spawn(serve(stream))),
            Err(error) => {
                eprintln!("accept: {error}");
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
    }
}

async fn serve(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut input = [0; 1024];
    let mut pending = Vec::new();
    let mut output = Vec::new();
    loop {
        let count = stream.read(&mut input).await?;
        if count == 0 {
            return Ok(());
        }
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
        stream.write_all(&output).await?;
        output.clear();
    }
}

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut input = [0; 1024];
    loop {
        let count = stream.read(&mut input).await?;
        if count == 0 {
            return Ok(());
        }
        stream.write_all(&input[..count]).await?;
    }
}

fn answer(mut input: &[u8], output: &mut Vec<u8>) -> usize {
    while let Some(end) = input.windows(4).position(|four| four == b"\r\n\r\n") {
        output.extend_from_slice(ANSWER);
        input = &input[end + 4..];
    }
    input.len()
}
