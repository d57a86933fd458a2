//! Workers: OS threads that run green threads.
//!
//! A worker's loop runs on a stack of its own. It picks a green thread, switches to it, and gets control back when
//! that thread asks for something ([`Request`]). All hand-over is done there, on the worker's stack, when the thread's
//! context is saved.
//!
//! # What runs next
//!
//! 1. every so often ([`LOOK_EVERY`](machine::LOOK_EVERY)) the list for all and timers, and I/O unless much is queued, so that nothing waits for ever behind a busy queue;
//! 2. `main`, on the worker that is its OS thread;
//! 3. the slot of the thread that was woken last (it has what its waker has just touched), a few times in a row;
//! 4. the worker's ring, the list for all, its timers, half of another worker's ring;
//! 5. nothing: the worker sleeps (see [`idle`](super::idle)).
use super::current;
use super::green::{self, Green};
use super::idle;
use super::queue::{INJECTOR, Ring};
use super::machine::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize};
use super::machine::{self, Cell};
use super::timer::Timers;
use super::{context, monitor, reactor, signal, uring};
use crate::sys::libc;
use core::cell::UnsafeCell;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

/// How many workers there can be, with those that stand in for stuck ones.
pub const MAX: usize = machine::WORKERS;
/// Operations that a thread may complete in a row without waiting.
pub const BUDGET: u32 = 128;
/// How often in a row the slot goes before the ring.
const SLOT_RUNS: u32 = 16;

/// What a green thread wants when it switches to its worker.
#[derive(Copy, Clone, PartialEq, Eq)]
pub enum Request {
    /// To stop until it is woken.
    Park,
    /// To let others run.
    Yield,
    /// Never to run again.
    End,
}

/// A worker. The fields without comment on sharing belong to its OS thread.
pub struct Worker {
    /// Its number; thieves start with their neighbour.
    pub index: usize,
    /// The context of the loop, while a green thread runs.
    sp: UnsafeCell<usize>,
    request: Cell<Request>,
    tick: Cell<u32>,
    slot_runs: Cell<u32>,
    /// `main` has yielded: another goes first.
    skip_main: Cell<bool>,
    seed: Cell<u32>,
    /// Whether it counts as one that searches (see `idle`).
    pub(super) searching: Cell<bool>,
    /// The thread that was woken last. Taken by exchange, also by thieves.
    slot: AtomicPtr<Green>,
    /// `main`, when it is to run here. Filled by wakers, taken by exchange.
    pub(super) main_slot: AtomicPtr<Green>,
    pub(super) ring: Ring,
    /// Reached by all under its lock.
    pub(super) timers: Timers,
    /// What it sleeps on: 1 when it has been woken.
    pub(super) wakeup: AtomicU32,
    /// Threads run so far: the monitor sees that it stands still.
    pub(super) runs: AtomicU64,
    /// Which thread runs; null in the loop. For the monitor and the dump.
    pub(super) running: AtomicPtr<Green>,
    /// The number of its OS thread; 0 until it works.
    pub(super) os_thread: AtomicI32,
    /// Set by the monitor, cleared by the worker, each with an exchange that the other sees.
    pub(super) stuck: AtomicBool,
}
// SAFETY: see the comments of the fields.
unsafe impl Sync for Worker {}

static WORKERS: [AtomicPtr<Worker>; MAX] = [const { AtomicPtr::new(ptr::null_mut()) }; MAX];
static COUNT: AtomicUsize = AtomicUsize::new(0);
/// How many run green threads at once when none is stuck.
static TARGET: AtomicUsize = AtomicUsize::new(0);
/// Workers that are not spare.
pub static IN_SERVICE: AtomicUsize = AtomicUsize::new(0);
/// Workers in service that the monitor has found stuck.
pub static STUCK: AtomicUsize = AtomicUsize::new(0);

/// All workers.
pub fn all() -> impl Iterator<Item = &'static Worker> {
    // SAFETY: workers are never freed.
    WORKERS[..core::cmp::min(COUNT.load(Acquire), MAX)].iter().filter_map(|p| unsafe { p.load(Acquire).as_ref() })
}
/// How many there should be in service.
pub fn target() -> usize { TARGET.load(Relaxed) }

/// How many may be in service: one stands in for each that is stuck.
pub fn limit() -> usize { target() + STUCK.load(Relaxed) }

