//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_THREADS=os
// Before the first spawn there is no other thread and no descriptor, and no handler but those of every Rust program, which report
// overflows of the stack (SIGSEGV, SIGBUS).
use std::fs;
use std::sync::{mpsc, Condvar, Mutex};
use std::time::Duration;

fn threads() -> usize { fs::read_dir("/proc/self/task").unwrap().count() }
fn caught() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("SigCgt")).unwrap();
    u64::from_str_radix(line.split_whitespace().nth(1).unwrap(), 16).unwrap()
}

fn main() {
    let (_sender, receiver) = mpsc::channel::<i32>();
    assert!(receiver.recv_timeout(Duration::from_millis(1)).is_err());
    let lock = Mutex::new(1);
    let _ = Condvar::new().wait_timeout(lock.lock().unwrap(), Duration::from_millis(1)).unwrap();
    println!("{} {:x}", threads(), caught());
    std::thread::spawn(|| ()).join().unwrap();
    println!("spawned");
}
