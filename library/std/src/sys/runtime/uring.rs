//! The reactor's other back end: an `io_uring` for each worker, on which the kernel makes calls for threads that wait.
//!
//! # Protocol
//!
//! A thread that must wait puts an entry for its call (receiving, sending, waiting until a descriptor is ready) on the ring of the worker that runs
//! it, and stops. Entries are handed to the kernel in batches: when the worker has nothing more to run, every 61st time, and when there
//! are [`BATCH`]. The kernel answers with a completion, which names the [`Operation`] on the thread's stack: who takes it off the ring
//! reads whom to wake, writes the result, then stores `done`, then wakes; after the store the operation may be gone.
//!
//! *The thread goes on only when `done` is set*, whatever wakes it. So the operation, and the buffer that the kernel was shown, outlive
//! what the kernel does with them: there is no other way out of [`perform`], which does not unwind.
//!
//! # Races
//!
//! - *Data before the entry is handed over*: the kernel tries the call first, and waits only if it must. Nothing can be missed, as
//!   nothing is known here beforehand.
//! - *The time passes*: the thread asks the kernel, on the same ring and so after its own entry, to cancel the call, and waits for the
//!   completion nonetheless. If the kernel was faster, the result counts and no byte is lost.
//! - *Shutdown*: the kernel completes what waits for the socket, as it would wake a thread that blocks there.
//! - *Close*: a descriptor cannot be closed by who owns it while a call borrows it, and once it is handed over the kernel holds the open file. As with a call
//!   that blocks, one that somebody closes by its number all the same is received from until the call is over.
//! - *Who waits moves to another worker*: nothing hangs on the worker but the ring, which the thread remembers until it is done.
//! - *A worker that is held up*: both sides of a ring are reached under its lock by whoever has reason to. The monitor hands over the entries and
//!   takes the completions of workers that stand still, and cooperative task work (`COOP_TASKRUN`) runs when the worker's OS thread next is
//!   in the kernel, at the latest at the clock's tick. That is why work is not deferred to the ring's own thread (`DEFER_TASKRUN`,
//!   `SINGLE_ISSUER`): a computation or a call of C would hold up all who wait on that ring, and nobody could help them.
//! - *Spare workers* still wait on their ring, for those that stopped there (see `monitor`).
//! - *More completions than there is room for* are kept by the kernel (`FEAT_NODROP`) and asked for.
//!
//! # Sleep
//!
//! A worker without work waits in its own ring, so that it wakes by what completes there. Others wake it through an `eventfd` that the ring
//! watches: who wakes it stores `wakeup` and reads `waits`; it stores `waits` and reads `wakeup`, all `SeqCst`.
use super::green::{self, Green, Waiting};
use super::machine::atomic::{AtomicBool, AtomicPtr, AtomicU32};
use super::machine::{self, Cell};
use super::os::{self, OsLock};
use super::timer::NEVER;
use super::worker::Worker;
use super::{current, park};
use crate::sys::libc;
use core::ptr;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

const SYS_IO_URING_SETUP: i64 = 425;
const SYS_IO_URING_ENTER: i64 = 426;
/// Room for entries, and for completions.
const ENTRIES: u32 = 128;
const COMPLETIONS: u32 = 4096;
/// So many entries are handed over at once, even if the worker has more to run.
const BATCH: u32 = 32;

const ECANCELED: i32 = 125;

/// A call that the kernel makes, on the stack of the thread that waits for it.
struct Operation {
    green: *const Green,
    result: Cell<i32>,
    more: Cell<bool>,
    done: AtomicU32,
}
/// What is asked of the kernel.
#[derive(Copy, Clone)]
pub(crate) enum Call {
    /// To tell when the descriptor is ready, for `POLL…` events.
    Ready(u32),
    /// To receive on a stream.
    Receive(*mut u8, usize),
    /// To send on a stream, with flags.
    Send(*const u8, usize, i32),
}
/// What came of it.
pub struct Outcome {
    /// As from the call, or the negative number of the error.
    pub result: i32,
    /// There is more to receive.
    pub more: bool,
}

