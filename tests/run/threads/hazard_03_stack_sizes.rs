//@ environments: VERDIGRIS_WORKERS=1 VERDIGRIS_WORKERS=8 VERDIGRIS_THREADS=os
// Hazard 3: stacks are as large as they are said to be, and the default is enough for deep calls.
use std::hint::black_box;
use std::thread;

fn deep(levels: usize) -> usize {
    let frame = black_box([levels as u8; 1000]);
    if levels == 0 { 0 } else { deep(levels - 1) + usize::from(frame[999] == levels as u8) }
}

fn large_frame() -> usize {
    let mut frame = [1u8; 1_700_000];
    black_box(&mut frame);
    frame.iter().map(|&b| usize::from(b)).sum()
}

fn main() {
    // Nearly the two mebibytes of which std tells.
    println!("{}", thread::spawn(large_frame).join().unwrap());
    println!("{}", thread::spawn(|| deep(200)).join().unwrap());
    let large = thread::Builder::new().stack_size(64 << 20).spawn(|| deep(20_000)).unwrap();
    println!("{}", large.join().unwrap());
    // Many in a row use the same stacks again.
    println!("{}", (0..500).map(|_| thread::spawn(|| deep(150)).join().unwrap()).sum::<usize>());
}
