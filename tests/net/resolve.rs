//@ environments: VERDIGRIS_IO=uring
// What names socket addresses, without asking a server.
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6, ToSocketAddrs};

fn all(name: impl ToSocketAddrs) -> Vec<SocketAddr> {
    name.to_socket_addrs().unwrap().collect()
}

fn main() {
    println!("{:?}", all("127.0.0.1:80"));
    println!("{:?}", all(("::1", 443)));
    println!("{:?}", all((Ipv4Addr::new(10, 0, 0, 1), 1)));
    println!("{:?}", all((IpAddr::V6(Ipv6Addr::UNSPECIFIED), 2)));
    println!("{:?}", all(SocketAddrV6::new(Ipv6Addr::LOCALHOST, 3, 4, 5)));
    println!("{:?}", all(&[SocketAddr::from(([1, 2, 3, 4], 5)), SocketAddr::from(([6, 7, 8, 9], 10))][..]));
    println!("{:?}", all(String::from("[::1]:8080")));
    println!("{}", all("localhost:7").iter().all(|address| address.ip().is_loopback() && address.port() == 7));
    for wrong in ["host", "host:port", "host:65536", "a\0b:1", ""] {
        println!("{}", wrong.to_socket_addrs().unwrap_err());
    }
    println!("{:?}", Ipv4Addr::new(192, 168, 7, 9) & &Ipv4Addr::new(255, 255, 0, 0));
    println!("{:?}", !&Ipv6Addr::LOCALHOST);
}