#[repr(C)]
#[derive(Default)]
struct Entry {
    opcode: u8,
    flags: u8,
    priority: u16,
    fd: i32,
    offset: u64,
    address: u64,
    length: u32,
    call_flags: u32,
    data: u64,
    rest: [u64; 3],
}
#[repr(C)]
#[derive(Copy, Clone, Default)]
struct Completion {
    data: u64,
    result: i32,
    flags: u32,
}
/// `data` of what nobody waits for, and of the bell.
const NOBODY: u64 = 0;
const BELL: u64 = 1;

impl Entry {
    fn new(opcode: u8, fd: i32, data: u64) -> Entry { Entry { opcode, fd, data, ..Entry::default() } }
    fn of(call: Call, fd: i32, data: u64) -> Entry {
        const POLL_ADD: u8 = 6;
        const SEND: u8 = 26;
        const RECV: u8 = 27;
        match call {
            Call::Ready(events) => Entry { call_flags: events, ..Entry::new(POLL_ADD, fd, data) },
            Call::Receive(to, count) => Entry { address: to.addr() as u64, length: length(count), ..Entry::new(RECV, fd, data) },
            Call::Send(from, count, flags) => Entry { address: from.addr() as u64, length: length(count), call_flags: flags as u32, ..Entry::new(SEND, fd, data) },
        }
    }
    /// Rings whenever the `eventfd` is written to.
    fn bell(fd: i32) -> Entry {
        const POLL_ADD: u8 = 6;
        const MULTISHOT: u32 = 1;
        Entry { length: MULTISHOT, call_flags: libc::EPOLLIN | libc::EPOLLET, ..Entry::new(POLL_ADD, fd, BELL) }
    }
    fn cancel(operation: &Operation) -> Entry {
        const ASYNC_CANCEL: u8 = 14;
        Entry { address: operation as *const Operation as u64, ..Entry::new(ASYNC_CANCEL, -1, NOBODY) }
    }
}
/// As much as the kernel moves in one call.
fn length(count: usize) -> u32 { core::cmp::min(count, 0x7FFF_F000) as u32 }

/// The memory that is shared with the kernel.
struct Shared {
    head: *const AtomicU32,
    tail: *const AtomicU32,
    flags: *const AtomicU32,
    entries: *mut Entry,
    size: u32,
    completion_head: *const AtomicU32,
    completion_tail: *const AtomicU32,
    completions: *const Completion,
    completions_size: u32,
}
/// A ring, for good.
struct Ring {
    fd: i32,
    /// The `eventfd` by which others wake the worker that waits here.
    bell: i32,
    /// The worker waits here, or is about to.
    waits: AtomicBool,
    shared: OsLock<Shared>,
}
// SAFETY: `shared` is reached under its lock, the rest is atomic or does not change.
unsafe impl Sync for Ring {}
static RINGS: [AtomicPtr<Ring>; machine::WORKERS] = [const { AtomicPtr::new(ptr::null_mut()) }; machine::WORKERS];
static ACTIVE: AtomicBool = AtomicBool::new(false);

/// Whether this back end is used. It does not change once there are green threads.
#[inline]
pub fn is_active() -> bool { ACTIVE.load(Relaxed) }
/// Takes this back end, if the kernel has what it needs (Linux 5.19). Called once, before any worker.
pub fn start() -> bool {
    let found = ring(0).is_some();
    ACTIVE.store(found, Relaxed);
    found
}
/// The ring of a worker, made when it is asked for the first time; `None` if the system refuses.
fn ring(index: usize) -> Option<&'static Ring> {
    // SAFETY: rings are never freed.
    if let Some(ring) = unsafe { RINGS[index].load(Acquire).as_ref() } {
        return Some(ring);
    }
    static GROW: OsLock<()> = OsLock::new(());
    let _guard = GROW.lock();
    if RINGS[index].load(Acquire).is_null() {
        // `SeqCst`: before its worker says that it sleeps here.
        RINGS[index].store(machine::keep(Ring::new()?), SeqCst);
    }
    // SAFETY: as above.
    unsafe { RINGS[index].load(Acquire).as_ref() }
}
/// The ring of a worker if it has one.
fn existing(index: usize) -> Option<&'static Ring> {
    // SAFETY: rings are never freed.
    if is_active() { unsafe { RINGS[index].load(SeqCst).as_ref() } } else { None }
}

