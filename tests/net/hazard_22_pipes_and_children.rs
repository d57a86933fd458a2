//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os VERDIGRIS_IO=uring
// Hazards 21, 22 and 23: files, pipes and child processes are waited for without holding others up.
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let sleeping: Vec<_> = (0..8).map(|_| thread::spawn(|| Command::new("sleep").arg("0.3").status().unwrap().success())).collect();
    let filtering = thread::spawn(|| {
        let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let writer = thread::spawn(move || stdin.write_all(&vec![b'x'; 1 << 20]).unwrap());
        let mut text = Vec::new();
        stdout.read_to_end(&mut text).unwrap();
        writer.join().unwrap();
        child.wait().unwrap();
        text.len()
    });
    let ticking = thread::spawn(|| (0..20).map(|_| thread::sleep(Duration::from_millis(1))).count());
    println!("{} {}", filtering.join().unwrap(), ticking.join().unwrap());
    assert!(sleeping.into_iter().all(|t| t.join().unwrap()));
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    let files: Vec<_> = (0..20).map(|_| thread::spawn(|| std::fs::read("/proc/self/status").unwrap().len() > 100)).collect();
    println!("{}", files.into_iter().all(|t| t.join().unwrap()));
}
