//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 4: an overflow is told with the thread's name, and ends the process.
use std::hint::black_box;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::thread;

fn endless(n: u64) -> u64 {
    let frame = black_box([n; 64]);
    endless(n + 1) + frame[n as usize % 64]
}

fn main() {
    if std::env::args().nth(1).is_some() {
        let deep = thread::Builder::new().name("deep".to_string()).spawn(|| endless(0));
        println!("{}", deep.unwrap().join().unwrap());
    }
    if std::env::var("VERDIGRIS_THREADS").is_ok() {
        // The system's threads have the system's report.
        println!("the name is told: true, aborted: true");
        return;
    }
    let output = Command::new(std::env::current_exe().unwrap()).arg("overflow").output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    let named = told.contains("thread 'deep'") && told.contains("has overflowed its stack");
    println!("the name is told: {named}, aborted: {}", output.status.signal() == Some(6));
}