impl Ring {
    fn new() -> Option<Ring> {
        const CQSIZE: u32 = 1 << 3;
        const SUBMIT_ALL: u32 = 1 << 7;
        const COOP_TASKRUN: u32 = 1 << 8;
        /// One mapping for both queues, completions kept, waiting for readiness within, a time for waiting.
        const NEEDED: u32 = 1 | 1 << 1 | 1 << 5 | 1 << 8;
        const ENTRIES_OFFSET: i64 = 0x1000_0000;
        const CLOSE_ON_EXEC: i32 = 0o2000000;
        const NONBLOCK: i32 = 0o4000;
        #[repr(C)]
        #[derive(Default)]
        struct Queue {
            head: u32,
            tail: u32,
            mask: u32,
            size: u32,
            /// Flags of the entries; the overflow of the completions.
            fifth: u32,
            /// Lost entries; where the completions are.
            sixth: u32,
            /// The order of the entries; flags of the completions.
            seventh: u32,
            rest: [u32; 3],
        }
        #[repr(C)]
        #[derive(Default)]
        struct Parameters {
            entries: u32,
            completions: u32,
            flags: u32,
            thread: [u32; 2],
            features: u32,
            rest: [u32; 4],
            submission: Queue,
            completion: Queue,
        }
        let mut p = Parameters { completions: COMPLETIONS, flags: CQSIZE | SUBMIT_ALL | COOP_TASKRUN, ..Parameters::default() };
        // SAFETY: plain calls; the kernel says where in the mappings things are. What was made before a failure stays, as there is none
        // but for want of memory or descriptors, and the caller does without.
        unsafe {
            let fd = libc::syscall(SYS_IO_URING_SETUP, ENTRIES, &raw mut p) as i32;
            if fd < 0 {
                return None;
            }
            let bell = libc::eventfd(0, CLOSE_ON_EXEC | NONBLOCK);
            let (q, c) = (&p.submission, &p.completion);
            let length = core::cmp::max(q.seventh as usize + p.entries as usize * 4, c.sixth as usize + p.completions as usize * size_of::<Completion>());
            let queues = map(fd, length, 0);
            let entries = map(fd, p.entries as usize * size_of::<Entry>(), ENTRIES_OFFSET) as *mut Entry;
            if p.features & NEEDED != NEEDED || bell < 0 || queues.is_null() || entries.is_null() {
                libc::close(fd);
                libc::close(bell);
                return None;
            }
            let word = |offset: u32| queues.add(offset as usize) as *const AtomicU32;
            // Entries are handed over in the order in which they lie.
            let order = queues.add(q.seventh as usize) as *mut u32;
            for i in 0..p.entries {
                order.add(i as usize).write(i);
            }
            let mut shared = Shared {
                head: word(q.head), tail: word(q.tail), flags: word(q.fifth), entries, size: p.entries,
                completion_head: word(c.head), completion_tail: word(c.tail), completions: queues.add(c.sixth as usize) as *const Completion, completions_size: p.completions,
            };
            shared.put(Entry::bell(bell));
            Some(Ring { fd, bell, waits: AtomicBool::new(false), shared: OsLock::new(shared) })
        }
    }
    /// Queues an entry. Entries go to the kernel at once if it is said, or if there are many.
    fn push(&self, entry: Entry, at_once: bool) {
        let mut entry = Some(entry);
        loop {
            {
                let mut shared = self.shared.lock();
                if shared.waiting() == shared.size {
                    self.hand_over(&shared);
                }
                if shared.waiting() < shared.size {
                    if let Some(e) = entry.take() {
                        shared.put(e);
                    }
                    if at_once || shared.waiting() >= BATCH {
                        self.hand_over(&shared);
                    }
                    return;
                }
            }
            // The kernel has no memory, or completions must be taken first.
            self.take_completions();
            machine::give_way();
        }
    }
    /// Hands over what is queued.
    fn hand_over(&self, shared: &Shared) {
        let waiting = shared.waiting();
        if waiting != 0 {
            // SAFETY: entries below the tail are complete, and what they name outlives them.
            unsafe { libc::syscall(SYS_IO_URING_ENTER, self.fd, waiting, 0u32, 0u32, ptr::null::<u8>(), 0usize) };
        }
    }
    /// Takes what has completed and wakes who waits for it; how many there were.
    fn take_completions(&self) -> usize {
        const AT_ONCE: usize = 32;
        const GETEVENTS: u32 = 1;
        let mut taken = 0;
        loop {
            let mut batch = [Completion::default(); AT_ONCE];
            let count = {
                let shared = self.shared.lock();
                let count = shared.take(&mut batch);
                if count < AT_ONCE && shared.is_overflown() {
                    // There is room now for what the kernel has kept.
                    // SAFETY: a plain call.
                    unsafe { libc::syscall(SYS_IO_URING_ENTER, self.fd, 0u32, 0u32, GETEVENTS, ptr::null::<u8>(), 0usize) };
                    if count == 0 && shared.has_completions() {
                        continue;
                    }
                }
                count
            };
            for completion in &batch[..count] {
                self.complete(completion);
            }
            taken += count;
            if count < AT_ONCE {
                return taken;
            }
        }
    }
    fn complete(&self, completion: &Completion) {
        const MORE_WILL_COME: u32 = 1 << 1;
        const NOT_EMPTY: u32 = 1 << 2;
        match completion.data {
            NOBODY => {}
            BELL if completion.flags & MORE_WILL_COME != 0 => {}
            BELL => self.push(Entry::bell(self.bell), true),
            data => {
                let operation = ptr::with_exposed_provenance::<Operation>(data as usize);
                // SAFETY: the thread waits until `done` is set, and nothing of the operation is touched after that.
                unsafe {
                    let green = (*operation).green;
                    (*operation).result.set(completion.result);
                    (*operation).more.set(completion.flags & NOT_EMPTY != 0);
                    (*operation).done.store(1, Release);
                    green::wake(green);
                }
            }
        }
    }
    /// Hands over what is queued and takes what has completed; how many there were.
    fn attend(&self) -> usize {
        self.hand_over(&self.shared.lock());
        self.take_completions()
    }
    fn ring_bell(&self) {
        let one = 1u64;
        // SAFETY: eight bytes.
        unsafe { libc::write(self.bell, &raw const one as *const _, 8) };
    }
}
/// A mapping of a ring, which children do not get; null if there is none.
fn map(fd: i32, length: usize, offset: i64) -> *mut u8 {
    const READ_WRITE: i32 = 1 | 2;
    const SHARED: i32 = 1;
    const POPULATE: i32 = 0x8000;
    const DONTFORK: i32 = 10;
    // SAFETY: a new mapping.
    unsafe {
        let p = libc::mmap(ptr::null_mut(), length, READ_WRITE, SHARED | POPULATE, fd, offset);
        if p.addr() == usize::MAX {
            return ptr::null_mut();
        }
        libc::madvise(p, length, DONTFORK);
        p as *mut u8
    }
}
// SAFETY of all: the words lie in mappings that stay; what one side writes the other publishes by the words, and the lock keeps others out.
impl Shared {
    /// How many entries wait to be handed over.
    fn waiting(&self) -> u32 { unsafe { (*self.tail).load(Relaxed).wrapping_sub((*self.head).load(Acquire)) } }
    /// Adds an entry, for which there must be room.
    fn put(&mut self, entry: Entry) {
        unsafe {
            let tail = (*self.tail).load(Relaxed);
            self.entries.add((tail & (self.size - 1)) as usize).write(entry);
            (*self.tail).store(tail.wrapping_add(1), Release);
        }
    }
    fn take(&self, batch: &mut [Completion]) -> usize {
        unsafe {
            let head = (*self.completion_head).load(Relaxed);
            let count = core::cmp::min((*self.completion_tail).load(Acquire).wrapping_sub(head) as usize, batch.len());
            for (i, place) in batch[..count].iter_mut().enumerate() {
                *place = self.completions.add((head.wrapping_add(i as u32) & (self.completions_size - 1)) as usize).read();
            }
            (*self.completion_head).store(head.wrapping_add(count as u32), Release);
            count
        }
    }
    fn has_completions(&self) -> bool { unsafe { (*self.completion_tail).load(Acquire) != (*self.completion_head).load(Relaxed) } }
    fn is_overflown(&self) -> bool {
        const OVERFLOW: u32 = 1 << 1;
        unsafe { (*self.flags).load(Relaxed) & OVERFLOW != 0 }
    }
}

