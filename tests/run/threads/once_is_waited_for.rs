//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Who waits for a `Once` is woken when it is complete: also one that came before anybody ran it, or after one had panicked.
use std::panic::{catch_unwind, set_hook};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

fn main() {
    set_hook(Box::new(|_| ()));
    let once = Arc::new(Once::new());
    let before: Vec<_> = (0..8)
        .map(|_| {
            let once = once.clone();
            thread::spawn(move || once.wait_force())
        })
        .collect();
    let patient = once.clone();
    let poisoned = thread::spawn(move || patient.wait());
    thread::sleep(Duration::from_millis(20));
    assert!(catch_unwind(|| once.call_once(|| panic!("fails"))).is_err());
    println!("a wait without force sees the panic: {}", poisoned.join().is_err());
    println!("and a later one: {}", catch_unwind(|| once.wait()).is_err());
    let late = once.clone();
    let after = thread::spawn(move || late.wait_force());
    thread::sleep(Duration::from_millis(20));
    once.call_once_force(|state| println!("poisoned: {}", state.is_poisoned()));
    after.join().unwrap();
    println!("woken: {}", before.into_iter().map(|t| t.join().unwrap()).count());
    once.wait();
    println!("{}", once.is_completed());
}
