//! Waiting for descriptors. There are two back ends: this file's own, with `epoll`, and [`uring`]. Which it is shows before the first worker,
//! and does not change (`VERDIGRIS_IO`).
//!
//! With `epoll` there is one edge-triggered registration for each descriptor, and a word for each direction.
//!
//! The word says what is known about the direction: whether the last event has not been used up (`READY`), whether the other side is
//! gone (`CLOSED`, which no later event repeats), and in the other bits a number that each event changes. A thread tries its
//! call while the word says so; when the kernel has nothing more, it takes `READY` back *only if the word is still the
//! one it read before the call*, and waits for the word to change. So an event between call and wait is not lost.
//!
//! One thread that waits stands in the entry's place for its direction; it looks at the word once more after it has taken the place, and
//! an event changes the word before it looks at the place (all `SeqCst`), so one of them sees the other. More threads that wait
//! for the same direction (some that accept on one listener) say so by a mark beside the place, which stays, and go to the parking lot.
//! Who empties the place wakes who stood there; a thread that wakes for nothing takes it again.
//!
//! Events are hints. The table is indexed by the descriptor's number and its entries stay, so an event that was under way when the
//! descriptor was closed, and its number used again, makes a thread try its call once more, and no harm is done.
use super::green::{self, Green, Waiting};
use super::machine::{self, atomic::{AtomicI32, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize}};
use super::os::{self, OsLock};
use super::worker::Worker;
use super::{current, idle, park, timer::NEVER, uring};
use crate::sys::libc;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};

/// The last event has not been used up.
pub const READY: u32 = 1;
/// The other side is gone, or there is an error: the call will tell.
pub const CLOSED: u32 = 2;
const EVENT: u32 = 4;

/// The descriptor is registered.
pub const REGISTERED: u32 = 1;
/// `settings` holds what the user chose.
pub const KNOWN: u32 = 2;
/// Calls return at once, as the user chose.
pub const NONBLOCKING: u32 = 4;
/// Other descriptors of ours share the open file: what the user chose is asked for again when one of them was changed.
pub const SHARED: u32 = 8;
/// `O_NONBLOCK` is set by us, not by the user.
pub const FORCED: u32 = 16;
/// The kernel does not tell when it is ready: a file.
pub const UNPOLLABLE: u32 = 32;
/// It came from elsewhere, where others may share the open file: what the user chose is asked for each time.
pub const FOREIGN: u32 = 64;
/// The other bits count changes of what the user chose, and answers to the question for it.
pub const CHANGE: u32 = 128;

/// What is known of a descriptor: a line of the cache.
#[repr(align(64))]
pub struct Entry {
    /// The words of the directions.
    pub words: [AtomicU32; 2],
    /// `REGISTERED` and the others.
    pub flags: AtomicU32,
    /// The number of changes to shared descriptors when what the user chose was asked for.
    pub asked: AtomicU32,
    /// Who waits, by direction; and the mark [`CROWDED`].
    waiters: [AtomicPtr<Green>; 2],
    /// The timeouts of the directions in nanoseconds; 0 for none.
    pub timeouts: [AtomicU64; 2],
}
/// Others wait in the parking lot, or once did.
const CROWDED: usize = 1;
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
/// Forgets what was known: the number has a new open file, or goes out of our hands.
pub fn forget(fd: i32, flags: u32) {
    if let Some(e) = known(fd) {
        e.flags.store(flags, Release);
        for word in &e.words {
            word.store((word.load(Relaxed) & !(READY | CLOSED)).wrapping_add(EVENT), Release);
        }
    }
}

