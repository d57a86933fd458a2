//! Waiting for descriptors: one edge-triggered registration for each, and a word for each direction.
//!
//! The word says what is known about the direction: whether the last event has not been used up (`READY`), whether the other side is
//! gone (`CLOSED`, which no later event repeats), and in the other bits a number that each event changes. A thread tries its
//! call while the word says so; when the kernel has nothing more, it takes `READY` back *only if the word is still the
//! one it read before the call*, and waits for the word to change. So an event between call and wait is not lost.
//!
//! # Who waits
//!
//! Beside each word stands the green thread that waits for it to change: nearly always there is one at most, and an event
//! finds all it needs in one line of the cache. Who waits puts itself there and *then* reads the word; who tells changes the word and
//! *then* reads who is there. All four are `SeqCst`, so that one of them sees the other: no event is lost. Only the thread itself
//! takes itself out, and later than it was woken: so it may be woken once more, for nothing. That is harmless, as every wake-up is a hint
//! and control blocks are never unmapped (see `green`).
//!
//! A thread that finds the place taken waits in the parking lot (see `park`) and says so in the word (`CROWDED`), for which the
//! event that takes the bit back looks there.
//!
//! Events are hints. The table is indexed by the descriptor's number and its entries stay, so an event that was under way when the
//! descriptor was closed, and its number used again, makes a thread try its call once more, and no harm is done.
use super::current;
use super::green::{self, Green, Waiting};
use super::machine::{self, atomic::{AtomicI32, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize}};
use super::os::{self, OsLock};
use super::{park, timer::NEVER};
use crate::sys::libc;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};

/// The last event has not been used up.
pub const READY: u32 = 1;
/// The other side is gone, or there is an error: the call will tell.
pub const CLOSED: u32 = 2;
/// Some wait in the parking lot.
const CROWDED: u32 = 4;
const EVENT: u32 = 8;

/// The descriptor is registered.
pub const REGISTERED: u32 = 1;
/// `settings` holds what the user chose.
pub const KNOWN: u32 = 2;
/// Calls return at once, as the user chose.
pub const NONBLOCKING: u32 = 4;
/// Other descriptors may share the open file: what the user chose is asked for each time.
pub const SHARED: u32 = 8;
/// `O_NONBLOCK` is set by us, not by the user.
pub const FORCED: u32 = 16;
/// The kernel does not tell when it is ready: a file.
pub const UNPOLLABLE: u32 = 32;

/// What is known of a descriptor. Two threads on two cores rarely use the same descriptor, but often neighbours.
#[repr(align(64))]
pub struct Entry {
    /// The words of the directions.
    pub words: [AtomicU32; 2],
    /// `REGISTERED` and the others.
    pub flags: AtomicU32,
    /// Who waits for the words to change, first come.
    waiters: [AtomicPtr<Green>; 2],
    /// The timeouts of the directions in nanoseconds; 0 for none.
    pub timeouts: [AtomicU64; 2],
}
const CHUNK: usize = machine::CHUNK;
type Chunk = [Entry; CHUNK];
static TABLE: [AtomicPtr<Chunk>; 4096] = [const { AtomicPtr::new(ptr::null_mut()) }; 4096];
static GROW: OsLock<()> = OsLock::new(());
static EPOLL: AtomicI32 = AtomicI32::new(-1);
static INTERRUPT: AtomicI32 = AtomicI32::new(-1);
static REGISTRATIONS: AtomicUsize = AtomicUsize::new(0);

/// The entry of a descriptor, if it has one.
#[inline]
pub fn known(fd: i32) -> Option<&'static Entry> {
    // SAFETY: chunks are never freed.
    unsafe { TABLE.get(fd as usize / CHUNK)?.load(Acquire).as_ref().map(|c| &c[fd as usize % CHUNK]) }
}
/// The entry of a descriptor.
pub fn entry(fd: i32) -> Option<&'static Entry> {
    if let Some(e) = known(fd) {
        return Some(e);
    }
    let place = TABLE.get(fd as usize / CHUNK)?;
    let _guard = GROW.lock();
    if place.load(Acquire).is_null() {
        // SAFETY: zeros are an entry of which nothing is known.
        place.store(unsafe { machine::keep_zeroed::<Chunk>() }, Release);
    }
    known(fd)
}
/// Forgets what was known: the number has a new open file, or goes out of our hands. With `KNOWN` the user has chosen nothing yet.
pub fn forget(fd: i32, flags: u32) {
    if let Some(e) = known(fd) {
        if flags & KNOWN != 0 {
            e.timeouts.iter().for_each(|t| t.store(0, Relaxed));
        }
        e.flags.store(flags, Release);
        for word in &e.words {
            word.store((word.load(Relaxed) & !(READY | CLOSED)).wrapping_add(EVENT), Release);
        }
    }
}

