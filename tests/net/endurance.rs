//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8
// Connections that are opened, cut, half-written, reset and timed out, threads that panic, stacks that overflow in a child process:
// for two seconds. Nobody waits for ever, and neither memory nor descriptors grow. With arguments: `SECONDS [PAUSE]` shows figures each
// minute; clients rest so many milliseconds between two connections.
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::fd::AsRawFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{mpsc, Arc, Condvar, Mutex};
use std::thread::{self, Builder, JoinHandle};
use std::time::{Duration, Instant};
use std::{fs, panic};

unsafe extern "C" {
    fn setsockopt(fd: i32, level: i32, name: i32, value: *const [i32; 2], size: u32) -> i32;
}
const WAYS: usize = 8;
static DONE: [AtomicU64; WAYS] = [const { AtomicU64::new(0) }; WAYS];
static STOP: AtomicBool = AtomicBool::new(false);

/// A small generator of numbers, so that a run needs nothing from outside.
struct Chance(u64);
impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }
}

/// Answers each line with itself, whatever becomes of the client.
fn serve(listener: TcpListener) {
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        if STOP.load(Relaxed) {
            return;
        }
        thread::spawn(move || {
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            let mut buffer = [0; 4096];
            loop {
                match stream.read(&mut buffer) {
                    Ok(0) | Err(_) => return,
                    Ok(n) if buffer[..n].contains(&b'!') => panic!("asked to"),
                    // Silence, until the client has had enough.
                    Ok(n) if buffer[..n].contains(&b'?') => {}
                    Ok(n) => {
                        if stream.write_all(&buffer[..n]).is_err() {
                            return;
                        }
                    }
                }
            }
        });
    }
}
/// Closing it sends a reset.
fn reset_on_close(stream: &TcpStream) {
    const SOL_SOCKET: i32 = 1;
    const SO_LINGER: i32 = 13;
    assert_eq!(unsafe { setsockopt(stream.as_raw_fd(), SOL_SOCKET, SO_LINGER, &[1, 0], 8) }, 0);
}
fn exchange(stream: &mut TcpStream, text: &[u8]) {
    stream.write_all(text).unwrap();
    let mut back = vec![0; text.len()];
    stream.read_exact(&mut back).unwrap();
    assert_eq!(back, text);
}
/// One connection, used in one of the ways.
fn client(server: SocketAddr, chance: &mut Chance) {
    let mut stream = TcpStream::connect(server).unwrap();
    let way = chance.below(WAYS as u64) as usize;
    match way {
        0 => (0..5).for_each(|_| exchange(&mut stream, b"hello\n")),
        1 => drop(stream.shutdown(Shutdown::Both)),
        // Half a message.
        2 => stream.write_all(b"half").unwrap(),
        3 => {
            exchange(&mut stream, b"once\n");
            stream.write_all(&[b'x'; 2000]).unwrap();
            reset_on_close(&stream);
        }
        4 => {
            stream.set_read_timeout(Some(Duration::from_millis(1 + chance.below(5)))).unwrap();
            stream.write_all(b"?").unwrap();
            let error = stream.read(&mut [0; 8]).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut));
        }
        5 => {
            stream.write_all(b"!").unwrap();
            // The thread of the other side panics; its socket is closed.
            assert!(matches!(stream.read(&mut [0; 8]), Ok(0) | Err(_)));
        }
        6 => {
            // Another thread ends the read.
            let other = stream.try_clone().unwrap();
            let ender = thread::spawn(move || {
                thread::yield_now();
                other.shutdown(Shutdown::Both).unwrap();
            });
            assert_eq!(stream.read(&mut [0; 8]).unwrap(), 0);
            ender.join().unwrap();
        }
        _ => {
            // More than the buffers hold, so that both sides wait.
            let mut writer = stream.try_clone().unwrap();
            let writes = thread::spawn(move || {
                (0..64).for_each(|_| writer.write_all(&[b'y'; 8192]).unwrap());
                writer.shutdown(Shutdown::Write).unwrap();
            });
            let mut all = Vec::new();
            stream.read_to_end(&mut all).unwrap();
            assert_eq!(all.len(), 64 * 8192);
            writes.join().unwrap();
        }
    }
    DONE[way].fetch_add(1, Relaxed);
}
/// Threads that hand messages round, wait with timeouts, and panic.
fn local(chance: &mut Chance) {
    let (sender, receiver) = mpsc::sync_channel(chance.below(3) as usize);
    let senders: Vec<JoinHandle<()>> = (0..4u64)
        .map(|i| {
            let sender = sender.clone();
            thread::spawn(move || {
                (0..8).for_each(|j| sender.send(i * 8 + j).unwrap());
                if i % 2 == 0 {
                    panic!("asked to");
                }
            })
        })
        .collect();
    drop(sender);
    assert_eq!(receiver.iter().sum::<u64>(), 31 * 32 / 2);
    for (i, sender) in senders.into_iter().enumerate() {
        assert_eq!(sender.join().is_err(), i % 2 == 0);
    }
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let theirs = pair.clone();
    let waiter = thread::spawn(move || {
        let mut set = theirs.0.lock().unwrap();
        while !*set {
            set = theirs.1.wait_timeout(set, Duration::from_micros(200)).unwrap().0;
        }
        thread::park_timeout(Duration::from_micros(100));
    });
    waiter.thread().unpark();
    *pair.0.lock().unwrap() = true;
    pair.1.notify_all();
    waiter.join().unwrap();
}
fn endless(n: u64) -> u64 {
    let frame = std::hint::black_box([n; 64]);
    endless(n + 1) + frame[n as usize % 64]
}

