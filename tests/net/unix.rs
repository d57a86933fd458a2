//@ environments: VERDIGRIS_IO=uring
// Local sockets: pairs, listeners at paths and at abstract names, datagrams, addresses.
use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener, UnixStream};
use std::path::PathBuf;
use std::{env, fs, process, thread};

fn temporary(name: &str) -> PathBuf {
    env::temp_dir().join(format!("verdigris-{name}-{}", process::id()))
}

fn main() {
    let (mut one, mut other) = UnixStream::pair().unwrap();
    one.write_all(b"through the pair").unwrap();
    one.shutdown(Shutdown::Write).unwrap();
    let mut text = String::new();
    other.read_to_string(&mut text).unwrap();
    println!("{text} {:?} {:?}", one.local_addr().unwrap(), other.peer_addr().unwrap().is_unnamed());

    let path = temporary("listener");
    let _ = fs::remove_file(&path);
    let listener = UnixListener::bind(&path).unwrap();
    println!("{}", listener.local_addr().unwrap().as_pathname() == Some(&path));
    println!("{:?}", UnixListener::bind(&path).unwrap_err().kind());
    let server = thread::spawn(move || {
        let (mut stream, from) = listener.accept().unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        (from, text)
    });
    let mut client = UnixStream::connect(&path).unwrap();
    println!("{}", client.peer_addr().unwrap().as_pathname() == Some(&path));
    client.write_all(b"to the path").unwrap();
    drop(client);
    let (from, text) = server.join().unwrap();
    println!("{from:?}\n{text}");
    fs::remove_file(&path).unwrap();
    println!("{:?}", UnixStream::connect(&path).unwrap_err().kind());

    let name = SocketAddr::from_abstract_name(format!("verdigris-{}", process::id())).unwrap();
    let listener = UnixListener::bind_addr(&name).unwrap();
    let mut client = UnixStream::connect_addr(&name).unwrap();
    let mut server = listener.incoming().next().unwrap().unwrap();
    client.write_all(b"abstract").unwrap();
    let mut eight = [0; 8];
    server.read_exact(&mut eight).unwrap();
    println!("{} {}", String::from_utf8_lossy(&eight), client.peer_addr().unwrap().as_abstract_name() == name.as_abstract_name());

    let path = temporary("datagram");
    let _ = fs::remove_file(&path);
    let bound = UnixDatagram::bind(&path).unwrap();
    let free = UnixDatagram::unbound().unwrap();
    free.send_to(b"first", &path).unwrap();
    let mut buf = [0; 32];
    let (count, from) = bound.recv_from(&mut buf).unwrap();
    println!("{count} {from:?}");
    free.connect(&path).unwrap();
    free.send(b"second").unwrap();
    println!("{}", bound.recv(&mut buf).unwrap());
    println!("{:?}", bound.send_to(b"", "/nonexistent").unwrap_err().kind());
    fs::remove_file(&path).unwrap();

    println!("{:?}", SocketAddr::from_abstract_name(b"a\0b\xff").unwrap());
    println!("{:?}", SocketAddr::from_pathname("/x y").unwrap());
    println!("{}", SocketAddr::from_pathname("a\0").unwrap_err());
    println!("{}", SocketAddr::from_pathname("p".repeat(108)).unwrap_err());
    println!("{}", SocketAddr::from_abstract_name("p".repeat(108)).unwrap_err());
}
