//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8
// Hazards 2 and 29: fifty thousand threads wait at once, each in little more than a page.
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

static WAITING: AtomicUsize = AtomicUsize::new(0);
static GO: AtomicBool = AtomicBool::new(false);

fn resident() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap();
    text.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

fn main() {
    const THREADS: usize = 50_000;
    let before = resident();
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            thread::spawn(|| {
                WAITING.fetch_add(1, Ordering::Release);
                while !GO.load(Ordering::Acquire) {
                    thread::park();
                }
            })
        })
        .collect();
    while WAITING.load(Ordering::Acquire) < THREADS {
        thread::yield_now();
    }
    let each = (resident() - before) / THREADS;
    assert!(each < 8192, "{each} bytes");
    GO.store(true, Ordering::Release);
    for thread in &threads {
        thread.thread().unpark();
    }
    for thread in threads {
        thread.join().unwrap();
    }
    println!("{THREADS}");
}
