//! What the runtime takes from the machine: memory that threads share, the kernel's futex and its clock, OS threads,
//! events of descriptors, and chance.
//!
//! This is the seam of the deterministic mode. The protocols beside this file name nothing of it by another way, nor does std read a clock or
//! ask for chance elsewhere (what it asks of sockets is in [`socket`](crate::sys::socket) and [`fd`](crate::sys::fd)), so whoever
//! puts another `machine` in its place decides what they see: `tests/model` runs the very same files on a machine whose
//! schedule, clock and stale reads come from a seed. A module and not a trait, as the protocols live in statics, which
//! cannot be generic; and as what is re-exported here costs nothing.
use crate::sys::libc;

/// Shared words.
pub mod atomic {
    pub use core::sync::atomic::*;
}
/// Memory that belongs to one thread at a time.
pub use core::cell::{Cell, UnsafeCell as Guarded};

/// How many workers there can be, with those that stand in for stuck ones.
pub const WORKERS: usize = 512;
/// The size of a worker's ring.
pub const RING: u32 = 256;
/// The number of buckets in the parking lot, as a power of two. Many, as each of a million threads may wait on a word of its own; a
/// bucket that is not used costs no memory.
pub const BUCKET_BITS: u32 = 16;
/// How often to look again at what another OS thread is about to do, before waiting in the kernel.
pub const SPINS: u32 = 40;
/// The same for a lock of the runtime, which is held for a few instructions.
pub const LOCK_SPINS: u32 = 100;
/// After how many threads a worker looks at what is not in its own queue.
pub const LOOK_EVERY: u32 = 61;
/// How many descriptors a piece of the reactor's table has.
pub const CHUNK: usize = 1024;

const SYS_FUTEX: i64 = 202;
const FUTEX_WAIT_BITSET_PRIVATE: i32 = 9 | 128;
const FUTEX_WAKE_PRIVATE: i32 = 1 | 128;

/// Waits in the kernel while the word has that value, until an instant of the monotonic clock; may return early.
pub fn futex_wait(word: &atomic::AtomicU32, value: u32, deadline: Option<u64>) {
    let time = deadline.map(timespec);
    let time = time.as_ref().map_or(core::ptr::null(), |t| t as *const libc::timespec);
    // SAFETY: the word and the time outlive the call.
    unsafe { libc::syscall(SYS_FUTEX, word as *const atomic::AtomicU32, FUTEX_WAIT_BITSET_PRIVATE, value, time, core::ptr::null::<u32>(), !0u32) };
}
/// Wakes one that waits on the address. The address is only a key: nothing need be there any more.
pub fn futex_wake(word: *const atomic::AtomicU32, count: i32) {
    // SAFETY: the kernel does not touch what is at the address.
    unsafe { libc::syscall(SYS_FUTEX, word, FUTEX_WAKE_PRIVATE, count) };
}
/// Nanoseconds of the monotonic clock.
pub fn now() -> u64 { nanoseconds(clock(MONOTONIC)) }
/// The number of the clock that counts seconds since 1970.
pub const REAL_TIME: i32 = 0;
/// The number of the clock that never goes back.
pub const MONOTONIC: i32 = 1;
/// What a clock shows.
pub fn clock(number: i32) -> libc::timespec {
    let mut t = libc::timespec::default();
    // SAFETY: the structure is ours.
    unsafe { libc::clock_gettime(number, &mut t) };
    t
}
fn nanoseconds(t: libc::timespec) -> u64 { t.tv_sec as u64 * 1_000_000_000 + t.tv_nsec as u64 }
/// Keys for hash maps that nobody can guess.
pub fn random_keys() -> (u64, u64) {
    let mut keys = [0u64; 2];
    // SAFETY: the buffer has that size.
    unsafe { libc::getrandom(keys.as_mut_ptr() as *mut _, 16, 1) };
    (keys[0], keys[1])
}
fn timespec(ns: u64) -> libc::timespec { libc::timespec { tv_sec: (ns / 1_000_000_000) as i64, tv_nsec: (ns % 1_000_000_000) as i64 } }
/// Passes a moment in which another core may do what is waited for.
#[inline]
pub fn spin() { core::hint::spin_loop() }
/// Lets other OS threads run.
pub fn give_way() {
    // SAFETY: a plain call.
    unsafe { libc::sched_yield() };
}
/// The number by which an address is hashed.
#[inline]
pub fn key(address: usize) -> u64 { address as u64 }
/// The first number of a worker's sequence of random ones.
pub fn seed(index: usize) -> u32 { index as u32 * 0x9E37_79B9 | 1 }
/// Keeps a value for good.
pub fn keep<T: 'static>(value: T) -> &'static mut T { crate::boxed::Box::leak(crate::boxed::Box::new(value)) }

/// The same for one of zeros.
///
/// # Safety
/// Zeros must be a value.
pub unsafe fn keep_zeroed<T: 'static>() -> *mut T { crate::boxed::Box::into_raw(crate::boxed::Box::<T>::new_zeroed().assume_init()) }