/// Makes what polling needs. Called once, before any worker.
pub fn start() -> bool {
    const CLOSE_ON_EXEC: i32 = 0o2000000;
    const NONBLOCK: i32 = 0o4000;
    // SAFETY: plain calls.
    unsafe {
        let epoll = libc::epoll_create1(CLOSE_ON_EXEC);
        let event = libc::eventfd(0, CLOSE_ON_EXEC | NONBLOCK);
        EPOLL.store(epoll, Release);
        INTERRUPT.store(event, Release);
        // Edge-triggered: each write is an event, and nobody need read.
        let mut e = libc::epoll_event { events: libc::EPOLLIN | libc::EPOLLET, data: u64::MAX };
        epoll >= 0 && event >= 0 && libc::epoll_ctl(epoll, 1, event, &mut e) == 0
    }
}
/// Registers a descriptor. The kernel then tells also what was so before.
pub fn register(fd: i32, e: &Entry) -> Result<(), i32> {
    const ADD: i32 = 1;
    const MODIFY: i32 = 3;
    const EEXIST: i32 = 17;
    let mut event = libc::epoll_event { events: libc::EPOLLIN | libc::EPOLLOUT | libc::EPOLLRDHUP | libc::EPOLLET, data: fd as u64 };
    let epoll = EPOLL.load(Acquire);
    // SAFETY: plain calls. A registration that is left from a time when the number was out of our hands is renewed.
    let failed = unsafe { libc::epoll_ctl(epoll, ADD, fd, &mut event) != 0 && (crate::sys::errno() != EEXIST || libc::epoll_ctl(epoll, MODIFY, fd, &mut event) != 0) };
    if failed {
        return Err(crate::sys::errno());
    }
    REGISTRATIONS.fetch_add(1, Relaxed);
    e.flags.fetch_or(REGISTERED, Release);
    Ok(())
}
/// Lets the poller return.
pub fn interrupt() {
    let one = 1u64;
    // SAFETY: eight bytes.
    unsafe { libc::write(INTERRUPT.load(Relaxed), &raw const one as *const _, 8) };
}
/// Looks for events without waiting.
pub fn poll_now() {
    if REGISTRATIONS.load(Relaxed) != 0 {
        take_events(Some(0), true);
    }
}
/// Waits for events until an instant of the monotonic clock.
pub fn poll(until: u64) {
    take_events(if until == NEVER { None } else { Some(until.saturating_sub(os::now())) }, false);
}
fn take_events(wait: Option<u64>, looks: bool) {
    const ROOM: usize = 128;
    let mut events = [libc::epoll_event { events: 0, data: 0 }; ROOM];
    let count = machine::wait_for_events(EPOLL.load(Relaxed), &mut events, wait);
    for event in events.iter().take(count) {
        let (what, fd) = (event.events, event.data);
        if fd == u64::MAX {
            // Meant for the poller, who may be about to wait: an edge is told once, so who only looks passes it on.
            if looks {
                interrupt();
            }
            continue;
        }
        let Some(e) = known(fd as i32) else { continue };
        let gone = what & (libc::EPOLLHUP | libc::EPOLLERR) != 0;
        if gone || what & (libc::EPOLLIN | libc::EPOLLRDHUP) != 0 {
            e.tell(0, gone || what & libc::EPOLLRDHUP != 0);
        }
        if gone || what & libc::EPOLLOUT != 0 {
            e.tell(1, gone);
        }
    }
}
impl Entry {
    /// There was an event.
    fn tell(&self, direction: usize, closed: bool) {
        let word = &self.words[direction];
        let news = READY | if closed { CLOSED } else { 0 };
        let before = word.fetch_update(SeqCst, Relaxed, |w| Some((w & !CROWDED).wrapping_add(EVENT) | news)).unwrap_or(0);
        let first = self.waiters[direction].load(SeqCst);
        if !first.is_null() {
            // SAFETY: a control block, of a thread that waits here or did.
            unsafe { green::wake(first) };
        }
        if before & CROWDED != 0 {
            park::wake(word, usize::MAX);
        }
    }
    /// Waits until the word is not what was seen, or the time comes; whether it was not the time. For green threads.
    pub fn wait(&self, direction: usize, seen: u32, deadline: Option<u64>) -> bool {
        let (word, place) = (&self.words[direction], &self.waiters[direction]);
        let this = current::green();
        if place.compare_exchange(ptr::null_mut(), this as *mut Green, SeqCst, Relaxed).is_err() {
            return match word.compare_exchange(seen, seen | CROWDED, AcqRel, Relaxed) {
                Ok(_) => park::wait(word, seen | CROWDED, deadline, Waiting::Io),
                Err(_) => true,
            };
        }
        let changed = || word.load(SeqCst) != seen;
        // SAFETY: it is the calling thread.
        unsafe { park::stop_until(this, deadline, Waiting::Io, changed) };
        place.store(ptr::null_mut(), Release);
        changed()
    }
}
