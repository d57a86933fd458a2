//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 1: what belongs to a thread stays with it, on whichever OS thread it goes on.
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::thread;

thread_local! {
    static NUMBER: Cell<usize> = const { Cell::new(0) };
    static TRAIL: RefCell<Vec<usize>> = RefCell::new(Vec::new());
}

fn main() {
    let threads: Vec<_> = (0..200)
        .map(|i| {
            thread::spawn(move || {
                let id = thread::current().id();
                NUMBER.set(i);
                let shared = Rc::new(Cell::new(0));
                let other = Rc::clone(&shared);
                for step in 0..50 {
                    TRAIL.with_borrow_mut(|trail| trail.push(step));
                    other.set(other.get() + 1);
                    // An error of the system, asked for on both sides of a move.
                    let missing = std::fs::read("/nonexistent/file").unwrap_err();
                    assert_eq!(missing.raw_os_error(), Some(2));
                    thread::yield_now();
                    assert_eq!(NUMBER.get(), i);
                    assert_eq!(thread::current().id(), id);
                }
                assert_eq!(Rc::strong_count(&shared), 2);
                TRAIL.with_borrow(|trail| trail.len()) + shared.get()
            })
        })
        .collect();
    println!("{}", threads.into_iter().map(|t| t.join().unwrap()).sum::<usize>());
}