type Body = extern "C" fn(*mut libc::c_void) -> *mut libc::c_void;
/// Starts a detached OS thread of ours; `name` is what the system shows.
pub fn os_thread(name: &'static core::ffi::CStr, stack: usize, body: Body, argument: *mut libc::c_void) -> bool {
    use crate::boxed::Box;
    const PTHREAD_CREATE_DETACHED: i32 = 1;
    struct Start {
        name: &'static core::ffi::CStr,
        body: Body,
        argument: *mut libc::c_void,
    }
    extern "C" fn start(p: *mut libc::c_void) -> *mut libc::c_void {
        // SAFETY: the box below. The thread names itself: another would open a file for it, which a child may inherit.
        unsafe {
            let Start { name, body, argument } = *Box::from_raw(p as *mut Start);
            libc::pthread_setname_np(libc::pthread_self(), name.as_ptr());
            body(argument)
        }
    }
    let p = Box::into_raw(Box::new(Start { name, body, argument })) as *mut libc::c_void;
    // SAFETY: plain calls; the box is the thread's, or ours again.
    unsafe {
        let mut attributes = core::mem::zeroed();
        libc::pthread_attr_init(&mut attributes);
        libc::pthread_attr_setstacksize(&mut attributes, stack);
        libc::pthread_attr_setdetachstate(&mut attributes, PTHREAD_CREATE_DETACHED);
        let mut id = 0;
        let ok = libc::pthread_create(&mut id, &attributes, start, p) == 0;
        libc::pthread_attr_destroy(&mut attributes);
        if !ok {
            drop(Box::from_raw(p as *mut Start));
        }
        ok
    }
}

/// Says that what is there will be needed soon; it may be no memory at all.
#[inline]
pub fn prefetch(address: usize) {
    // SAFETY: a hint, which faults for no address.
    unsafe { core::arch::asm!("prefetcht0 [{}]", in(reg) address, options(nostack, preserves_flags, readonly)) };
}
/// The number of the calling OS thread.
pub fn os_thread_number() -> i32 {
    const SYS_GETTID: i64 = 186;
    // SAFETY: a plain call.
    unsafe { libc::syscall(SYS_GETTID) as i32 }
}
/// For how many nanoseconds an OS thread of ours has had a core.
pub fn time_on_core(number: i32) -> u64 {
    // The clock of a thread has its number in it.
    const OF_THREAD: i32 = 4 | 2;
    nanoseconds(clock(!number << 3 | OF_THREAD))
}
/// Whether an OS thread of ours has a core or waits for one, and so does not wait for anything else; `false` if the system does not tell.
pub fn wants_core(number: i32) -> bool {
    const CLOSE_ON_EXEC: i32 = 0o2000000;
    let mut path = *b"/proc/self/task/\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let mut end = b"/proc/self/task/".len();
    let mut unit = 1;
    while number / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        path[end] = b'0' + (number / unit % 10) as u8;
        end += 1;
        unit /= 10;
    }
    path[end..end + 5].copy_from_slice(b"/stat");
    let mut text = [0u8; 64];
    // SAFETY: the path ends with a zero; the buffer has that size.
    let length = unsafe {
        let fd = libc::open(path.as_ptr() as *const _, CLOSE_ON_EXEC);
        if fd < 0 {
            return false;
        }
        let n = libc::read(fd, text.as_mut_ptr() as *mut _, text.len());
        libc::close(fd);
        core::cmp::max(n, 0) as usize
    };
    // "number (name) state ...": the name may be anything.
    text[..length].iter().rposition(|&c| c == b')').is_some_and(|at| text.get(at + 2) == Some(&b'R'))
}

/// Waits for events of descriptors, for so many nanoseconds or for ever; how many there were. The kernel is asked in nanoseconds
/// where it knows them (Linux 5.11), else in milliseconds, rounded up.
pub fn wait_for_events(epoll: i32, events: &mut [libc::epoll_event], wait: Option<u64>) -> usize {
    const SYS_EPOLL_PWAIT2: i64 = 441;
    static COARSE: atomic::AtomicU32 = atomic::AtomicU32::new(0);
    // SAFETY: the buffer has that size.
    unsafe {
        if COARSE.load(atomic::Ordering::Relaxed) == 0 {
            let time = wait.map(timespec);
            let time = time.as_ref().map_or(core::ptr::null(), |t| t as *const libc::timespec);
            let n = libc::syscall(SYS_EPOLL_PWAIT2, epoll, events.as_mut_ptr(), events.len() as i32, time, core::ptr::null::<u8>(), 8usize);
            // What does not know the call refuses it so, or (some sandboxes) so.
            const ENOSYS: i32 = 38;
            const EPERM: i32 = 1;
            if n >= 0 || !matches!(crate::sys::errno(), ENOSYS | EPERM) {
                return core::cmp::max(n, 0) as usize;
            }
            COARSE.store(1, atomic::Ordering::Relaxed);
        }
        let wait = wait.map_or(-1, |ns| i32::try_from(ns.div_ceil(1_000_000)).unwrap_or(i32::MAX));
        core::cmp::max(libc::epoll_wait(epoll, events.as_mut_ptr(), events.len() as i32, wait), 0) as usize
    }
}
