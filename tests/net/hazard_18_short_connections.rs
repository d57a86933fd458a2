//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os VERDIGRIS_IO=uring
// Hazard 18: many short connections, accepted by several threads from one listener.
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

fn main() {
    let listener = Arc::new(TcpListener::bind("127.0.0.1:0").unwrap());
    let address = listener.local_addr().unwrap();
    for _ in 0..4 {
        let listener = Arc::clone(&listener);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0; 4];
                stream.read_exact(&mut request).unwrap();
                stream.write_all(&request).unwrap();
            }
        });
    }
    let clients: Vec<_> = (0..20u8)
        .map(|i| {
            thread::spawn(move || {
                for round in 0..50 {
                    let mut stream = TcpStream::connect(address).unwrap();
                    stream.write_all(&[i, round, 1, 2]).unwrap();
                    let mut answer = Vec::new();
                    stream.read_to_end(&mut answer).unwrap();
                    assert_eq!(answer, [i, round, 1, 2]);
                }
                50
            })
        })
        .collect();
    println!("{}", clients.into_iter().map(|t| t.join().unwrap()).sum::<usize>());
}
