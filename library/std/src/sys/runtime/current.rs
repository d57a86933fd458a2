//! What Rust calls thread-local, and how the running thread finds it.
//!
//! A green thread may resume on another OS thread. So nothing that a program can see is kept in the platform's thread-locals:
//! each thread, green or not, has a [`ThreadData`], and the platform's thread-locals say only whose turn it is.
//!
//! Invariant: the *address* of a platform thread-local never leaves the functions of this file. They are never inlined,
//! so the compiler cannot keep such an address across a switch; what they return (the block of the running thread, the worker
//! of the OS thread) is loaded anew at each call. A worker's pointer must not be kept across a switch either.
use super::green::Green;
use super::worker::Worker;
use crate::thread::local::Table;
use crate::thread::Thread;
use core::cell::{Cell, UnsafeCell};
use core::ptr;

/// What belongs to one thread, whichever OS thread it runs on.
pub struct ThreadData {
    /// The number that `thread::current().id()` shows; 0 until somebody asks.
    pub id: Cell<u64>,
    /// The handle that `thread::current` gives; made on first use.
    pub handle: UnsafeCell<Option<Thread>>,
    /// The values of `thread_local!`.
    pub locals: Table,
    /// Panics under way, and whether the hook runs.
    pub panics: Cell<(usize, bool)>,
    /// Operations that may still complete without waiting before the thread yields.
    pub budget: Cell<u32>,
    /// The green thread; null for a foreign one.
    pub green: Cell<*const Green>,
}
impl ThreadData {
    /// Of a thread that has done nothing yet. It allocates nothing.
    pub const fn new() -> ThreadData {
        ThreadData { id: Cell::new(0), handle: UnsafeCell::new(None), locals: Table::new(), panics: Cell::new((0, false)), budget: Cell::new(0), green: Cell::new(ptr::null()) }
    }
}

/// The block of an OS thread that is not running a green thread.
#[thread_local]
static FOREIGN: ThreadData = ThreadData::new();
/// The block of the green thread that this OS thread runs; null between green threads and on foreign threads.
#[thread_local]
static CURRENT: Cell<*const ThreadData> = Cell::new(ptr::null());
/// The worker that this OS thread is.
#[thread_local]
static WORKER: Cell<*const Worker> = Cell::new(ptr::null());

/// The block of the running thread. It is valid while the thread lives, also across switches.
#[inline(never)]
pub fn data() -> *const ThreadData {
    let p = CURRENT.get();
    if p.is_null() { &raw const FOREIGN } else { p }
}
/// Says which green thread the OS thread runs from now on; null for none.
#[inline(never)]
pub(super) fn set_data(p: *const ThreadData) { CURRENT.set(p) }
/// The worker that the calling OS thread is, or null. Valid up to the next switch.
#[inline(never)]
pub(super) fn worker() -> *const Worker { WORKER.get() }
/// Makes the calling OS thread a worker.
#[inline(never)]
pub(super) fn set_worker(w: *const Worker) { WORKER.set(w) }
/// The green thread that runs, or null on a foreign thread.
#[inline]
pub fn green() -> *const Green {
    // SAFETY: the block of the running thread is valid.
    unsafe { (*data()).green.get() }
}