/// A new worker, in service, of which no OS thread knows yet.
fn create() -> Option<&'static Worker> {
    let index = COUNT.fetch_update(AcqRel, Acquire, |n| if n < MAX { Some(n + 1) } else { None }).ok()?;
    let w = machine::keep(Worker {
        index, sp: UnsafeCell::new(0), request: Cell::new(Request::Park), tick: Cell::new(0), slot_runs: Cell::new(0), skip_main: Cell::new(false), seed: Cell::new(machine::seed(index)),
        searching: Cell::new(false), slot: AtomicPtr::new(ptr::null_mut()), main_slot: AtomicPtr::new(ptr::null_mut()), ring: Ring::new(), timers: Timers::new(),
        wakeup: AtomicU32::new(0), runs: AtomicU64::new(0), running: AtomicPtr::new(ptr::null_mut()), os_thread: AtomicI32::new(0), stuck: AtomicBool::new(false),
    });
    IN_SERVICE.fetch_add(1, Relaxed);
    WORKERS[index].store(w, Release);
    Some(w)
}
/// Starts a worker on a new OS thread.
pub(super) fn start() -> bool {
    const STACK: usize = 256 << 10;
    extern "C" fn body(w: *mut libc::c_void) -> *mut libc::c_void {
        // SAFETY: it is the worker below, which is this thread's.
        unsafe {
            current::set_worker(w as *const Worker);
            core::mem::forget(signal::alternate_stack());
            (*(w as *const Worker)).work();
        }
    }
    let Some(w) = create() else { return false };
    if machine::os_thread(c"worker", STACK, body, w as *const Worker as *mut _) {
        return true;
    }
    // Nobody works for it; it stays empty.
    IN_SERVICE.fetch_sub(1, Relaxed);
    false
}
/// Makes the calling OS thread, on which `main` runs, a worker, and `main` a green thread that runs on it; then starts the others.
///
/// # Safety
/// Called once, by `main`.
pub(super) unsafe fn start_all(count: usize, main: Option<&'static Green>) {
    TARGET.store(count, Relaxed);
    let mut running = 0;
    if let Some(main) = main {
        const LOOP_STACK: usize = 256 << 10;
        // The loop starts when `main` stops for the first time, with what it asked for.
        unsafe extern "C" fn body(w: *mut u8) -> ! {
            let w = &*(w as *const Worker);
            w.finish(w.running.load(Relaxed));
            w.work()
        }
        if let (Some(w), Some(stack)) = (create(), super::stack::Stack::take(LOOP_STACK)) {
            let data = main.adopt_data();
            main.home.set(w);
            w.os_thread.store(machine::os_thread_number(), Relaxed);
            *w.sp.get() = context::prepare((stack.top() - super::stack::RESERVED) as *mut u8, body, w as *const Worker as *mut u8);
            current::set_worker(w);
            current::set_data(data);
            w.running.store(main as *const Green as *mut Green, Relaxed);
            super::MAIN_HOME.store(w as *const Worker as *mut Worker, Release);
            core::mem::forget(signal::alternate_stack());
            running = 1;
        }
    }
    while running < count && start() {
        running += 1;
    }
}

