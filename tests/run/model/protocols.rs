//@ edition: 2024
//@ compile-flags: --cfg verdigris_model
// The protocols of the runtime and of `std::sync` (library/std/src/sys/runtime and sync, the very files) on a machine whose schedule, clock and stale reads
// come from a seed. With arguments: `SCHEDULES [SCENARIO [FIRST_SEED]]` prints figures, `replay SCENARIO SEED` what happens in one schedule.
#![feature(rustc_attrs, negative_impls, never_type, dropck_eyepatch)]
#![allow(unsafe_op_in_unsafe_fn, dead_code, unexpected_cfgs, deprecated, internal_features)]
mod boxed {
    pub use std::boxed::Box;
}
mod vec {
    pub use std::vec::Vec;
}
mod collections {
    pub use std::collections::VecDeque;
}
mod thread {
    pub fn panicking() -> bool { false }
    pub fn available_parallelism() -> Option<std::num::NonZero<usize>> { std::num::NonZero::new(crate::world::cores()) }
}
#[path = "../../model/sys.rs"]
mod sys;
#[path = "../../model/sync.rs"]
mod sync;
#[path = "../../model/time.rs"]
mod time;
#[path = "../../model/world.rs"]
mod world;

use sys::runtime::scenarios::{ALL, Scenario};
use world::{Mutation, Options, run, world};

/// Runs schedules until one fails; its seed and what failed.
fn search(s: &Scenario, mutation: Mutation, first: u64, count: u64, steps: &mut u64) -> Option<(u64, String)> {
    for seed in first..first + count {
        let failure = run(seed, Options { mutation, ..s.options }, s.run);
        *steps += world().steps;
        if let Some(what) = failure {
            return Some((seed, what));
        }
    }
    None
}
fn main() {
    unsafe { std::env::remove_var("VERDIGRIS_WORKERS") };
    unsafe { std::env::remove_var("VERDIGRIS_THREADS") };
    unsafe { std::env::remove_var("VERDIGRIS_MAIN") };
    std::panic::set_hook(Box::new(|what| world::fail(format!("a panic: {what}"))));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [replay, name, seed] = &arguments[..] && replay == "replay" {
        let s = ALL.iter().find(|s| s.name == name).expect("no such scenario");
        world().trace = true;
        println!("{:?}", run(seed.parse().unwrap(), s.options, s.run));
        return;
    }
    let count = arguments.first().map_or(if cfg!(debug_assertions) { 100 } else { 5_000 }, |n| n.parse().unwrap());
    let first = arguments.get(2).map_or(1, |n| n.parse().unwrap());
    let mut failed = false;
    for s in ALL.iter().filter(|s| arguments.get(1).is_none_or(|n| n == s.name)) {
        let start = std::time::Instant::now();
        let mut steps = 0;
        match search(s, Mutation::None, first, count, &mut steps) {
            None => println!("{}: right", s.name),
            Some((seed, what)) => {
                failed = true;
                println!("{}: seed {seed}: {what}", s.name);
            }
        }
        if !arguments.is_empty() {
            println!("    {count} schedules, {} steps each, {:.1} s", steps / count, start.elapsed().as_secs_f64());
        }
    }
    std::process::exit(failed as i32);
}
