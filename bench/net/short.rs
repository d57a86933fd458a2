//! Load of short connections: each is opened, asks a few times, and is closed; then the next one.
//!
//! usage: short ADDRESS CONNECTIONS SECONDS [REQUESTS]     (as many connections at once; 10 requests each)
//!
//! Plain blocking code with a thread for each connection that is open at a time. The time of the first request of a connection
//! includes connecting.
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{env, io, thread};

const REQUEST: &[u8] = b"GET /plaintext HTTP/1.1\r\nHost: localhost\r\n\r\n";

#[derive(Default)]
struct Tally {
    connections: u64,
    errors: u64,
    /// Microseconds of each request.
    times: Vec<u32>,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |i: usize, otherwise: u64| arguments.get(i).map_or(Some(otherwise), |text| text.parse().ok());
    let address = arguments.first().and_then(|text| text.parse::<SocketAddr>().ok());
    let (Some(address), Some(connections), Some(seconds), Some(requests)) = (address, number(1, 64), number(2, 3), number(3, 10)) else {
        eprintln!("usage: short ADDRESS CONNECTIONS SECONDS [REQUESTS]");
        std::process::exit(2);
    };
    let stop = AtomicBool::new(false);
    let start = Instant::now();
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(|| load(address, requests, &stop))).collect();
        thread::sleep(Duration::from_secs(seconds));
        stop.store(true, Ordering::Relaxed);
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let duration = start.elapsed();
    let mut times: Vec<u32> = tallies.iter().flat_map(|tally| &tally.times).copied().collect();
    times.sort_unstable();
    let percentile = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(0);
    println!("requests {}", times.len());
    println!("connections {}", tallies.iter().map(|tally| tally.connections).sum::<u64>());
    println!("errors {}", tallies.iter().map(|tally| tally.errors).sum::<u64>());
    println!("duration {}", duration.as_micros());
    println!("p50 {}", percentile(50));
    println!("p99 {}", percentile(99));
}

fn load(address: SocketAddr, requests: u64, stop: &AtomicBool) -> Tally {
    let mut tally = Tally::default();
    while !stop.load(Ordering::Relaxed) {
        match connection(address, requests, stop, &mut tally.times) {
            Ok(()) => tally.connections += 1,
            Err(_) => tally.errors += 1,
        }
    }
    tally
}

fn connection(address: SocketAddr, requests: u64, stop: &AtomicBool, times: &mut Vec<u32>) -> io::Result<()> {
    let mut begin = Instant::now();
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut buffer = [0; 1024];
    for _ in 0..requests {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        stream.write_all(REQUEST)?;
        let mut length = 0;
        // The response ends with its body.
        while !buffer[..length].ends_with(b"Hello, World!") {
            match stream.read(&mut buffer[length..])? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                count => length += count,
            }
        }
        let end = Instant::now();
        times.push((end - begin).as_micros() as u32);
        begin = end;
    }
    Ok(())
}
