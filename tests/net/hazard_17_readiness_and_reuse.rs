//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os VERDIGRIS_IO=uring
// Hazard 17: shutdown wakes a reader, clones work side by side, descriptors come and go, and modes are what the user chose.
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    (client, listener.accept().unwrap().0)
}

fn main() {
    thread::spawn(checks).join().unwrap();
    println!("on a spawned thread");
    checks();
    println!("on main");
}

fn checks() {
    // A reader that waits is woken by a shutdown from another thread.
    let (a, _b) = pair();
    let other = a.try_clone().unwrap();
    let reader = thread::spawn(move || (&a).read(&mut [0; 8]).unwrap());
    thread::sleep(Duration::from_millis(10));
    other.shutdown(Shutdown::Both).unwrap();
    assert_eq!(reader.join().unwrap(), 0);

    // One clone reads while the other writes.
    let (mut a, b) = pair();
    let (mut reads, mut writes) = (b.try_clone().unwrap(), b);
    let echo = thread::spawn(move || {
        let mut buffer = [0; 100];
        while let Ok(n @ 1..) = reads.read(&mut buffer) {
            writes.write_all(&buffer[..n]).unwrap();
        }
    });
    for i in 0..100u8 {
        a.write_all(&[i]).unwrap();
        let mut answer = [0];
        a.read_exact(&mut answer).unwrap();
        assert_eq!(answer, [i]);
    }
    drop(a);
    echo.join().unwrap();

    // Timeouts, chosen on one clone and felt on the other.
    let (a, _b) = pair();
    let clone = a.try_clone().unwrap();
    clone.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let start = Instant::now();
    assert_eq!((&a).read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
    assert!(start.elapsed() >= Duration::from_millis(15));
    clone.set_read_timeout(None).unwrap();

    // Nonblocking calls return at once, also in a descriptor that went through our hands as a number.
    a.set_nonblocking(true).unwrap();
    assert_eq!((&clone).read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
    let raw = a.into_raw_fd();
    let a = unsafe { TcpStream::from_raw_fd(raw) };
    assert_eq!((&a).read(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
    a.set_nonblocking(false).unwrap();
    drop((a, clone));

    // The number of a descriptor is used again and again, by sockets that wait.
    let mut numbers = std::collections::BTreeSet::new();
    for i in 0..200u8 {
        let (mut a, mut b) = pair();
        numbers.insert(a.as_raw_fd());
        let (ready, wait) = channel();
        let reader = thread::spawn(move || {
            ready.send(()).unwrap();
            let mut byte = [0];
            b.read_exact(&mut byte).unwrap();
            byte[0]
        });
        wait.recv().unwrap();
        thread::yield_now();
        a.write_all(&[i]).unwrap();
        assert_eq!(reader.join().unwrap(), i);
    }
    assert!(numbers.len() < 100);

    // A listener that was waited on is given away as it was.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let client = thread::spawn(move || TcpStream::connect(address).unwrap());
    listener.accept().unwrap();
    client.join().unwrap();
    let listener = unsafe { TcpListener::from_raw_fd(listener.into_raw_fd()) };
    listener.set_nonblocking(true).unwrap();
    assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock);

    // Much more than the buffers hold: the writer waits for the reader.
    let (mut a, mut b) = pair();
    let writer = thread::spawn(move || a.write_all(&vec![7; 10 << 20]).unwrap());
    thread::sleep(Duration::from_millis(5));
    let mut all = Vec::new();
    b.read_to_end(&mut all).unwrap();
    assert!(all.len() == 10 << 20 && all.iter().all(|&byte| byte == 7));
    writer.join().unwrap();
}