/// Resident memory in kilobytes, and open descriptors.
fn use_of_the_system() -> (u64, usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    (line.split_whitespace().nth(1).unwrap().parse().unwrap(), fs::read_dir("/proc/self/fd").unwrap().count())
}
fn os_threads() -> usize { fs::read_dir("/proc/self/task").unwrap().count() }

fn main() -> ExitCode {
    let argument = std::env::args().nth(1);
    let pause = std::env::args().nth(2).map(|text| Duration::from_millis(text.parse().expect("milliseconds")));
    if argument.as_deref() == Some("overflow") {
        let _ = Builder::new().name("deep".to_string()).spawn(|| endless(0)).unwrap().join();
        return ExitCode::SUCCESS;
    }
    panic::set_hook(Box::new(|what| {
        if what.payload().downcast_ref() != Some(&"asked to") {
            eprintln!("{what}");
        }
    }));
    let time = Duration::from_secs(argument.as_ref().map_or(2, |text| text.parse().expect("seconds")));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap();
    let accepts = thread::spawn(move || serve(listener));
    let (start, mut failed) = (Instant::now(), false);
    let warm = start + time / 4;
    let workers: Vec<_> = (0..24u64)
        .map(|i| {
            thread::spawn(move || {
                let mut chance = Chance(i + 1);
                while start.elapsed() < time {
                    if i % 3 == 0 { local(&mut chance) } else { client(server, &mut chance) }
                    if let Some(pause) = pause {
                        thread::sleep(pause);
                    }
                }
            })
        })
        .collect();
    let overflows = thread::spawn(move || {
        let mut count = 0u64;
        while start.elapsed() < time {
            let output = Command::new(std::env::current_exe().unwrap()).arg("overflow").output().unwrap();
            assert_eq!(output.status.signal(), Some(6));
            assert!(String::from_utf8_lossy(&output.stderr).contains("thread 'deep' ("));
            count += 1;
            thread::sleep(Duration::from_millis(200));
        }
        count
    });
    let mut most_before = (0, 0);
    let mut next_line = start;
    while start.elapsed() < time {
        let now = use_of_the_system();
        // On a machine that is busy with other things the first look may come late.
        if Instant::now() >= warm && (start.elapsed() < time / 2 || most_before.1 == 0) {
            most_before = (most_before.0.max(now.0), most_before.1.max(now.1));
        }
        if argument.is_some() && Instant::now() >= next_line {
            let done: u64 = DONE.iter().map(|done| done.load(Relaxed)).sum();
            eprintln!("{:>4} s: {:>6} kB, {:>3} descriptors, {:>3} OS threads, {done} connections", start.elapsed().as_secs(), now.0, now.1, os_threads());
            next_line += Duration::from_secs(60);
        }
        thread::sleep((time / 100).clamp(Duration::from_millis(20), Duration::from_millis(500)));
    }
    let overflown = overflows.join().unwrap();
    for worker in workers {
        failed |= worker.join().is_err();
    }
    let after = use_of_the_system();
    STOP.store(true, Relaxed);
    drop(TcpStream::connect(server));
    accepts.join().unwrap();
    // What the second half of the time adds would go on for ever; a short run may not have seen yet what a busy moment takes.
    let grows = after.0 > most_before.0 + most_before.0 / 4 + (16 << 10) || after.1 > most_before.1 + 16;
    let none = DONE.iter().any(|done| done.load(Relaxed) == 0) || overflown == 0;
    if argument.is_some() || grows || none {
        let counts: Vec<u64> = DONE.iter().map(|done| done.load(Relaxed)).collect();
        eprintln!("{counts:?} connections, {overflown} overflows; kB and descriptors: {most_before:?}, then {after:?}");
    }
    println!("all went well: {}", !failed && !grows && !none);
    ExitCode::from(u8::from(failed || grows || none))
}
