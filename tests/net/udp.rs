//@ environments: VERDIGRIS_IO=uring
// Datagrams over the loopback.
use std::net::{Ipv4Addr, Ipv6Addr, UdpSocket};
use std::time::Duration;

fn main() {
    let one = UdpSocket::bind("127.0.0.1:0").unwrap();
    let other = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    println!("{}", one.send_to(b"hello", other.local_addr().unwrap()).unwrap());
    let mut buf = [0; 16];
    let (count, from) = other.peek_from(&mut buf).unwrap();
    println!("{count} {}", from == one.local_addr().unwrap());
    let (count, from) = other.recv_from(&mut buf[..3]).unwrap();
    println!("{:?} {}", &buf[..count], from == one.local_addr().unwrap());

    println!("{:?}", one.send(b"nowhere").unwrap_err().raw_os_error());
    println!("{:?}", one.peer_addr().unwrap_err().kind());
    one.connect(other.local_addr().unwrap()).unwrap();
    other.connect(one.local_addr().unwrap()).unwrap();
    println!("{}", one.peer_addr().unwrap() == other.local_addr().unwrap());
    one.send(b"").unwrap();
    one.send(b"second").unwrap();
    println!("{:?}", other.recv(&mut buf).unwrap());
    let count = other.peek(&mut buf).unwrap();
    println!("{}", String::from_utf8_lossy(&buf[..count]));
    println!("{}", other.recv(&mut buf).unwrap());

    other.set_nonblocking(true).unwrap();
    println!("{:?}", other.recv(&mut buf).unwrap_err().kind());
    other.set_nonblocking(false).unwrap();
    other.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    println!("{:?}", other.recv(&mut buf).unwrap_err().kind());

    one.set_ttl(9).unwrap();
    one.set_broadcast(true).unwrap();
    one.set_multicast_ttl_v4(3).unwrap();
    one.set_multicast_loop_v4(false).unwrap();
    println!("{} {} {} {}", one.ttl().unwrap(), one.broadcast().unwrap(), one.multicast_ttl_v4().unwrap(), one.multicast_loop_v4().unwrap());
    println!("{:?}", one.join_multicast_v4(&Ipv4Addr::LOCALHOST, &Ipv4Addr::UNSPECIFIED).unwrap_err().kind());
    println!("{:?}", one.leave_multicast_v6(&Ipv6Addr::LOCALHOST, 0).is_err());
    println!("{}", one.send_to(b"x", &[] as &[std::net::SocketAddr]).unwrap_err());
}
