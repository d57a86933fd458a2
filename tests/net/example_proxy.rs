//@ edition: 2024
//@ environments: VERDIGRIS_IO=uring
//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_THREADS=os
// The proxy of the examples: many clients, half-close, back pressure, servers that are gone.
#[path = "../../examples/proxy/src/tunnel.rs"]
mod tunnel;

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// A server, and a proxy before it.
fn proxied(serve: impl Fn(TcpStream) + Send + Clone + 'static) -> SocketAddr {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = server.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in server.incoming() {
            let serve = serve.clone();
            thread::spawn(move || serve(stream.unwrap()));
        }
    });
    proxy(target)
}

fn proxy(target: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || tunnel::serve(&listener, &target));
    address
}

fn bytes(seed: usize, count: usize) -> Vec<u8> { (0..count).map(|i| ((i * 31 + seed * 7) >> 3) as u8).collect() }

fn many_clients() {
    let address = proxied(|mut stream| {
        let mut buffer = [0; 5000];
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            stream.write_all(&buffer[..count]).unwrap();
        }
    });
    let clients: Vec<_> = (0..100).map(|i| {
        thread::spawn(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            for round in 1..=5 {
                let sent = bytes(i, 997 * round);
                stream.write_all(&sent).unwrap();
                let mut back = vec![0; sent.len()];
                stream.read_exact(&mut back).unwrap();
                assert!(sent == back);
            }
        })
    }).collect();
    println!("{} clients", clients.into_iter().map(|c| c.join().unwrap()).count());
}

/// The server answers only when the client has said that nothing more comes.
fn half_close() {
    let address = proxied(|mut stream| {
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        thread::sleep(Duration::from_millis(50));
        write!(stream, "{} bytes", all.len()).unwrap();
    });
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(&bytes(1, 100_000)).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    println!("{answer}");
}

/// While the server reads nothing the client can send only what fits into buffers of fixed size; then all arrives.
fn back_pressure() {
    let (go, begins) = std::sync::mpsc::channel::<()>();
    let begins = std::sync::Arc::new(std::sync::Mutex::new(begins));
    let address = proxied(move |mut stream| {
        begins.lock().unwrap().recv().unwrap();
        let (mut count, mut sum) = (0usize, 0u64);
        let mut buffer = [0; 65536];
        while let Ok(n @ 1..) = stream.read(&mut buffer) {
            count += n;
            sum += buffer[..n].iter().map(|&b| b as u64).sum::<u64>();
        }
        write!(stream, "{count} {sum}").unwrap();
    });
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_write_timeout(Some(Duration::from_millis(500))).unwrap();
    let piece = bytes(3, 65536);
    let (mut count, mut sum) = (0usize, 0u64);
    loop {
        match stream.write(&piece) {
            Ok(n) => {
                count += n;
                sum += piece[..n].iter().map(|&b| b as u64).sum::<u64>();
                assert!(count < 256 << 20, "the proxy takes whatever is sent");
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => break,
            Err(error) => panic!("{error}"),
        }
    }
    go.send(()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    println!("all has arrived: {}", answer == format!("{count} {sum}"));
}

fn gone() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut stream = TcpStream::connect(proxy(nobody.to_string())).unwrap();
    println!("without a server: {}", matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
    let address = proxied(|mut stream| {
        stream.read_exact(&mut [0; 3]).unwrap();
    });
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"bye").unwrap();
    println!("a server that goes: {}", matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
}

fn main() {
    many_clients();
    half_close();
    back_pressure();
    gone();
}
