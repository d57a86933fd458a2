//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os VERDIGRIS_MAIN=os
// Hazard 8: a library that must always be called by the same OS thread gets one; and so does `main`, if the user says so.
use std::os::verdigris::thread::BuilderExt;
use std::sync::{mpsc, Arc, Mutex};
use std::thread::{self, Builder};
use std::time::Duration;

unsafe extern "C" {
    fn pthread_self() -> u64;
    fn __errno_location() -> *mut i32;
}
/// Which OS thread this is, as C sees it.
fn identity() -> (u64, usize) { unsafe { (pthread_self(), __errno_location() as usize) } }

/// Waits in every way there is; whether the OS thread stays the same.
fn stays(lock: &Mutex<u32>) -> bool {
    let before = identity();
    let (sender, receiver) = mpsc::channel();
    let mut stays = true;
    for i in 0..30 {
        let sender = sender.clone();
        thread::spawn(move || sender.send(i).unwrap());
        receiver.recv().unwrap();
        *lock.lock().unwrap() += 1;
        thread::yield_now();
        thread::sleep(Duration::from_micros(100));
        stays &= identity() == before;
    }
    stays
}

fn main() {
    let lock = Arc::new(Mutex::new(0));
    let noise: Vec<_> = (0..8).map(|_| thread::spawn(|| (0..300).for_each(|_| thread::yield_now()))).collect();
    let own: Vec<_> = (0..4)
        .map(|_| {
            let lock = lock.clone();
            Builder::new().os_thread().spawn(move || (identity().0, stays(&lock))).unwrap()
        })
        .collect();
    let mut identities: Vec<_> = own.into_iter().map(|t| t.join().unwrap()).collect();
    identities.sort();
    println!("each stays: {}", identities.iter().all(|i| i.1));
    println!("main stays: {}", std::env::var("VERDIGRIS_MAIN").is_err() || stays(&lock));
    noise.into_iter().for_each(|t| t.join().unwrap());
}
