//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8
// Hazard 25: a panic tells the thread's name, and `SIGQUIT` prints all threads with what they wait for and where.
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::sync::{mpsc, Arc, Mutex};
use std::thread::{self, Builder};
use std::time::Duration;

unsafe extern "C" {
    fn kill(process: i32, signal: i32) -> i32;
}
#[inline(never)]
fn waits_for_the_lock(lock: &Mutex<u32>) -> u32 { *lock.lock().unwrap() + 1 }
#[inline(never)]
fn waits_for_a_message<T>(receiver: &mpsc::Receiver<T>) -> bool { receiver.recv().is_ok() }

fn be_printed() {
    let lock = Arc::new(Mutex::new(0));
    let held = lock.lock().unwrap();
    let theirs = lock.clone();
    Builder::new().name("locker".to_string()).spawn(move || waits_for_the_lock(&theirs)).unwrap();
    let (_sender, receiver) = mpsc::channel::<String>();
    Builder::new().name("reader".to_string()).spawn(move || waits_for_a_message(&receiver)).unwrap();
    Builder::new().name("sleeper".to_string()).spawn(|| thread::sleep(Duration::from_secs(60))).unwrap();
    let _ = Builder::new().name("panics".to_string()).spawn(|| panic!("as it should")).unwrap().join();
    thread::sleep(Duration::from_millis(100));
    unsafe { kill(std::process::id() as i32, 3) };
    thread::sleep(Duration::from_secs(60));
    drop(held);
}

fn main() {
    if std::env::args().nth(1).is_some() {
        return be_printed();
    }
    let output = Command::new(std::env::current_exe().unwrap()).arg("be printed").output().unwrap();
    println!("ended by {:?}", output.status.signal());
    let text = String::from_utf8_lossy(&output.stderr);
    for words in [
        "thread 'panics' (",
        "'main': waiting for time to pass",
        "'locker': waiting for a lock, a message or a token",
        "::waits_for_the_lock\n",
        "'reader': waiting for a lock, a message or a token",
        "::waits_for_a_message::<alloc::string::String>\n",
        "'sleeper': waiting for time to pass",
    ] {
        println!("{}: {}", words.trim(), text.contains(words));
    }
}
