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

fn spawn_deep() { println!("{}", thread::Builder::new().name("deep".to_string()).spawn(|| endless(0)).unwrap().join().unwrap()) }
fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("deep") => return spawn_deep(),
        // Before the first spawn, and when `main` is a green thread.
        Some("main") => return println!("{}", endless(0)),
        Some("later") => {
            thread::spawn(thread::yield_now).join().unwrap();
            return println!("{}", endless(0));
        }
        // A fault that is no overflow is reported as what it is.
        Some("null") => return println!("{}", unsafe { *black_box(std::ptr::without_provenance::<u8>(8)) }),
        _ => {}
    }
    for (what, name) in [("deep", "deep"), ("main", "main"), ("later", "main"), ("null", "main")] {
        let output = Command::new(std::env::current_exe().unwrap()).arg(what).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        let named = told.contains(&format!("thread '{name}' (")) && told.contains("has overflowed its stack\nfatal runtime error: stack overflow, aborting\n");
        println!("{what}: told {named}, ended by {:?}", output.status.signal());
    }
}
