//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os VERDIGRIS_IO=uring
// A server with a thread for each connection; clients in threads of the same program.
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn serve(mut stream: TcpStream) {
    let mut buffer = [0; 777];
    loop {
        match stream.read(&mut buffer).unwrap() {
            0 => return,
            n => stream.write_all(&buffer[..n]).unwrap(),
        }
    }
}

fn main() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            thread::spawn(move || serve(stream));
        }
    });
    let clients: Vec<_> = (0..50)
        .map(|i: usize| {
            thread::spawn(move || {
                let mut stream = TcpStream::connect(address).unwrap();
                let mut total = 0;
                for round in 0..20 {
                    let message = vec![round as u8; 1 + (i * 97 + round * 1009) % 5000];
                    stream.write_all(&message).unwrap();
                    let mut answer = vec![0; message.len()];
                    stream.read_exact(&mut answer).unwrap();
                    assert_eq!(answer, message);
                    total += 1;
                }
                total
            })
        })
        .collect();
    println!("{}", clients.into_iter().map(|t| t.join().unwrap()).sum::<usize>());
}