/// Asks the system to let the calling OS thread run for short times when others want its core (Linux 6.12; others ignore it).
/// When a worker waits for a core, so do all threads in its queue; and what it waits for is mostly another worker.
fn ask_for_short_slices() {
    const SYS_SCHED_SETATTR: i64 = 314;
    const SYS_SCHED_GETATTR: i64 = 315;
    const SCHED_FLAG_RESET_ON_FORK: u64 = 1;
    const SLICE: u64 = 400_000;
    #[repr(C)]
    #[derive(Default)]
    struct Attributes {
        size: u32,
        policy: u32,
        flags: u64,
        nice: i32,
        priority: u32,
        slice: u64,
        deadline: u64,
        period: u64,
    }
    let mut a = Attributes::default();
    // SAFETY: the structure has that size. Of a policy that is not the usual one nothing is changed.
    unsafe {
        if libc::syscall(SYS_SCHED_GETATTR, 0, &raw mut a, size_of::<Attributes>() as u32, 0u32) == 0 && a.policy == 0 {
            a.slice = SLICE;
            // Processes that it starts, and threads that are no workers, are served as usual.
            a.flags |= SCHED_FLAG_RESET_ON_FORK;
            libc::syscall(SYS_SCHED_SETATTR, 0, &raw const a, 0u32);
        }
    }
}
/// Switches from the calling green thread to its worker.
///
/// # Safety
/// `g` must be the calling thread.
#[inline(never)]
pub(super) unsafe fn leave(g: *const Green, request: Request) {
    let w = current::worker();
    (*w).request.set(request);
    context::switch((*g).sp.get(), *(*w).sp.get());
    // Perhaps on another OS thread: `w` means nothing any more.
}
/// Lets others run. On a foreign thread that is the kernel's business.
pub fn yield_now() {
    let g = current::green();
    // SAFETY: `g` is the calling thread.
    unsafe {
        if g.is_null() {
            machine::give_way();
        } else {
            leave(g, Request::Yield);
        }
    }
}
/// Counts an operation that completed without waiting; after some of them the thread lets others run.
#[inline]
pub fn spend() {
    // SAFETY: the block of the running thread.
    unsafe {
        let data = current::data();
        match (*data).budget.get() {
            0 => {
                (*data).budget.set(BUDGET);
                if !(*data).green.get().is_null() {
                    leave((*data).green.get(), Request::Yield);
                }
            }
            n => (*data).budget.set(n - 1),
        }
    }
}
/// Queues a thread that has just been woken.
///
/// # Safety
/// The caller must have made it runnable.
pub(super) unsafe fn schedule(g: *const Green) {
    let home = (*g).home.get();
    let w = current::worker();
    if !home.is_null() {
        (*home).main_slot.store(g as *mut Green, Release);
        if home != w {
            idle::wake_worker(&*home);
        }
        return;
    }
    if w.is_null() {
        INJECTOR.push(g);
        return idle::notify();
    }
    let before = (*w).slot.swap(g as *mut Green, AcqRel);
    if !before.is_null() {
        (*w).ring.push(before);
        idle::notify();
    } else if (*w).running.load(Relaxed).is_null() {
        // Woken by the loop itself (I/O, a timer): there may be more.
        idle::notify();
    }
}
/// Queues a new thread.
///
/// # Safety
/// The thread must be fresh.
pub(super) unsafe fn schedule_new(g: *const Green) {
    let w = current::worker();
    if w.is_null() {
        INJECTOR.push(g);
    } else {
        (*w).ring.push(g);
    }
    idle::notify();
}
/// The timers on which the calling green thread puts its own.
pub(super) fn timers() -> &'static Timers {
    // SAFETY: green threads run on workers, which are never freed.
    unsafe { &(*current::worker()).timers }
}

