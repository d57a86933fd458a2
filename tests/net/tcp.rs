//@ environments: VERDIGRIS_IO=uring
// Connections over the loopback: reading, writing, peeking, shutting down, options, timeouts and errors.
use std::io::{BufRead, BufReader, ErrorKind, IoSlice, IoSliceMut, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use std::thread;
use std::time::Duration;

fn connected() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (server, address) = listener.accept().unwrap();
    assert_eq!(address, client.local_addr().unwrap());
    assert_eq!(server.peer_addr().unwrap(), address);
    (client, server)
}

fn echo() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        for stream in listener.incoming().take(3) {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                for line in lines {
                    writeln!(stream, "<{}>", line.unwrap()).unwrap();
                }
            });
        }
    });
    for name in ["one", "two", "three"] {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "{name}\nmore\n").unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        println!("{answer:?}");
    }
    server.join().unwrap();
}

fn options() {
    let (client, server) = connected();
    assert!(!client.nodelay().unwrap());
    client.set_nodelay(true).unwrap();
    client.set_ttl(17).unwrap();
    println!("{} {}", client.nodelay().unwrap(), client.ttl().unwrap());
    println!("{:?}", client.read_timeout().unwrap());
    client.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    println!("{:?} {:?}", client.read_timeout().unwrap(), client.write_timeout().unwrap());
    println!("{:?}", (&client).read(&mut [0]).unwrap_err().kind());
    println!("{}", client.set_write_timeout(Some(Duration::ZERO)).unwrap_err());
    client.set_read_timeout(None).unwrap();
    println!("{:?} {:?}", client.read_timeout().unwrap(), client.take_error().unwrap().is_none());
    server.set_nonblocking(true).unwrap();
    println!("{:?}", (&server).read(&mut [0]).unwrap_err().kind());
    // What one handle set holds for the other, which is the same open file.
    println!("{:?}", server.try_clone().unwrap().read(&mut [0]).unwrap_err().kind());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    println!("{:?}", listener.accept().unwrap_err().kind());
}

fn pieces() {
    let (mut client, mut server) = connected();
    let written = client.write_vectored(&[IoSlice::new(b"abc"), IoSlice::new(b""), IoSlice::new(b"defgh")]).unwrap();
    client.shutdown(Shutdown::Write).unwrap();
    let mut first = [0; 2];
    println!("{written} {} {:?}", server.peek(&mut first).unwrap(), first);
    let (mut one, mut two) = ([0; 3], [0; 16]);
    let read = server.read_vectored(&mut [IoSliceMut::new(&mut one), IoSliceMut::new(&mut two)]).unwrap();
    println!("{read} {:?} {:?}", one, &two[..read - 3]);
    println!("{}", server.read(&mut two).unwrap());
}

fn errors() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    println!("{:?}", TcpStream::connect(free).unwrap_err().kind());
    println!("{:?}", TcpStream::connect_timeout(&free, Duration::from_secs(5)).unwrap_err().kind());
    println!("{}", TcpStream::connect_timeout(&free, Duration::ZERO).unwrap_err());
    println!("{}", TcpStream::connect(&[] as &[SocketAddr]).unwrap_err());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("{:?}", TcpListener::bind(taken.local_addr().unwrap()).unwrap_err().kind());
    // The first that works.
    let both = [free, taken.local_addr().unwrap()];
    println!("{}", TcpStream::connect(&both[..]).unwrap().peer_addr().unwrap() == both[1]);
    // A connection that is gone gives an error, not a signal.
    let (client, server) = connected();
    drop(server);
    let failed = (0..1000).find_map(|_| (&client).write(&[0; 4096]).err().map(|error| error.kind())).unwrap();
    println!("{}", matches!(failed, ErrorKind::BrokenPipe | ErrorKind::ConnectionReset));
}

fn descriptors() {
    let (client, mut server) = connected();
    let number = client.as_raw_fd();
    let raw = client.into_raw_fd();
    assert_eq!(number, raw);
    let owned = unsafe { OwnedFd::from_raw_fd(raw) };
    let mut client = TcpStream::from(owned);
    client.write_all(b"still open").unwrap();
    drop(client);
    let mut text = String::new();
    server.read_to_string(&mut text).unwrap();
    println!("{text}");
}

fn large() {
    const SIZE: usize = 3 << 20;
    let (mut client, mut server) = connected();
    let writer = thread::spawn(move || {
        let bytes: Vec<u8> = (0..SIZE).map(|i| (i * 7 % 251) as u8).collect();
        client.write_all(&bytes).unwrap();
    });
    let mut bytes = Vec::new();
    server.read_to_end(&mut bytes).unwrap();
    writer.join().unwrap();
    println!("{} {}", bytes.len(), bytes.iter().enumerate().all(|(i, &b)| b == (i * 7 % 251) as u8));
}

fn main() {
    echo();
    options();
    pieces();
    errors();
    descriptors();
    large();
}