/// Has the kernel make a call, until an instant of the monotonic clock; `None` if the time came first. For green threads.
pub fn perform(fd: i32, call: Call, deadline: Option<u64>) -> Option<Outcome> {
    let green = current::green();
    loop {
        let operation = Operation { green, result: Cell::new(0), more: Cell::new(false), done: AtomicU32::new(0) };
        let entry = Entry::of(call, fd, (&raw const operation).expose_provenance() as u64);
        let ring = push_here(entry);
        let done = || operation.done.load(Acquire) != 0;
        let mut late = false;
        // SAFETY: `green` is the calling thread.
        unsafe {
            park::stop_until(green, deadline, Waiting::Io, done);
            if !done() {
                late = true;
                ring.push(Entry::cancel(&operation), true);
                park::stop_until(green, None, Waiting::Io, done);
            }
        }
        match operation.result.get() {
            code if code == -ECANCELED && late => return None,
            // Not by us: as if it had never been asked for.
            code if code == -ECANCELED => {}
            result => return Some(Outcome { result, more: operation.more.get() }),
        }
    }
}
/// Queues an entry on the ring of the worker that runs the calling thread; which that is. The thread may be elsewhere right after it.
#[inline(never)]
fn push_here(entry: Entry) -> &'static Ring {
    // SAFETY: green threads run on workers.
    let index = unsafe { (*current::worker()).index };
    let own = ring(index);
    // A worker to which the system has refused a ring uses the first one.
    let Some(ring) = own.or_else(|| existing(0)) else { crate::sys::abort() };
    ring.push(entry, own.is_none());
    ring
}