impl Worker {
    /// Whether something waits here for a worker.
    pub(super) fn has_work(&self) -> bool { !self.ring.is_empty() || !self.slot.load(Acquire).is_null() }
    fn random(&self) -> u32 {
        let mut x = self.seed.get();
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        self.seed.set(x);
        x
    }
    /// The loop.
    ///
    /// # Safety
    /// Called once, on the OS thread whose worker this is.
    unsafe fn work(&self) -> ! {
        ask_for_short_slices();
        self.os_thread.store(machine::os_thread_number(), Relaxed);
        loop {
            let g = self.next();
            if self.searching.replace(false) {
                idle::found();
            }
            self.run(g);
            if self.stuck.load(Relaxed) && self.stuck.swap(false, AcqRel) {
                STUCK.fetch_sub(1, AcqRel);
            }
        }
    }
    unsafe fn run(&self, g: *const Green) {
        self.running.store(g as *mut Green, Relaxed);
        self.runs.store(self.runs.load(Relaxed) + 1, Relaxed);
        let data = (*g).data.get();
        (*data).budget.set(BUDGET);
        current::set_data(data);
        context::switch(self.sp.get(), *(*g).sp.get());
        self.finish(g);
    }
    /// Does what a thread wanted that has just switched away.
    unsafe fn finish(&self, g: *const Green) {
        current::set_data(ptr::null());
        self.running.store(ptr::null_mut(), Relaxed);
        match self.request.get() {
            Request::Park => {
                if !green::finish_stop(g) {
                    schedule(g);
                }
            }
            Request::Yield => self.requeue(g),
            Request::End => Green::free(g),
        }
    }
    /// Queues a thread that has had its turn.
    unsafe fn requeue(&self, g: *const Green) {
        if ptr::eq((*g).home.get(), self) {
            self.main_slot.store(g as *mut Green, Release);
            self.skip_main.set(true);
        } else if !(*g).home.get().is_null() {
            schedule(g);
        } else {
            self.ring.push(g);
        }
    }
    /// Picks the next thread, waiting until there is one.
    unsafe fn next(&self) -> *const Green {
        let tick = self.tick.get().wrapping_add(1);
        self.tick.set(tick);
        if tick % machine::LOOK_EVERY == 0 {
            for w in all() {
                w.timers.fire();
            }
            // Descriptors that are ready join the ring's end. While much is queued that would only push the oldest out of it, into
            // the list for all, behind whatever comes after; but not for ever, as what is queued may always queue itself again.
            if tick % (8 * machine::LOOK_EVERY) == 0 || self.ring.len() < 64 && INJECTOR.len() == 0 {
                reactor::poll_now(self);
            }
            let g = INJECTOR.pop_many(1).pop();
            if !g.is_null() {
                return g;
            }
        }
        loop {
            let g = self.local();
            if !g.is_null() {
                return g;
            }
            let g = self.take_injected();
            if !g.is_null() {
                return g;
            }
            if self.timers.fire() + uring::attend(self) > 0 {
                continue;
            }
            let g = self.search();
            if !g.is_null() {
                return g;
            }
            self.retire_if_surplus();
            idle::sleep(self);
        }
    }
    /// The next of what is queued here.
    fn local(&self) -> *const Green {
        if !self.skip_main.replace(false) {
            let g = self.take_main();
            if !g.is_null() {
                return g;
            }
        }
        let runs = self.slot_runs.get();
        if runs < SLOT_RUNS {
            let g = self.take_slot();
            if !g.is_null() {
                self.slot_runs.set(runs + 1);
                return g;
            }
        }
        self.slot_runs.set(0);
        let g = self.ring.pop();
        if !g.is_null() {
            // Of the next its stack, and of the one after that where its stack is.
            machine::prefetch(self.ring.at(1).addr());
            // SAFETY: control blocks stay what they are.
            unsafe { green::prefetch(self.ring.at(0)) };
            return g;
        }
        let g = self.take_slot();
        if g.is_null() { self.take_main() } else { g }
    }
    fn take_slot(&self) -> *const Green { if self.slot.load(Relaxed).is_null() { ptr::null() } else { self.slot.swap(ptr::null_mut(), AcqRel) } }
    fn take_main(&self) -> *const Green { if self.main_slot.load(Relaxed).is_null() { ptr::null() } else { self.main_slot.swap(ptr::null_mut(), AcqRel) } }
    /// Takes this worker's share of the list for all.
    unsafe fn take_injected(&self) -> *const Green {
        let waiting = INJECTOR.len();
        if waiting == 0 {
            return ptr::null();
        }
        let share = core::cmp::min(waiting / core::cmp::max(target(), 1) + 1, 128);
        let mut chain = INJECTOR.pop_many(share);
        let first = chain.pop();
        let more = chain.len() != 0;
        loop {
            let g = chain.pop();
            if g.is_null() {
                break;
            }
            self.ring.push(g);
        }
        if more {
            // The first may hold this worker for long.
            idle::notify();
        }
        first
    }
    /// Looks for work at the others.
    unsafe fn search(&self) -> *const Green {
        const ROUNDS: u32 = 4;
        let count = core::cmp::min(COUNT.load(Acquire), MAX);
        if count < 2 || !self.searching.get() && !idle::may_search() {
            return ptr::null();
        }
        self.searching.set(true);
        for round in 0..ROUNDS {
            let start = self.random() as usize % count;
            for i in 0..count {
                let Some(other) = WORKERS[(start + i) % count].load(Acquire).as_ref() else { continue };
                if ptr::eq(other, self) {
                    continue;
                }
                let g = self.ring.steal_from(&other.ring);
                if !g.is_null() {
                    return g;
                }
                // What a worker has just woken it will run itself in a moment, unless it is busy.
                if round == ROUNDS - 1 {
                    let g = other.take_slot();
                    if !g.is_null() {
                        return g;
                    }
                }
                if other.timers.fire() > 0 {
                    let g = self.local();
                    if !g.is_null() {
                        return g;
                    }
                }
            }
            let g = self.take_injected();
            if !g.is_null() {
                return g;
            }
            for _ in 0..machine::SPINS {
                machine::spin();
            }
        }
        ptr::null()
    }
    /// Leaves service if there are more workers than needed, as those that were stuck are back; comes back when needed.
    fn retire_if_surplus(&self) {
        if IN_SERVICE.load(Relaxed) <= limit() || self.is_home() || IN_SERVICE.fetch_update(AcqRel, Acquire, |n| if n > limit() { Some(n - 1) } else { None }).is_err() {
            return;
        }
        if self.searching.replace(false) {
            idle::found();
        }
        self.hand_over();
        monitor::be_spare(self);
    }
    /// Leaves all that is queued here to others.
    pub(super) fn hand_over(&self) {
        loop {
            let g = self.local();
            if g.is_null() {
                break;
            }
            // SAFETY: it has just left our queue.
            unsafe { INJECTOR.push(g) };
        }
        idle::notify();
    }
    /// Whether its OS thread is the process's own.
    fn is_home(&self) -> bool { super::main_home() == self as *const Worker }
}
