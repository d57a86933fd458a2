//! The loop of a thread that makes a call on a descriptor, and waits while the kernel has nothing for it (see `reactor`).
use super::machine::atomic::AtomicU32;
use super::reactor::{self, CLOSED, Entry, NONBLOCKING, READY, REGISTERED};
use super::uring::{self, Call};
use super::{os, worker};
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};

/// The call would have to wait.
pub const EAGAIN: i32 = 11;

/// Makes a call that returns at once, again and again until the kernel has something or the timeout of the direction has passed; the
/// call's result, or the number of the error. `wanted` is how many bytes a stream was asked for: less shows that nothing is left;
/// `usize::MAX` says that nothing follows from the number. `settings` gives the entry's flags, up to date. For green threads.
pub fn wait_through(fd: i32, e: &Entry, direction: usize, wanted: usize, settings: impl Fn() -> u32, mut call: impl FnMut() -> isize) -> Result<usize, i32> {
    let word: &AtomicU32 = &e.words[direction];
    // Made when the thread waits for the first time.
    let mut deadline = None;
    loop {
        let registered = e.flags.load(Acquire) & REGISTERED != 0;
        let seen = word.load(Acquire);
        // Of a socket that never waits events are not waited for either, so that they may not have been told.
        if !registered || seen & (READY | CLOSED) != 0 || e.flags.load(Relaxed) & NONBLOCKING != 0 {
            let n = call();
            if n >= 0 {
                let n = n as usize;
                if registered && n > 0 && n < wanted && wanted != usize::MAX && seen & CLOSED == 0 {
                    let _ = word.compare_exchange(seen, seen & !READY, AcqRel, Relaxed);
                }
                worker::spend();
                return Ok(n);
            }
            let code = crate::sys::errno();
            if code != EAGAIN || settings() & NONBLOCKING != 0 {
                return Err(code);
            }
            if registered {
                let _ = word.compare_exchange(seen, seen & !(READY | CLOSED), AcqRel, Relaxed);
            } else {
                reactor::register(fd, e)?;
            }
            continue;
        }
        if settings() & NONBLOCKING != 0 {
            continue;
        }
        if deadline.is_none() {
            let timeout = e.timeouts[direction].load(Relaxed);
            deadline = Some(if timeout == 0 { None } else { os::now().checked_add(timeout) });
        }
        if !reactor::wait(e, direction, seen, deadline.flatten()) {
            return Err(EAGAIN);
        }
    }
}

/// The events of `poll` that a direction waits for.
pub fn events(direction: usize) -> u32 {
    const POLLIN: u32 = 1;
    const POLLOUT: u32 = 4;
    const POLLRDHUP: u32 = 0x2000;
    if direction == 0 { POLLIN | POLLRDHUP } else { POLLOUT }
}
/// As [`wait_through`], where the kernel makes the call that waits. `submitted` is the same call for the kernel, or to tell when the descriptor is ready.
///
/// What is known of a direction is but a hint here: with `READY` it is worth trying before anything is asked of the kernel.
pub fn submit_through(fd: i32, e: &Entry, direction: usize, wanted: usize, submitted: Call, settings: impl Fn() -> u32, mut call: impl FnMut() -> isize) -> Result<usize, i32> {
    let word = &e.words[direction];
    let mut deadline = None;
    let moves = !matches!(submitted, Call::Ready(_));
    // Sending mostly finds room, and what is only waited for must be tried.
    let mut tries = !moves || direction == 1 || word.load(Relaxed) & READY != 0;
    loop {
        if tries || settings() & NONBLOCKING != 0 {
            let n = call();
            if n >= 0 {
                let n = n as usize;
                if moves && direction == 0 && n < wanted {
                    word.fetch_and(!READY, Relaxed);
                }
                worker::spend();
                return Ok(n);
            }
            let code = crate::sys::errno();
            if code != EAGAIN || settings() & NONBLOCKING != 0 {
                return Err(code);
            }
        }
        let deadline = *deadline.get_or_insert_with(|| {
            let timeout = e.timeouts[direction].load(Relaxed);
            if timeout == 0 { None } else { os::now().checked_add(timeout) }
        });
        let Some(outcome) = uring::perform(fd, submitted, deadline) else { return Err(EAGAIN) };
        match outcome.result {
            // Ready: the call will tell what for. An error of asking is one of the call, too.
            _ if !moves => tries = true,
            n if n >= 0 => {
                if direction == 0 {
                    if outcome.more {
                        word.fetch_or(READY, Relaxed);
                    } else {
                        word.fetch_and(!READY, Relaxed);
                    }
                }
                return Ok(n as usize);
            }
            // The open file has been set not to block meanwhile, or what another thread wanted was quicker: the call itself decides.
            code if -code == EAGAIN => tries = true,
            code => return Err(-code),
        }
    }
}
