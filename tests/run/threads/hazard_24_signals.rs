//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 24: signals of the program are handled on whichever OS thread they meet; calls that they interrupt go on.
use std::io::{Read, Write};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

unsafe extern "C" {
    fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
    fn setitimer(which: i32, new: *const [i64; 4], old: *mut [i64; 4]) -> i32;
}
static SEEN: AtomicU32 = AtomicU32::new(0);
extern "C" fn handler(_: i32) { SEEN.fetch_add(1, Ordering::Relaxed); }

fn main() {
    const SIGALRM: i32 = 14;
    const MILLISECOND: i64 = 1000;
    unsafe {
        signal(SIGALRM, handler);
        setitimer(0, &[0, MILLISECOND, 0, MILLISECOND], std::ptr::null_mut());
    }
    let start = Instant::now();
    let sleepers: Vec<_> = (0..20)
        .map(|i| {
            thread::spawn(move || {
                let before = Instant::now();
                thread::sleep(Duration::from_millis(20 + i));
                assert!(before.elapsed() >= Duration::from_millis(20 + i));
            })
        })
        .collect();
    let (mut reader, mut writer) = std::io::pipe().unwrap();
    let reads = thread::spawn(move || {
        let mut all = Vec::new();
        reader.read_to_end(&mut all).unwrap();
        all.len()
    });
    let (sender, receiver) = mpsc::channel();
    let writes = thread::spawn(move || {
        for i in 0..50 {
            writer.write_all(&[i; 100]).unwrap();
            sender.send(i).unwrap();
            thread::sleep(Duration::from_millis(1));
        }
    });
    println!("{}", receiver.iter().map(u32::from).sum::<u32>());
    writes.join().unwrap();
    println!("{}", reads.join().unwrap());
    sleepers.into_iter().for_each(|t| t.join().unwrap());
    while SEEN.load(Ordering::Relaxed) < 20 && start.elapsed() < Duration::from_secs(5) {
        std::hint::spin_loop();
    }
    println!("signals were handled: {}", SEEN.load(Ordering::Relaxed) >= 20);
}
