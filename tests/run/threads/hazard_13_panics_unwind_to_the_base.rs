//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 13: a panic unwinds its own stack, down to the first frame and no further, also on the smallest stack there is.
use std::panic::{catch_unwind, panic_any, set_hook};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

static DROPPED: AtomicUsize = AtomicUsize::new(0);
struct Counts;
impl Drop for Counts {
    fn drop(&mut self) { DROPPED.fetch_add(1, Ordering::Relaxed); }
}
fn deep(n: usize) -> usize {
    let _counts = Counts;
    if n == 0 {
        panic_any(thread::current().id());
    }
    thread::yield_now();
    1 + deep(n - 1)
}

fn main() {
    set_hook(Box::new(|_| ()));
    let threads: Vec<_> = (0..50)
        .map(|i| {
            let id = move || {
                let caught = catch_unwind(|| deep(i)).unwrap_err();
                assert_eq!(caught.downcast_ref(), Some(&thread::current().id()));
                deep(20)
            };
            thread::spawn(id)
        })
        .collect();
    for thread in threads {
        let id = thread.thread().id();
        assert_eq!(thread.join().unwrap_err().downcast_ref(), Some(&id));
    }
    println!("{}", DROPPED.load(Ordering::Relaxed));
    let small: Vec<_> = (0..20).map(|i| Builder::new().stack_size(1).spawn(move || panic!("a formatted {i:>5}")).unwrap()).collect();
    for thread in small {
        let what = thread.join().unwrap_err();
        println!("{}", what.downcast_ref::<String>().unwrap());
    }
}