/// Hands over what the calling worker has queued, and wakes whose call has completed on its ring; how many there were.
#[inline]
pub(super) fn attend(w: &Worker) -> usize { existing(w.index).map_or(0, Ring::attend) }
/// Waits until something has completed on the ring of the calling worker, it is woken, or an instant of the monotonic clock; `false` at once
/// if it has no ring.
pub(super) fn sleep(w: &Worker, until: u64) -> bool {
    const GETEVENTS: u32 = 1;
    const EXTENDED: u32 = 1 << 3;
    #[repr(C)]
    struct Argument {
        mask: u64,
        mask_size: u32,
        least: u32,
        time: *const libc::timespec,
    }
    // Made here at the latest: who wakes looks for it.
    let Some(ring) = (if is_active() { ring(w.index) } else { None }) else { return false };
    ring.waits.store(true, SeqCst);
    if w.wakeup.load(SeqCst) == 0 {
        let left = until.saturating_sub(if until == NEVER { 0 } else { os::now() });
        let time = libc::timespec { tv_sec: (left / 1_000_000_000) as i64, tv_nsec: (left % 1_000_000_000) as i64 };
        let argument = Argument { mask: 0, mask_size: 8, least: 0, time: if until == NEVER { ptr::null() } else { &time } };
        let waiting = ring.shared.lock().waiting();
        // SAFETY: the argument outlives the call. Entries below the tail are complete; if others hand them over meanwhile there are fewer.
        unsafe { libc::syscall(SYS_IO_URING_ENTER, ring.fd, waiting, 1u32, GETEVENTS | EXTENDED, &raw const argument, size_of::<Argument>()) };
    }
    ring.waits.store(false, SeqCst);
    true
}
/// Wakes a worker that sleeps on its ring, after its `wakeup` was set; `false` if it has none, and sleeps on that word.
pub(super) fn rouse(w: &Worker) -> bool {
    let Some(ring) = existing(w.index) else { return false };
    if ring.waits.load(SeqCst) {
        ring.ring_bell();
    }
    true
}
/// Whether something has completed on the ring of a worker that nobody has taken.
pub(super) fn has_completed(w: &Worker) -> bool { existing(w.index).is_some_and(|r| r.shared.lock().has_completions()) }
