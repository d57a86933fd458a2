//@ edition: 2024
//@ environments: VERDIGRIS_THREADS=os VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=4
// The server of examples/proxy between clients and upstream servers on real sockets: half-close, back pressure, resets, many at once.
#[path = "../../examples/proxy/src/server.rs"]
mod server;

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// An upstream server, and a proxy before it; the proxy's address.
fn proxy_to(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let upstream = TcpListener::bind("127.0.0.1:0").unwrap();
    let behind = upstream.local_addr().unwrap().to_string();
    thread::spawn(move || {
        thread::scope(|scope| {
            for stream in upstream.incoming() {
                let serve = &serve;
                scope.spawn(move || serve(stream.unwrap()));
            }
        })
    });
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || server::serve(&listener, &behind));
    address
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    stream
}

fn main() {
    // The client ends its direction, and the server answers only then.
    let address = proxy_to(|mut stream| {
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        stream.write_all(format!("{} bytes, the last is {}", all.len(), all[all.len() - 1]).as_bytes()).unwrap();
    });
    let mut client = connect(address);
    client.write_all(&[7; 100_000]).unwrap();
    client.shutdown(Shutdown::Write).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    println!("half-close by the client: {answer}");

    // The server ends its direction, and goes on reading.
    let (tell, told) = mpsc::channel();
    let tell = std::sync::Mutex::new(tell);
    let address = proxy_to(move |mut stream| {
        stream.write_all(b"go on").unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        tell.lock().unwrap().send(all.len()).unwrap();
    });
    let mut client = connect(address);
    let mut greeting = String::new();
    client.read_to_string(&mut greeting).unwrap();
    client.write_all(&[1; 50_000]).unwrap();
    drop(client);
    println!("half-close by the server: {greeting}, {} bytes", told.recv().unwrap());

    // The server does not read: the client is stopped after what buffers hold. Then it reads, and all of it comes.
    let (go, wait) = mpsc::channel();
    let wait = std::sync::Mutex::new(wait);
    let (tell, told) = mpsc::channel();
    let tell = std::sync::Mutex::new(tell);
    let address = proxy_to(move |mut stream| {
        wait.lock().unwrap().recv().unwrap();
        let (mut sum, mut count) = (0u64, 0u64);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match stream.read(&mut buffer).unwrap() {
                0 => break,
                n => {
                    count += n as u64;
                    sum += buffer[..n].iter().map(|&b| b as u64).sum::<u64>();
                }
            }
        }
        tell.lock().unwrap().send((count, sum)).unwrap();
    });
    let mut client = connect(address);
    client.set_write_timeout(Some(Duration::from_millis(400))).unwrap();
    let (mut sum, mut count) = (0u64, 0u64);
    let piece: Vec<u8> = (0..10_000).map(|i| (i % 251) as u8).collect();
    loop {
        match client.write(&piece) {
            Ok(n) => {
                count += n as u64;
                sum += piece[..n].iter().map(|&b| b as u64).sum::<u64>();
            }
            Err(error) => {
                assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
                break;
            }
        }
        assert!(count < 200 << 20, "nothing stops the client");
    }
    go.send(()).unwrap();
    client.shutdown(Shutdown::Write).unwrap();
    assert_eq!(told.recv().unwrap(), (count, sum));
    println!("back pressure: the client was stopped, and all came");

    // The server goes away in the middle: the client sees an end or an error, and does not hang.
    let address = proxy_to(|mut stream| {
        stream.read_exact(&mut [0; 10]).unwrap();
    });
    let mut client = connect(address);
    client.write_all(&[0; 100_000]).unwrap();
    let seen = client.read(&mut [0; 10]);
    println!("a server that goes away: {}", matches!(&seen, Ok(0)) || matches!(&seen, Err(e) if e.kind() == ErrorKind::ConnectionReset));

    // Nobody behind the proxy.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || server::serve(&listener, &nobody));
    println!("nobody behind: {:?}", connect(address).read(&mut [0; 10]).unwrap_or(0));

    // Many at once, each in small pieces in both directions.
    let address = proxy_to(|mut stream| {
        let mut buffer = [0; 1000];
        while let Ok(n @ 1..) = stream.read(&mut buffer) {
            stream.write_all(&buffer[..n]).unwrap();
        }
    });
    let threads: Vec<_> = (0..200u8)
        .map(|i| {
            thread::spawn(move || {
                let mut client = connect(address);
                let mut buffer = [0; 500];
                for round in 0..20 {
                    let piece = [i ^ round; 500];
                    client.write_all(&piece).unwrap();
                    client.read_exact(&mut buffer).unwrap();
                    assert_eq!(buffer, piece);
                }
            })
        })
        .collect();
    println!("many: {}", threads.into_iter().map(|thread| thread.join().is_ok() as u32).sum::<u32>());
}
