//@ edition: 2024
//@ environments: VERDIGRIS_THREADS=os VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=4
// The server of examples/chat with clients on real sockets: rooms, who is told what, and a client that does not read.
#[path = "../../examples/chat/src/rooms.rs"]
mod rooms;
#[path = "../../examples/chat/src/server.rs"]
mod server;

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

struct Client {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
}

impl Client {
    fn new(address: SocketAddr, name: &str) -> Client {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
        let mut client = Client { reader: BufReader::new(stream.try_clone().unwrap()), stream };
        client.send(name);
        client
    }
    fn send(&mut self, line: &str) { self.stream.write_all(format!("{line}\r\n").as_bytes()).unwrap() }
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.reader.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
    fn skip_to(&mut self, wanted: &str) {
        loop {
            let line = self.line();
            assert_ne!(line, "", "the end comes before: {wanted}");
            if line == wanted {
                break;
            }
        }
    }
    #[track_caller]
    fn expect(&mut self, line: &str) { assert_eq!(self.line(), line) }
}

fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || server::serve(&listener));

    let mut ada = Client::new(address, "ada");
    ada.expect("* ada has joined lobby");
    let mut bob = Client::new(address, "bob");
    for client in [&mut ada, &mut bob] {
        client.expect("* bob has joined lobby");
    }
    ada.send("hello, all");
    for client in [&mut ada, &mut bob] {
        client.expect("ada: hello, all");
    }
    let mut cat = Client::new(address, "cat");
    for client in [&mut ada, &mut bob, &mut cat] {
        client.expect("* cat has joined lobby");
    }
    println!("all in the lobby");

    bob.send("/join den");
    for client in [&mut ada, &mut cat] {
        client.expect("* bob has left lobby");
    }
    bob.expect("* bob has joined den");
    cat.send("is bob here?");
    for client in [&mut ada, &mut cat] {
        client.expect("cat: is bob here?");
    }
    bob.send("/who");
    bob.expect("* here: bob");
    cat.send("/who");
    cat.expect("* here: ada cat");
    println!("rooms are apart");

    let mut nobody = Client::new(address, "no name!");
    nobody.expect("* a name, please: letters and digits");
    assert_eq!(nobody.reader.read(&mut [0]).unwrap(), 0);
    let mut long = Client::new(address, "long");
    for client in [&mut ada, &mut cat, &mut long] {
        client.expect("* long has joined lobby");
    }
    long.send(&"x".repeat(2000));
    for client in [&mut ada, &mut cat] {
        client.expect("* long has left lobby");
    }
    println!("who breaks the rules is gone");

    // Slow reads nothing. What it is sent fills the buffers of the kernel, then its queue; the others miss nothing.
    let mut slow = Client::new(address, "slow");
    for client in [&mut ada, &mut cat] {
        client.expect("* slow has joined lobby");
    }
    let text = "y".repeat(1000);
    let mut count = 0;
    let dropped = 'flood: loop {
        ada.send(&format!("{text} {count}"));
        let line = cat.line();
        if line != format!("ada: {text} {count}") {
            break 'flood line;
        }
        ada.expect(&line);
        count += 1;
        assert!(count < 100_000, "slow is never dropped");
    };
    // Whose queue is found full by a line gets no more; the line itself comes first.
    println!("{dropped}");
    let mut buffer = vec![0; 1 << 16];
    let end = loop {
        match slow.reader.read(&mut buffer) {
            Ok(0) => break None,
            Ok(_) => {}
            Err(error) => break Some(error.kind()),
        }
    };
    assert!(matches!(end, None | Some(ErrorKind::ConnectionReset)), "{end:?}");

    // A crowd comes and goes. All that can be said to one of them has room in its queue.
    let threads: Vec<_> = (0..40)
        .map(|i| {
            thread::spawn(move || {
                let mut client = Client::new(address, &format!("member{i}"));
                client.send("/join crowd");
                client.skip_to(&format!("* member{i} has joined crowd"));
                client.send("I am here");
                client.skip_to(&format!("member{i}: I am here"));
                client.send("/quit");
                while !client.line().is_empty() {}
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    bob.send("/join crowd");
    bob.expect("* bob has joined crowd");
    println!("a crowd comes and goes");
}
