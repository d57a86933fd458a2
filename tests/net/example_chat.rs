//@ edition: 2024
//@ environments: VERDIGRIS_IO=uring
//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_THREADS=os
// The chat server of the examples: rooms, and a client that reads nothing.
#[path = "../../examples/chat/src/client.rs"]
mod client;
#[path = "../../examples/chat/src/rooms.rs"]
mod rooms;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

struct Client(BufReader<TcpStream>);

impl Client {
    fn new(address: SocketAddr, name: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
        let mut client = Self(BufReader::new(stream));
        client.say(name);
        // The answer shows that the client is in the room.
        client.say("/who");
        while !client.hear().starts_with("* lobby: ") {}
        client
    }
    fn say(&mut self, line: &str) { self.0.get_mut().write_all(format!("{line}\n").as_bytes()).unwrap(); }
    fn hear(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || client::serve(&listener));

    let mut ann = Client::new(address, "ann");
    let mut bob = Client::new(address, "bob");
    println!("ann hears {:?}", ann.hear());
    ann.say("hello");
    println!("bob hears {:?}", bob.hear());
    bob.say("/join quiet");
    println!("ann hears {:?}", ann.hear());
    ann.say("nobody hears this");
    bob.say("/who");
    println!("bob hears {:?}", bob.hear());
    ann.say("/join quiet");
    println!("bob hears {:?}", bob.hear());
    bob.say("/what");
    println!("bob hears {:?}", bob.hear());
    bob.say("/quit");
    println!("ann hears {:?}", ann.hear());
    println!("bob hears {:?}", bob.hear());

    // One that listens, one that does not, and fifty that talk to all: who is slow is dropped, and the others hear everything.
    let mut listener = Client::new(address, "listener");
    let mut slow = Client::new(address, "slow");
    println!("listener hears {:?}", listener.hear());
    let text = "x".repeat(900);
    let mut talker = Client::new(address, "talker");
    println!("listener hears {:?}", listener.hear());
    let mut dropped_at = None;
    for i in 0..40_000 {
        talker.say(&format!("{i} {text}"));
        let heard = listener.hear();
        if heard == "* slow leaves" {
            dropped_at = Some(i);
            break;
        }
        assert!(heard.starts_with(&format!("talker: {i} ")), "{i}: {heard}");
    }
    println!("slow is dropped: {}", dropped_at.is_some());
    let mut rest = Vec::new();
    println!("and sees its end: {}", match slow.0.read_to_end(&mut rest) {
        Ok(_) => true,
        Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
    });

    // Many rooms at once.
    let rooms: Vec<_> = (0..20).map(|room| {
        thread::spawn(move || {
            let mut members: Vec<_> = (0..5).map(|i| {
                let mut client = Client::new(address, &format!("m{i}"));
                client.say(&format!("/join room{room}"));
                client.say("/who");
                while !client.hear().starts_with("* room") {}
                client
            }).collect();
            for i in 0..5 {
                members[i].say(&format!("from {room}"));
                for (_, other) in members.iter_mut().enumerate().filter(|(j, _)| *j != i) {
                    while other.hear() != format!("m{i}: from {room}") {}
                }
            }
        })
    }).collect();
    rooms.into_iter().for_each(|room| room.join().unwrap());
    println!("all rooms are served");
}
