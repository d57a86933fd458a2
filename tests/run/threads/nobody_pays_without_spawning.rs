//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_THREADS=os
// Before the first spawn there is no other thread, no descriptor and no handler; after it there is.
use std::fs;
use std::sync::{mpsc, Condvar, Mutex};
use std::time::Duration;

fn threads() -> usize { fs::read_dir("/proc/self/task").unwrap().count() }
fn caught() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    status.lines().find(|line| line.starts_with("SigCgt")).unwrap().to_owned()
}

fn main() {
    let (_sender, receiver) = mpsc::channel::<i32>();
    assert!(receiver.recv_timeout(Duration::from_millis(1)).is_err());
    let lock = Mutex::new(1);
    let _ = Condvar::new().wait_timeout(lock.lock().unwrap(), Duration::from_millis(1)).unwrap();
    println!("{} {}", threads(), caught().trim_end_matches('0').ends_with("\t"));
    std::thread::spawn(|| ()).join().unwrap();
    println!("spawned");
}