/// Makes what waiting needs. Called once, before any worker, with the back end that the user has chosen; `Err` if there is none such.
pub fn start(chosen: Option<&[u8]>) -> Result<bool, &'static str> {
    match chosen {
        None | Some(b"epoll") => Ok(start_epoll()),
        Some(b"uring") if uring::start() => Ok(true),
        Some(b"uring") => Err("VERDIGRIS_IO=uring: the system refuses what is needed of io_uring (Linux 5.19)\n"),
        Some(_) => Err("VERDIGRIS_IO must be `epoll` or `uring`\n"),
    }
}
fn start_epoll() -> bool {
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
/// Wakes a worker that sleeps, or will look at its `wakeup` or the timers before it does; `polls` says that it is the poller.
pub(super) fn rouse(w: &Worker, polls: bool) {
    if uring::is_active() && uring::rouse(w) {
        return;
    }
    if polls && !uring::is_active() {
        interrupt();
    } else {
        os::futex_wake(&w.wakeup, 1);
    }
}
/// Lets the poller return.
fn interrupt() {
    let one = 1u64;
    // SAFETY: eight bytes.
    unsafe { libc::write(INTERRUPT.load(Relaxed), &raw const one as *const _, 8) };
}
/// Looks for events without waiting.
pub(super) fn poll_now(w: &Worker) {
    if uring::is_active() {
        uring::attend(w);
    } else if REGISTRATIONS.load(Relaxed) != 0 {
        take_events(Some(0), true, || ());
    }
}
/// Waits for events until an instant of the monotonic clock. The calling worker is the poller; `leave` is called when it no longer waits, and
/// what that gives is given back.
pub(super) fn poll<R>(w: &Worker, until: u64, leave: impl FnOnce() -> R) -> R {
    if uring::is_active() {
        wait_in_ring(w, until);
        return leave();
    }
    take_events(if until == NEVER { None } else { Some(until.saturating_sub(os::now())) }, false, leave)
}
/// Waits until the calling worker, which is not the poller, is woken; perhaps not so long.
pub(super) fn rest(w: &Worker) {
    if uring::is_active() {
        wait_in_ring(w, NEVER);
    } else {
        os::futex_wait(&w.wakeup, 0, None);
    }
}
fn wait_in_ring(w: &Worker, until: u64) {
    if !uring::sleep(w, until) {
        os::futex_wait(&w.wakeup, 0, if until == NEVER { None } else { Some(until) });
    }
}
fn take_events<R>(wait: Option<u64>, looks: bool, leave: impl FnOnce() -> R) -> R {
    const ROOM: usize = 128;
    const AHEAD: usize = 8;
    let mut events = [libc::epoll_event { events: 0, data: 0 }; ROOM];
    let count = machine::wait_for_events(EPOLL.load(Relaxed), &mut events, wait);
    let left = leave();
    // What an event needs was last touched when its thread stopped, and with many connections no cache has it any more.
    for (i, event) in events.iter().take(count).enumerate() {
        if let Some(later) = known(events[(i + 2 * AHEAD) % ROOM].data as i32) {
            machine::prefetch(ptr::from_ref(later).addr());
        }
        if let Some(later) = known(events[(i + AHEAD) % ROOM].data as i32) {
            machine::prefetch(stands(later.waiters[0].load(Relaxed)).addr());
        }
        let (what, fd) = (event.events, event.data);
        if fd == u64::MAX {
            // Meant for the poller, who may be about to wait: an edge is told once, so who only looks passes it on. Who sent it saw
            // the poller; if there is none any more, that one has returned.
            if looks && idle::has_poller() {
                interrupt();
            }
            continue;
        }
        let Some(e) = known(fd as i32) else { continue };
        let gone = what & (libc::EPOLLHUP | libc::EPOLLERR) != 0;
        if gone || what & (libc::EPOLLIN | libc::EPOLLRDHUP) != 0 {
            tell(e, 0, gone || what & libc::EPOLLRDHUP != 0);
        }
        if gone || what & libc::EPOLLOUT != 0 {
            tell(e, 1, gone);
        }
    }
    left
}
fn tell(e: &Entry, direction: usize, closed: bool) {
    let (word, place) = (&e.words[direction], &e.waiters[direction]);
    let _ = word.fetch_update(SeqCst, Relaxed, |w| Some(w.wrapping_add(EVENT) | READY | if closed { CLOSED } else { 0 }));
    if place.load(SeqCst).is_null() {
        return;
    }
    let found = match place.fetch_update(AcqRel, Acquire, |p| if stands(p).is_null() { None } else { Some(mark(p)) }) {
        Ok(p) => {
            // SAFETY: a control block; that of a thread which has meanwhile gone on, or ended, takes a hint.
            unsafe { green::wake(stands(p)) };
            p
        }
        Err(p) => p,
    };
    if !mark(found).is_null() {
        park::wake(word, usize::MAX);
    }
}
/// Who stands in a place.
fn stands(place: *mut Green) -> *mut Green { place.map_addr(|a| a & !CROWDED) }
/// The mark beside a place.
fn mark(place: *mut Green) -> *mut Green { ptr::without_provenance_mut(place.addr() & CROWDED) }

/// Waits until the word of a direction changes or the time comes; whether it was not the time. For green threads.
pub fn wait(e: &Entry, direction: usize, seen: u32, deadline: Option<u64>) -> bool {
    let (word, place) = (&e.words[direction], &e.waiters[direction]);
    let green = current::green() as *mut Green;
    loop {
        // Marked or not, the place is free if nobody stands there.
        if place.fetch_update(SeqCst, Relaxed, |p| if stands(p).is_null() { Some(green.map_addr(|a| a | mark(p).addr())) } else { None }).is_err() {
            // Before the lot reads the word: an event after that finds the mark.
            let _ = place.fetch_update(SeqCst, Relaxed, |p| Some(p.map_addr(|a| a | CROWDED)));
            return park::wait(word, seen, deadline, Waiting::Io);
        }
        let told = || word.load(SeqCst) != seen;
        // SAFETY: `green` is the calling thread.
        unsafe { park::stop_until(green, deadline, Waiting::Io, || told() || stands(place.load(Acquire)) != green) };
        // Whoever has taken us out meanwhile has woken us, or will: that is a hint.
        let late = place.fetch_update(AcqRel, Relaxed, |p| if stands(p) == green { Some(mark(p)) } else { None }).is_ok();
        if told() {
            return true;
        }
        if late {
            return false;
        }
    }
}
