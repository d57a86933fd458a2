//! The scheduler of green threads.
//!
//! `thread::spawn` makes a green thread: a stack, a saved context and a control block ([`green`]). Workers ([`worker`]) run them, one
//! for each core. Whatever waits comes to [`park`] (a word of memory), [`reactor`] (a descriptor), [`blocking`] (a call
//! that the kernel cannot tell the end of) or a timer ([`timer`]), all by way of `sys::sched` and `sys::fd`.
//!
//! Nothing of this exists before the first spawn: no OS thread, no handler, no descriptor. At the first spawn `main` becomes a green
//! thread that keeps the process's own stack and goes on on the process's own OS thread, whose loop gets a stack
//! of its own. `main` is run elsewhere only while a thread that does not wait for anything holds that OS thread up.
//!
//! The environment has a say: `VERDIGRIS_THREADS=os` makes every spawn an OS thread, `VERDIGRIS_WORKERS=n` sets their number,
//! `VERDIGRIS_MAIN=os` leaves `main` an ordinary OS thread, `VERDIGRIS_IO=epoll` or `uring` says how descriptors are waited for.
pub mod blocking;
#[cfg(target_arch = "x86_64")]
#[path = "context_x86_64.rs"]
mod context;
#[cfg_attr(verdigris_model, path = "../../../../../tests/model/current.rs")]
pub mod current;
pub mod green;
mod idle;
#[cfg_attr(verdigris_model, path = "../../../../../tests/model/machine.rs")]
pub mod machine;
mod monitor;
pub mod os;
pub mod park;
mod queue;
pub mod reactor;
pub mod readiness;
#[cfg_attr(verdigris_model, path = "../../../../../tests/model/signal.rs")]
mod signal;
mod stack;
mod timer;
pub mod token;
#[cfg_attr(verdigris_model, path = "../../../../../tests/model/uring.rs")]
pub mod uring;
pub mod worker;
#[cfg(verdigris_model)]
#[path = "../../../../../tests/model/scenarios.rs"]
pub mod scenarios;

use self::green::Green;
use self::machine::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64};
use self::worker::Worker;
use crate::boxed::Box;
use crate::sys::libc;
use core::ptr;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

const NOT_STARTED: u32 = 0;
const STARTING: u32 = 1;
const GREEN: u32 = 2;
const OS: u32 = 3;
static MODE: AtomicU32 = AtomicU32::new(NOT_STARTED);
/// The control block of `main`.
static MAIN: Green = Green::of_main();
/// Whether `main` has been started by `lang_start`, and so may become green.
static HAS_MAIN: AtomicBool = AtomicBool::new(false);
static MAIN_HOME: AtomicPtr<Worker> = AtomicPtr::new(ptr::null_mut());
static SPAWNED: AtomicU64 = AtomicU64::new(0);

/// Called when a program of ours starts, before `main`.
pub fn enter_main() {
    HAS_MAIN.store(true, Relaxed);
    signal::start_main();
}
/// A stack on which the calling OS thread, which is about to run a thread of the program, handles signals.
pub fn alternate_stack() -> impl Sized { signal::alternate_stack() }
fn main_home() -> *const Worker { MAIN_HOME.load(Relaxed) }
/// Whether the calling OS thread is the process's own, in a program of ours.
fn is_main() -> bool {
    const SYS_GETTID: i64 = 186;
    // SAFETY: plain calls.
    HAS_MAIN.load(Relaxed) && unsafe { libc::syscall(SYS_GETTID) == libc::getpid() as i64 }
}
/// A variable of the environment.
fn variable(name: &core::ffi::CStr) -> Option<&'static [u8]> {
    // SAFETY: read before any thread of ours could change the environment.
    unsafe {
        let p = libc::getenv(name.as_ptr());
        if p.is_null() { None } else { Some(core::ffi::CStr::from_ptr(p).to_bytes()) }
    }
}
/// Ends the process, as what the user demands cannot be had.
fn refuse(message: &str) -> ! {
    // SAFETY: so many bytes.
    unsafe {
        libc::write(2, message.as_ptr().cast(), message.len());
        libc::exit(1)
    }
}
/// Whether threads are green; starts the workers if this is the first to ask.
pub fn is_green() -> bool {
    match MODE.load(Acquire) {
        GREEN => true,
        OS => false,
        _ => start(),
    }
}
#[cold]
fn start() -> bool {
    if let Err(mut mode) = MODE.compare_exchange(NOT_STARTED, STARTING, Acquire, Acquire) {
        // Another foreign thread is at it.
        while mode == STARTING {
            os::futex_wait(&MODE, STARTING, None);
            mode = MODE.load(Acquire);
        }
        return mode == GREEN;
    }
    let wanted = variable(c"VERDIGRIS_WORKERS").and_then(|v| core::str::from_utf8(v).ok()?.parse().ok()).filter(|&n: &usize| n > 0);
    let green = variable(c"VERDIGRIS_THREADS") != Some(b"os") && reactor::start(variable(c"VERDIGRIS_IO")).unwrap_or_else(|message| refuse(message));
    if green {
        let cores = wanted.unwrap_or_else(|| crate::thread::available_parallelism().map_or(1, |n| n.get()));
        let main = if is_main() && variable(c"VERDIGRIS_MAIN") != Some(b"os") { Some(&MAIN) } else { None };
        let count = core::cmp::min(cores, worker::MAX / 2);
        signal::start();
        monitor::start(count);
        // SAFETY: once, and by `main` if it is to become green.
        unsafe { worker::start_all(count, main) };
    }
    MODE.store(if green { GREEN } else { OS }, Release);
    os::futex_wake(&MODE, i32::MAX);
    green
}
/// Starts a green thread with a stack of at least that size, if one is said; whether there was memory for it.
/// The function must not unwind.
///
/// # Safety
/// What the function borrows must outlive the thread.
pub unsafe fn spawn(size: Option<usize>, start: Box<dyn FnOnce() + '_>) -> bool {
    match Green::create(size, start) {
        Some(g) => {
            SPAWNED.fetch_add(1, Relaxed);
            worker::schedule_new(g);
            true
        }
        None => false,
    }
}
/// What `std::os::verdigris::runtime` shows.
pub fn counters() -> Counters {
    Counters { workers: worker::all().count(), in_service: worker::IN_SERVICE.load(Relaxed), stuck: worker::STUCK.load(Relaxed), spawned: SPAWNED.load(Relaxed), switches: worker::all().map(|w| w.runs.load(Relaxed)).sum() }
}
/// Figures of the scheduler; all are zero before the first spawn.
#[derive(Copy, Clone, Debug)]
pub struct Counters {
    /// Workers, spare ones too.
    pub workers: usize,
    /// Workers that are not spare.
    pub in_service: usize,
    /// Workers that one green thread has held for long.
    pub stuck: usize,
    /// Green threads made so far.
    pub spawned: u64,
    /// Times that a worker has switched to a green thread.
    pub switches: u64,
}
