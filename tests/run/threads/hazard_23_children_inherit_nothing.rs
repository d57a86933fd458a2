//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 23: children get nothing of the runtime: no descriptor, no blocked or ignored signal.
use std::process::{Command, Stdio};
use std::thread;

fn shell(script: &str) -> String {
    let output = Command::new("sh").arg("-c").arg(script).stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}
/// The child's descriptors and its signals: pending, blocked, ignored, caught.
const SCRIPT: &str = "ls /proc/self/fd; grep Sig /proc/self/status | grep -v SigQ";

fn main() {
    let before = shell(SCRIPT);
    let threads: Vec<_> = (0..16).map(|_| thread::spawn(|| (shell(SCRIPT), shell("echo $$")))).collect();
    let mut same = true;
    for thread in threads {
        let (after, number) = thread.join().unwrap();
        same &= after == before && number.trim().parse::<u32>().is_ok();
    }
    println!("children see the same: {same}");
    // A child that fails to start leaves the parent whole.
    let failed: Vec<_> = (0..8).map(|_| thread::spawn(|| Command::new("/nonexistent/program").spawn().unwrap_err().raw_os_error())).collect();
    for thread in failed {
        assert_eq!(thread.join().unwrap(), Some(2));
    }
    println!("{}", thread::spawn(|| shell("echo over")).join().unwrap().trim());
}
