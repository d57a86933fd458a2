//! Green threads: the control block, and the protocol of stopping and waking.
//!
//! # Protocol
//!
//! `state` is the only word that stopping and waking touch:
//!
//! | state | means | who leaves it |
//! |---|---|---|
//! | `FREE` | no thread uses the stack | [`Green::create`] → `ACTIVE` |
//! | `ACTIVE` | runs, or is in a queue | its worker → `PARKED` when it has stopped; a waker → `NOTIFIED`; its worker → `FREE` at its end |
//! | `NOTIFIED` | as `ACTIVE`, and its next stop returns at once | itself or its worker → `ACTIVE` |
//! | `PARKED` | stopped: its context is saved, nobody has it in a queue | exactly one waker → `ACTIVE`, who then queues it |
//!
//! A thread stops in two steps: it switches to its worker, and the *worker*, on its own stack, makes `ACTIVE` into `PARKED`. So a
//! waker that sees `PARKED` may queue the thread at once: its context is complete. A waker that comes before that leaves
//! `NOTIFIED`, the worker's exchange fails, and it queues the thread itself. No wake-up is lost, and a thread is in at most one queue.
//!
//! A wake-up is a hint. Every caller of [`stop`] looks at what it waits for and stops again. That is also why a late waker is
//! harmless: the block it wakes is type-stable (stacks are never unmapped), and a thread that has got the block since stops again.
use super::context;
use super::current::{self, ThreadData};
use super::machine::{self, Cell};
use super::machine::atomic::{AtomicPtr, AtomicU32};
use super::stack::{RESERVED, Stack};
use super::worker::{self, Request};
use crate::boxed::Box;
use core::cell::UnsafeCell;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

pub const FREE: u32 = 0;
pub const ACTIVE: u32 = 1;
pub const NOTIFIED: u32 = 2;
pub const PARKED: u32 = 3;

/// What a thread waits for, for the dump.
#[derive(Copy, Clone, PartialEq, Eq)]
#[repr(u32)]
pub enum Waiting {
    /// It runs or could run.
    Nothing,
    /// A lock, a condition, a channel, a token: a word in memory.
    Word,
    /// Time to pass.
    Sleep,
    /// A descriptor.
    Io,
    /// A call that another OS thread makes for it.
    Call,
}

/// The word for a [`Waiting`].
pub(super) fn describe(waiting: u32) -> &'static str {
    const WORDS: [&str; 5] = ["its turn", "a lock, a message or a token", "time to pass", "a descriptor", "a blocking call"];
    WORDS[core::cmp::min(waiting as usize, WORDS.len() - 1)]
}
/// Fetches what switching to a thread will need, if it has not run for a while.
///
/// # Safety
/// `g` is null or a control block; it may be in use.
pub(super) unsafe fn prefetch(g: *const Green) {
    const LINE: usize = 64;
    if !g.is_null() {
        // Somebody else may have taken it meanwhile: then the address is an old one.
        let sp = ptr::read_volatile((*g).sp.get());
        for i in 0..4 {
            machine::prefetch(sp + i * LINE);
        }
    }
}
/// The control block. That of a thread we made lies at the top of its stack; `main` has one of its own.
#[repr(C)]
pub struct Green {
    /// The next free stack, once this one is (see `stack`); and the next in a queue while the thread is in one.
    pub(super) next: AtomicPtr<Green>,
    pub(super) state: AtomicU32,
    /// A [`Waiting`].
    pub(super) waiting: AtomicU32,
    /// The saved context while it does not run.
    pub(super) sp: UnsafeCell<usize>,
    /// What belongs to the thread.
    pub(super) data: Cell<*const ThreadData>,
    /// The worker that should run it; `main` has the one of its OS thread.
    pub(super) home: Cell<*const super::worker::Worker>,
    stack: Cell<Option<Stack>>,
    start: Cell<Option<Box<dyn FnOnce()>>>,
    born: Cell<u64>,
    own: UnsafeCell<ThreadData>,
}
const _: () = assert!(size_of::<Green>() <= RESERVED);
// SAFETY: `next`, `state` and `waiting` are atomic; the rest belongs to whoever has the thread: itself, its worker, or the
// one that took it out of a queue.
unsafe impl Sync for Green {}

