//! Benchmarks. As tests they run once; with `--bench` the closure is timed in growing batches.

use std::time::{Duration, Instant};

pub use std::hint::black_box;

/// Handed to a `#[bench]` function, which gives it the code to time.
pub struct Bencher {
    pub(crate) timed: bool,
    pub(crate) nanoseconds: Option<(u64, u64)>,
    /// Bytes one iteration handles, for a rate in MB/s; zero for none.
    pub bytes: u64,
}

impl Bencher {
    pub(crate) fn new(timed: bool) -> Self { Self { timed, nanoseconds: None, bytes: 0 } }

    /// Runs the closure again and again and notes the time one run takes.
    pub fn iter<T, F: FnMut() -> T>(&mut self, mut inner: F) {
        if !self.timed {
            black_box(inner());
            return;
        }
        let mut count = 1u64;
        while batch(&mut inner, count) < Duration::from_millis(1) && count < 1 << 40 {
            count *= 2;
        }
        let mut samples: Vec<u64> = (0..50).map(|_| batch(&mut inner, count).as_nanos() as u64 / count).collect();
        samples.sort_unstable();
        let median = samples[samples.len() / 2];
        self.nanoseconds = Some((median, samples[samples.len() - 1] - samples[0]));
    }
}

fn batch<T, F: FnMut() -> T>(inner: &mut F, count: u64) -> Duration {
    let start = Instant::now();
    for _ in 0..count {
        black_box(inner());
    }
    start.elapsed()
}
