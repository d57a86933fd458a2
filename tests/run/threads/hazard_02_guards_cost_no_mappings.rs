//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8
// Hazard 2: stacks with guards do not use up the mappings of which the kernel allows a process some 65,000.
use std::sync::{Arc, Barrier};
use std::{fs, ptr, thread};

unsafe extern "C" {
    fn mmap(address: *mut u8, length: usize, protection: i32, flags: i32, fd: i32, offset: i64) -> *mut u8;
    fn madvise(address: *mut u8, length: usize, advice: i32) -> i32;
}

/// Whether the kernel makes guards inside a mapping (Linux 6.13).
fn knows_guards() -> bool {
    unsafe { madvise(mmap(ptr::null_mut(), 4096, 3, 0x22, -1, 0), 4096, 102) == 0 }
}

fn main() {
    const THREADS: usize = 20_000;
    let barrier = Arc::new(Barrier::new(THREADS + 1));
    let threads: Vec<_> = (0..THREADS)
        .map(|i| {
            let barrier = barrier.clone();
            thread::spawn(move || {
                barrier.wait();
                barrier.wait();
                i
            })
        })
        .collect();
    barrier.wait();
    let mappings = fs::read_to_string("/proc/self/maps").unwrap().lines().count();
    println!("few mappings: {}", mappings < if knows_guards() { 500 } else { 60_000 });
    barrier.wait();
    println!("{}", threads.into_iter().map(|t| t.join().unwrap()).sum::<usize>());
}
