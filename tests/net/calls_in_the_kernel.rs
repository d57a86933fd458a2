//@ environments: VERDIGRIS_IO=uring VERDIGRIS_IO=epoll VERDIGRIS_WORKERS=1 VERDIGRIS_THREADS=os
// What is asked of the kernel and taken back, held up, or more than it takes at once: no byte is lost with any way of waiting.
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    (client, listener.accept().unwrap().0)
}

fn main() {
    if std::env::args().len() > 1 {
        thread::spawn(|| println!("started")).join().unwrap();
        return;
    }
    thread::spawn(timeouts_against_data).join().unwrap();
    println!("every byte came once");
    in_both_modes(held_up);
    thread::spawn(more_than_buffers_hold).join().unwrap();
    println!("all of it came");
    thread::spawn(woken_by_shutdown).join().unwrap();
    println!("the reader woke");
    choices();
}

/// Reads that give up about when the byte comes.
fn timeouts_against_data() {
    let threads: Vec<_> = (0..16u64)
        .map(|seed| {
            thread::spawn(move || {
                let (mut ours, mut theirs) = pair();
                ours.set_read_timeout(Some(Duration::from_micros(300))).unwrap();
                let writer = thread::spawn(move || {
                    let mut random = seed + 1;
                    for byte in 0..200u8 {
                        random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                        thread::sleep(Duration::from_micros((random >> 33) % 600));
                        theirs.write_all(&[byte]).unwrap();
                    }
                });
                let mut expected = 0;
                while expected < 200 {
                    // The buffer is another one at each try.
                    let mut buffer = vec![255; 1 + expected as usize % 3];
                    match ours.read(&mut buffer) {
                        Ok(count) => {
                            for &byte in &buffer[..count] {
                                assert_eq!(byte, expected);
                                expected += 1;
                            }
                        }
                        Err(error) => assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted), "{error}"),
                    }
                }
                writer.join().unwrap();
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

fn in_both_modes(check: fn(bool)) {
    for blocking in [false, true] {
        thread::spawn(move || check(blocking)).join().unwrap();
        println!("answers come while others are held up ({})", if blocking { "in a call" } else { "computing" });
    }
}
/// Threads that hold all workers up, by computing or in a call of C; what waits for descriptors goes on.
fn held_up(blocking: bool) {
    unsafe extern "C" {
        fn usleep(microseconds: u32) -> i32;
    }
    let echoes: Vec<_> = (0..8)
        .map(|_| {
            let (mut ours, mut theirs) = pair();
            let server = thread::spawn(move || {
                let mut byte = [0];
                while theirs.read(&mut byte).unwrap() == 1 {
                    theirs.write_all(&byte).unwrap();
                }
            });
            (thread::spawn(move || {
                for byte in 0..20 {
                    ours.write_all(&[byte]).unwrap();
                    let mut answer = [255];
                    ours.read_exact(&mut answer).unwrap();
                    assert_eq!(answer, [byte]);
                    thread::sleep(Duration::from_millis(2));
                }
                Instant::now()
            }), server)
        })
        .collect();
    thread::sleep(Duration::from_millis(5));
    let holders: Vec<_> = (0..2)
        .map(|_| {
            thread::spawn(move || {
                let start = Instant::now();
                while start.elapsed() < Duration::from_secs(3) {
                    if blocking {
                        // SAFETY: a plain call.
                        unsafe { usleep(3_000_000) };
                    }
                }
                Instant::now()
            })
        })
        .collect();
    let last = echoes.into_iter().map(|(client, server)| {
        let at = client.join().unwrap();
        server.join().unwrap();
        at
    }).max().unwrap();
    let end = holders.into_iter().map(|thread| thread.join().unwrap()).min().unwrap();
    assert!(last < end, "held up for {:?}", last - end);
}

fn more_than_buffers_hold() {
    const SIZE: usize = 16 << 20;
    let (mut ours, mut theirs) = pair();
    let writer = thread::spawn(move || {
        let data: Vec<u8> = (0..SIZE).map(|i| (i % 251) as u8).collect();
        ours.write_all(&data).unwrap();
    });
    let mut received = Vec::new();
    let mut buffer = vec![0; 100_000];
    loop {
        match theirs.read(&mut buffer).unwrap() {
            0 => break,
            count => received.extend_from_slice(&buffer[..count]),
        }
        if received.len() % 7 == 0 {
            thread::sleep(Duration::from_millis(1));
        }
    }
    writer.join().unwrap();
    assert!(received.len() == SIZE && received.iter().enumerate().all(|(i, &byte)| byte == (i % 251) as u8));
}

fn woken_by_shutdown() {
    let (ours, _theirs) = pair();
    let mut clone = ours.try_clone().unwrap();
    let reader = thread::spawn(move || clone.read(&mut [0; 10]).unwrap());
    thread::sleep(Duration::from_millis(20));
    ours.shutdown(Shutdown::Read).unwrap();
    assert_eq!(reader.join().unwrap(), 0);
}

/// The environment decides, and what it cannot mean is said.
fn choices() {
    let program = std::env::current_exe().unwrap();
    for choice in ["epoll", "fast"] {
        let output = Command::new(&program).arg("child").env_remove("VERDIGRIS_THREADS").env("VERDIGRIS_IO", choice).output().unwrap();
        print!("{choice}: {:?} {}{}", output.status.code(), String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }
}