impl Green {
    /// The block of `main`, which has the process's own stack.
    pub(super) const fn of_main() -> Green {
        Green {
            next: AtomicPtr::new(ptr::null_mut()), state: AtomicU32::new(ACTIVE), waiting: AtomicU32::new(0), sp: UnsafeCell::new(0),
            data: Cell::new(ptr::null()), home: Cell::new(ptr::null()), stack: Cell::new(None), start: Cell::new(None),
            born: Cell::new(0), own: UnsafeCell::new(ThreadData::new()),
        }
    }
    /// Makes the calling thread's block that of `main`, whose control block this is.
    ///
    /// # Safety
    /// Called once, by `main`, while no reference into its block is held.
    pub(super) unsafe fn adopt_data(&'static self) -> *const ThreadData {
        let (from, to) = (current::data() as *mut ThreadData, self.own.get());
        // A move: the OS thread keeps an empty block for its loop.
        to.write(from.read());
        from.write(ThreadData::new());
        (*to).green.set(self);
        self.data.set(to);
        to
    }
    /// A thread that will call the function when it is queued; `None` without memory for its stack. The function must not unwind.
    ///
    /// # Safety
    /// What the function borrows must outlive the thread.
    pub unsafe fn create(size: Option<usize>, start: Box<dyn FnOnce() + '_>) -> Option<*const Green> {
        let stack = match size {
            Some(size) => Stack::take(size)?,
            None => Stack::take_default()?,
        };
        let g = (stack.top() - RESERVED) as *mut Green;
        // Late wakers may still touch `state`: it is written by exchange, and everything else as plain memory of ours.
        let data = (*g).own.get();
        data.write(ThreadData::new());
        (*data).green.set(g);
        (&raw mut (*g).data).write(Cell::new(data));
        (&raw mut (*g).home).write(Cell::new(ptr::null()));
        (&raw mut (*g).stack).write(Cell::new(Some(stack)));
        let start: Box<dyn FnOnce() + 'static> = core::mem::transmute(start);
        (&raw mut (*g).start).write(Cell::new(Some(start)));
        (&raw mut (*g).born).write(Cell::new(0));
        (*g).next.store(ptr::null_mut(), Relaxed);
        (*g).waiting.store(0, Relaxed);
        *(*g).sp.get() = context::prepare(g as *mut u8, run, g as *mut u8);
        (*g).state.store(ACTIVE, Release);
        Some(g)
    }
    /// Gives the stack of a thread that has ended back.
    ///
    /// # Safety
    /// The thread must have ended and be in no queue.
    pub(super) unsafe fn free(g: *const Green) {
        // A thread of a few microseconds has had no time for the page faults of a deep stack.
        const BRIEF: u64 = 30_000;
        let deep = context::ticks().wrapping_sub((*g).born.get()) > BRIEF;
        (*g).state.store(FREE, Release);
        if let Some(stack) = (*g).stack.take() {
            stack.give_back(deep);
        }
    }
    /// Where the stack may be used, for the report of overflows.
    pub(super) fn stack(&self) -> Option<Stack> { self.stack.get() }
}

/// The first frame of a green thread, on its own stack.
unsafe extern "C" fn run(g: *mut u8) -> ! {
    let g = g as *const Green;
    (*g).born.set(context::ticks());
    if let Some(start) = (*g).start.take() {
        start();
    }
    worker::leave(g, Request::End);
    // SAFETY: a thread that has ended is not resumed.
    core::hint::unreachable_unchecked()
}

/// Stops the calling green thread until somebody wakes it; may return early. See the protocol above.
///
/// # Safety
/// `g` must be the calling thread.
pub unsafe fn stop(g: *const Green, waiting: Waiting) {
    if (*g).state.compare_exchange(NOTIFIED, ACTIVE, Acquire, Relaxed).is_ok() {
        return;
    }
    (*g).waiting.store(waiting as u32, Relaxed);
    worker::leave(g, Request::Park);
    (*g).waiting.store(Waiting::Nothing as u32, Relaxed);
}
/// The second step of stopping, on the worker's stack; whether the thread is parked.
pub(super) unsafe fn finish_stop(g: *const Green) -> bool {
    if (*g).state.compare_exchange(ACTIVE, PARKED, AcqRel, Acquire).is_ok() {
        return true;
    }
    // By exchange: it must see what a waker did that finds `NOTIFIED` only now.
    (*g).state.swap(ACTIVE, AcqRel);
    false
}
/// Wakes a green thread, or lets its next stop return at once.
///
/// # Safety
/// `g` must be a control block; the thread may have ended.
pub unsafe fn wake(g: *const Green) {
    let mut state = (*g).state.load(Acquire);
    loop {
        let to = match state {
            PARKED => ACTIVE,
            // Also `NOTIFIED` is written again. Who only read it might read what was so before the thread took the notice, while
            // what it is woken for has not reached the thread's core: then both would rely on the other.
            ACTIVE | NOTIFIED => NOTIFIED,
            _ => return,
        };
        match (*g).state.compare_exchange_weak(state, to, AcqRel, Acquire) {
            Ok(PARKED) => return worker::schedule(g),
            Ok(_) => return,
            Err(now) => state = now,
        }
    }
}
