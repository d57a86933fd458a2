//! Load for the servers of this directory.
//!
//! load short ADDRESS CONNECTIONS SECONDS
//!     That many connections at a time; each makes ten requests, one after the other, is closed, and another takes its place.
//!
//! load kept ADDRESS CONNECTIONS SECONDS
//!     That many connections; each makes requests, one after the other, until the time is over.
//!
//! load echo ADDRESS CONNECTIONS SECONDS
//!     The same with 64 bytes that are to come back.
//!
//! load idle ADDRESS CONNECTIONS PID
//!     Opens connections, each from an address and port of its own, makes one request on each and holds them. Prints by how much the
//!     memory of the process has grown for each.
//!
//! Prints lines of a name and a number.

use std::fs;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::mem::size_of;
use std::net::{Ipv4Addr, Shutdown, SocketAddrV4, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::thread;
use std::time::{Duration, Instant};

const REQUEST: &[u8] = b"GET /plaintext HTTP/1.1\r\nHost: localhost\r\n\r\n";
const BODY: &[u8] = b"\r\n\r\nHello, World!";
const REQUESTS: u32 = 10;
const MESSAGE: &[u8] = &[b'm'; 64];
/// So many addresses of 127/8 are sources, so that none runs out of ports.
const SOURCES: usize = 64;

#[repr(C, packed)]
#[derive(Clone, Copy)]
struct Event {
    events: u32,
    data: u64,
}
#[repr(C)]
struct Address {
    family: u16,
    port: u16,
    ip: [u8; 4],
    zero: [u8; 8],
}
unsafe extern "C" {
    fn socket(family: i32, kind: i32, protocol: i32) -> i32;
    fn setsockopt(fd: i32, level: i32, name: i32, value: *const i32, size: u32) -> i32;
    fn bind(fd: i32, address: *const Address, size: u32) -> i32;
    fn connect(fd: i32, address: *const Address, size: u32) -> i32;
    fn epoll_create1(flags: i32) -> i32;
    fn epoll_ctl(epoll: i32, what: i32, fd: i32, event: *const Event) -> i32;
    fn epoll_wait(epoll: i32, events: *mut Event, room: i32, milliseconds: i32) -> i32;
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize| arguments[index].parse::<usize>().expect("a number");
    let server: SocketAddrV4 = arguments[1].parse().expect("an address");
    match arguments[0].as_str() {
        "short" => busy(server, number(2), Duration::from_secs(number(3) as u64), Exchange { request: REQUEST, repeats: REQUESTS }),
        "kept" => busy(server, number(2), Duration::from_secs(number(3) as u64), Exchange { request: REQUEST, repeats: u32::MAX }),
        "echo" => busy(server, number(2), Duration::from_secs(number(3) as u64), Exchange { request: MESSAGE, repeats: u32::MAX }),
        "idle" => idle(server, number(2), number(3)),
        _ => panic!("short, kept, echo or idle"),
    }
}

fn check(result: i32) -> Result<i32> { if result < 0 { Err(Error::last_os_error()) } else { Ok(result) } }

/// The port is chosen when the connection is made, so that it may be one which has a connection elsewhere.
fn open(server: SocketAddrV4, index: usize) -> Result<TcpStream> {
    const STREAM_CLOEXEC: i32 = 0o2000001;
    const IP_BIND_ADDRESS_NO_PORT: i32 = 24;
    let address = |ip: Ipv4Addr, port: u16| Address { family: 2, port: port.to_be(), ip: ip.octets(), zero: [0; 8] };
    let size = size_of::<Address>() as u32;
    // SAFETY: plain calls; the descriptor is new.
    unsafe {
        let fd = check(socket(2, STREAM_CLOEXEC, 0))?;
        let stream = TcpStream::from(OwnedFd::from_raw_fd(fd));
        setsockopt(fd, 0, IP_BIND_ADDRESS_NO_PORT, &1, 4);
        check(bind(fd, &address(Ipv4Addr::new(127, 0, 1, 1 + (index % SOURCES) as u8), 0), size))?;
        check(connect(fd, &address(*server.ip(), server.port()), size))?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

/// What is sent on a connection, and how often.
#[derive(Clone, Copy)]
struct Exchange {
    request: &'static [u8],
    repeats: u32,
}

struct Client {
    stream: TcpStream,
    left: u32,
    received: Vec<u8>,
    began: Instant,
}

impl Client {
    fn new(server: SocketAddrV4, index: usize, epoll: i32, exchange: Exchange) -> Result<Client> {
        let began = Instant::now();
        let mut stream = open(server, index)?;
        stream.write_all(exchange.request)?;
        stream.set_nonblocking(true)?;
        const IN: u32 = 1;
        // SAFETY: a plain call.
        check(unsafe { epoll_ctl(epoll, 1, stream.as_raw_fd(), &Event { events: IN, data: index as u64 }) })?;
        Ok(Client { stream, left: exchange.repeats, received: Vec::with_capacity(256), began })
    }
    /// Whether a whole answer is there.
    fn receive(&mut self, request: &[u8]) -> Result<bool> {
        let mut buffer = [0; 512];
        match self.stream.read(&mut buffer) {
            Ok(0) => return Err(Error::new(ErrorKind::UnexpectedEof, "the server has closed a connection")),
            Ok(count) => self.received.extend_from_slice(&buffer[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => return Ok(false),
            Err(error) => return Err(error),
        }
        let whole = if request == MESSAGE { self.received == MESSAGE } else { self.received.ends_with(BODY) && self.received.starts_with(b"HTTP/1.1 200 ") };
        if whole {
            self.received.clear();
            return Ok(true);
        }
        Ok(false)
    }
}

fn busy(server: SocketAddrV4, connections: usize, time: Duration, exchange: Exchange) -> Result<()> {
    // SAFETY: a plain call.
    let epoll = check(unsafe { epoll_create1(0o2000000) })?;
    let mut clients = (0..connections).map(|i| Client::new(server, i, epoll, exchange)).collect::<Result<Vec<_>>>()?;
    let start = Instant::now();
    let (mut requests, mut opened) = (0u64, 0u64);
    let mut latencies = Vec::new();
    let mut events = [Event { events: 0, data: 0 }; 256];
    while start.elapsed() < time {
        // SAFETY: the buffer has that size.
        let count = check(unsafe { epoll_wait(epoll, events.as_mut_ptr(), events.len() as i32, 100) })?;
        for event in &events[..count as usize] {
            let index = event.data as usize;
            let client = &mut clients[index];
            if !client.receive(exchange.request)? {
                continue;
            }
            requests += 1;
            latencies.push(client.began.elapsed().as_micros() as u32);
            client.left -= 1;
            if client.left > 0 {
                client.began = Instant::now();
                client.stream.write_all(exchange.request)?;
            } else {
                // Closed by both sides, as browsers do it: the descriptor first leaves epoll by being closed.
                let _ = client.stream.shutdown(Shutdown::Write);
                *client = Client::new(server, index, epoll, exchange)?;
                opened += 1;
            }
        }
    }
    latencies.sort_unstable();
    println!("seconds {}", start.elapsed().as_secs_f64());
    println!("requests {requests}");
    println!("connections {opened}");
    println!("p50 {}", latencies[latencies.len() / 2]);
    println!("p99 {}", latencies[latencies.len() * 99 / 100]);
    Ok(())
}

fn idle(server: SocketAddrV4, connections: usize, pid: usize) -> Result<()> {
    let before = memory(pid)?;
    let start = Instant::now();
    let mut held = Vec::with_capacity(connections);
    for index in 0..connections {
        let mut stream = open(server, index)?;
        exchange(&mut stream)?;
        held.push(stream);
    }
    let opened = start.elapsed();
    thread::sleep(Duration::from_millis(500));
    let after = memory(pid)?;
    // All of them are still served.
    held.iter_mut().step_by(37).try_for_each(exchange)?;
    println!("connections {connections}");
    println!("bytes {}", (after - before) / connections as u64);
    println!("microseconds {:.1}", opened.as_secs_f64() * 1e6 / connections as f64);
    Ok(())
}

fn exchange(stream: &mut TcpStream) -> Result<()> {
    stream.write_all(REQUEST)?;
    let mut received = Vec::new();
    let mut buffer = [0; 512];
    while !received.ends_with(BODY) {
        match stream.read(&mut buffer)? {
            0 => return Err(ErrorKind::UnexpectedEof.into()),
            count => received.extend_from_slice(&buffer[..count]),
        }
    }
    Ok(())
}

/// What the process has in memory, page tables included.
fn memory(pid: usize) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let kibibytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a known line");
        line.split_whitespace().next().and_then(|word| word.parse::<u64>().ok()).expect("a number")
    };
    Ok((kibibytes("VmRSS:") + kibibytes("VmPTE:")) * 1024)
}
