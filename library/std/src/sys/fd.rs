//! Descriptors that may make a thread wait. This is the one place where I/O blocks: `io::Result`s of sockets, pipes and
//! terminals come out of [`Descriptor::io`], which tries the call first and waits only when the kernel has nothing.
//!
//! The callers never see whether they run on a green thread or on an OS thread. On an OS thread a call simply blocks in the
//! kernel. On a green thread it must not: sockets get `MSG_DONTWAIT`, so that the mode of the open file (which other
//! processes may share, and which `into_raw_fd` hands out) stays what the user made it.
use super::libc;
use super::runtime::reactor::{self, CHANGE, Entry, FOREIGN, FORCED, KNOWN, NONBLOCKING, REGISTERED, SHARED, UNPOLLABLE};
use super::runtime::readiness::{self, EAGAIN};
use super::runtime::uring::{self, Call};
use super::runtime::{blocking as pool, current, os, worker};
use crate::io::{Error, ErrorKind, Result};
use crate::time::{Duration, Instant};
use super::runtime::machine::atomic::AtomicU32;
use core::niche::DescriptorNotMinusOne;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

const EPERM: i32 = 1;
const EINTR: i32 = 4;
const ENOSYS: i32 = 38;
const EOPNOTSUPP: i32 = 95;
const EISCONN: i32 = 106;
const EINPROGRESS: i32 = 115;
const F_GETFL: i32 = 3;
const F_SETFL: i32 = 4;
const F_DUPFD_CLOEXEC: i32 = 1030;
const O_NONBLOCK: i32 = 0o4000;
const MSG_DONTWAIT: i32 = 0x40;
const SOL_SOCKET: i32 = 1;
const SO_ERROR: i32 = 4;
const SO_RCVTIMEO: i32 = 20;
const SO_SNDTIMEO: i32 = 21;

/// What a thread waits for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Direction {
    /// There is something to read, or a connection to accept, or the end.
    Read,
    /// There is room to write, or a connection is made.
    Write,
}

/// A descriptor that is closed when dropped.
///
/// What is known of it (whether it is registered, what the user chose) is in the reactor's table, by its number: it is
/// forgotten whenever the number comes into our hands or leaves them.
#[repr(transparent)]
pub struct Descriptor(DescriptorNotMinusOne);

impl Descriptor {
    /// # Safety
    /// As for [`Descriptor::new`].
    #[inline]
    unsafe fn of(fd: i32) -> Descriptor { Descriptor(DescriptorNotMinusOne::new_unchecked(fd)) }
    /// Takes a descriptor that a call has just made and nobody else knows.
    ///
    /// # Safety
    /// It must be open and nobody else's.
    pub unsafe fn new(fd: i32) -> Descriptor {
        reactor::forget(fd, 0);
        Descriptor::of(fd)
    }
    /// Takes a socket that a call has just made, which waits without limit, or as that on which it was accepted: nothing need be
    /// asked for before its first wait.
    ///
    /// # Safety
    /// As for [`Descriptor::new`].
    pub unsafe fn fresh_socket(fd: i32, listener: Option<&Entry>) -> Descriptor {
        reactor::forget(fd, 0);
        // A program that never spawns has no table and needs none.
        let e = if current::green().is_null() { reactor::known(fd) } else { reactor::entry(fd) };
        if let Some(e) = e {
            for direction in 0..2 {
                e.timeouts[direction].store(listener.map_or(0, |l| l.timeouts[direction].load(Relaxed)), Relaxed);
            }
            e.flags.store(KNOWN, Release);
        }
        Descriptor::of(fd)
    }
    /// Takes over a descriptor of which nothing is known: other descriptors may share its open file.
    ///
    /// # Safety
    /// It must be open and nobody else's.
    pub unsafe fn adopt(fd: i32) -> Descriptor {
        if reactor::entry(fd).is_some() {
            reactor::forget(fd, FOREIGN);
        }
        Descriptor::of(fd)
    }
    /// The number.
    #[inline]
    pub fn raw(&self) -> i32 { self.0.get() }
    /// Gives the descriptor away, with the mode that the user chose.
    pub fn release(self) -> i32 {
        let fd = self.raw();
        core::mem::forget(self);
        if let Some(e) = reactor::known(fd) {
            if e.flags.load(Acquire) & FORCED != 0 {
                let _ = set_mode(fd, false);
            }
            reactor::forget(fd, 0);
        }
        fd
    }
    /// Another descriptor of the same open file, closed on `exec`.
    pub fn try_clone(&self) -> Result<Descriptor> {
        // SAFETY: a plain call.
        let fd = check(unsafe { libc::fcntl(self.raw(), F_DUPFD_CLOEXEC, 3) } as isize)? as i32;
        // The open file is shared now: what one of them chooses holds for both.
        let inherited = reactor::entry(self.raw()).map_or(0, |e| e.flags.fetch_or(SHARED, AcqRel) & (FORCED | FOREIGN));
        if reactor::entry(fd).is_some() {
            reactor::forget(fd, SHARED | inherited);
        }
        // SAFETY: the descriptor is new.
        Ok(unsafe { Descriptor::of(fd) })
    }
    /// Whether calls return at once with `WouldBlock` instead of waiting.
    pub fn set_nonblocking(&self, on: bool) -> Result<()> {
        set_mode(self.raw(), on)?;
        if let Some(e) = reactor::known(self.raw()) {
            e.flags.fetch_and(!FORCED, AcqRel);
        }
        changed(self.raw());
        Ok(())
    }
    /// Tells that a timeout of the socket (`SO_RCVTIMEO`, `SO_SNDTIMEO`) was changed.
    pub fn timeouts_changed(&self) { changed(self.raw()); }
    /// Makes a call on a socket that waits until the kernel has something, the socket's timeout passes (`WouldBlock`) or,
    /// if the socket does not block, not at all. `call` gets the flags that it must add to its own (`MSG_DONTWAIT` or
    /// nothing) and gives what the kernel gave, with `errno` set if that is negative. `wanted` is how many bytes
    /// a stream was asked for: less shows that the kernel's buffer is empty now. `usize::MAX` says that nothing follows from
    /// the number (datagrams, peeking, messages that carry descriptors); an interrupted call gives `Interrupted`.
    pub fn io(&self, direction: Direction, wanted: usize, mut call: impl FnMut(i32) -> isize) -> Result<usize> {
        if current::green().is_null() {
            return check(call(0)).map(|n| n as usize);
        }
        wait_through(self.raw(), direction, wanted, Call::Ready(readiness::events(direction as usize)), || call(MSG_DONTWAIT))
    }
    /// As [`io`](Descriptor::io), for a call that receives into one buffer or sends from it, which the kernel may make by itself.
    ///
    /// # Safety
    /// The buffer must be valid for that.
    #[inline]
    pub unsafe fn stream(&self, direction: Direction, submitted: Call, mut call: impl FnMut(i32) -> isize) -> Result<usize> {
        if current::green().is_null() {
            return check(call(0)).map(|n| n as usize);
        }
        let wanted = match submitted {
            Call::Receive(_, count) | Call::Send(_, count, _) => count,
            Call::Ready(_) => usize::MAX,
        };
        wait_through(self.raw(), direction, wanted, submitted, || call(MSG_DONTWAIT))
    }
    /// Waits until the descriptor is ready or the time is over; whether it is ready. For calls that have no flag
    /// for not waiting.
    pub fn ready(&self, direction: Direction, deadline: Option<Instant>) -> Result<bool> { ready(self.raw(), direction, deadline) }
    /// Accepts a connection, which is closed on `exec`. The arguments are those of `accept`.
    ///
    /// # Safety
    /// The pointers must be valid for the call.
    pub unsafe fn accept(&self, address: *mut libc::sockaddr_storage, length: *mut u32) -> Result<Descriptor> {
        const SOCK_CLOEXEC: i32 = 0o2000000;
        let room = *length;
        let mut call = || loop {
            *length = room;
            let fd = libc::accept4(self.raw(), address, length, SOCK_CLOEXEC) as isize;
            if fd >= 0 || super::errno() != EINTR {
                return fd;
            }
        };
        if !current::green().is_null() {
            // There is no flag for one call: the socket itself must not block. `release` undoes it.
            let listener = reactor::entry(self.raw());
            if let Some(e) = listener {
                let known = settings(self.raw(), e);
                if known & (NONBLOCKING | FORCED) == 0 {
                    set_mode(self.raw(), true)?;
                    e.flags.fetch_or(FORCED, AcqRel);
                }
            }
            // Tried first and waited for apart, also where the kernel could accept by itself: of a burst of connections each would take a round
            // through the worker's queue.
            return wait_through(self.raw(), Direction::Read, usize::MAX, Call::Ready(readiness::events(0)), call).map(|fd| Descriptor::fresh_socket(fd as i32, listener));
        }
        loop {
            let fd = call();
            if fd >= 0 {
                return Ok(Descriptor::new(fd as i32));
            }
            let e = Error::last_os_error();
            let forced = reactor::known(self.raw()).is_some_and(|e| e.flags.load(Acquire) & FORCED != 0);
            if !forced || e.raw_os_error() != Some(EAGAIN) {
                return Err(e);
            }
            let timeout = timeout_of(self.raw(), SO_RCVTIMEO);
            let deadline = if timeout == 0 { None } else { Instant::now().checked_add(Duration::from_nanos(timeout)) };
            if !poll(self.raw(), Direction::Read, deadline)? {
                return Err(e);
            }
        }
    }
    /// Connects; with a timeout of `None` as long as the kernel takes. A timeout that passes gives `TimedOut`.
    ///
    /// # Safety
    /// The pointer must be valid for the call.
    pub unsafe fn connect(&self, address: *const libc::sockaddr_storage, length: u32, timeout: Option<Duration>) -> Result<()> {
        let flags = check(libc::fcntl(self.raw(), F_GETFL) as isize)? as i32;
        let chosen = flags & O_NONBLOCK != 0;
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let must_return = !chosen && (timeout.is_some() || !current::green().is_null());
        if must_return {
            set_mode(self.raw(), true)?;
        }
        let mut result = check(libc::connect(self.raw(), address, length) as isize).map(drop);
        if let Err(e) = &result {
            match e.raw_os_error() {
                Some(EISCONN) => result = Ok(()),
                Some(code @ (EINTR | EINPROGRESS)) if code == EINTR || !chosen => {
                    result = match ready(self.raw(), Direction::Write, deadline) {
                        Ok(true) => self.pending_error(),
                        Ok(false) => Err(Error::message(ErrorKind::TimedOut, "connection timed out")),
                        Err(e) => Err(e),
                    }
                }
                _ => {}
            }
        }
        if must_return {
            set_mode(self.raw(), false)?;
        }
        result
    }
    /// The error that the socket keeps, which this takes from it.
    fn pending_error(&self) -> Result<()> {
        let mut code = 0i32;
        let mut size = 4u32;
        // SAFETY: the buffer has that size.
        unsafe { check(libc::getsockopt(self.raw(), SOL_SOCKET, SO_ERROR, &raw mut code as *mut _, &mut size) as isize)? };
        if code == 0 { Ok(()) } else { Err(Error::from_raw_os_error(code)) }
    }
    /// Reads from a pipe, a terminal or a file at its position.
    ///
    /// # Safety
    /// There must be room for so many bytes.
    pub unsafe fn read(&self, to: *mut u8, count: usize) -> Result<usize> { read_raw(self.raw(), to, count) }
    /// Writes to a pipe, a terminal or a file at its position.
    ///
    /// # Safety
    /// There must be so many bytes.
    pub unsafe fn write(&self, from: *const u8, count: usize) -> Result<usize> { write_raw(self.raw(), from, count) }
}
impl Drop for Descriptor {
    fn drop(&mut self) {
        // What is known goes first: as soon as it is closed the number may be another's.
        reactor::forget(self.raw(), 0);
        // SAFETY: the descriptor is ours.
        unsafe { libc::close(self.raw()) };
    }
}

/// Makes a call that returns at once, again and again until the kernel has something. For green threads.
fn wait_through(fd: i32, direction: Direction, wanted: usize, submitted: Call, call: impl FnMut() -> isize) -> Result<usize> {
    let Some(e) = reactor::entry(fd) else { return Err(Error::from_raw_os_error(24)) };
    if uring::is_active() {
        return readiness::submit_through(fd, e, direction as usize, wanted, submitted, || settings(fd, e), call).map_err(Error::from_raw_os_error);
    }
    readiness::wait_through(fd, e, direction as usize, wanted, || settings(fd, e), call).map_err(Error::from_raw_os_error)
}
/// How often a descriptor that shares its open file with others was changed, or may have been.
static CHANGES: AtomicU32 = AtomicU32::new(0);
/// What the user chose may no longer be what is known. Called after the change; and when the number is shown to somebody
/// who may change something.
pub(crate) fn changed(fd: i32) {
    let Some(e) = reactor::known(fd) else { return };
    // Counted also when nothing is known: somebody may be asking just now.
    let _ = e.flags.fetch_update(AcqRel, Acquire, |f| Some((f & !KNOWN).wrapping_add(CHANGE)));
    if e.flags.load(Acquire) & SHARED != 0 {
        CHANGES.fetch_add(1, AcqRel);
    }
}
/// The flags of a descriptor, what the user chose among them, which is asked for if it may have changed.
fn settings(fd: i32, e: &Entry) -> u32 {
    loop {
        // In this order: who publishes an answer does it in the other.
        let changes = CHANGES.load(Acquire);
        let asked = e.asked.load(Acquire);
        let flags = e.flags.load(Acquire);
        if flags & KNOWN != 0 && flags & FOREIGN == 0 && (flags & SHARED == 0 || asked == changes) {
            return flags;
        }
        e.timeouts[0].store(timeout_of(fd, SO_RCVTIMEO), Relaxed);
        e.timeouts[1].store(timeout_of(fd, SO_SNDTIMEO), Relaxed);
        // SAFETY: a plain call.
        let mode = unsafe { libc::fcntl(fd, F_GETFL) };
        let nonblocking = mode >= 0 && mode & O_NONBLOCK != 0 && flags & FORCED == 0;
        let answer = (flags & !NONBLOCKING | KNOWN | if nonblocking { NONBLOCKING } else { 0 }).wrapping_add(CHANGE);
        // Whatever happened since the flags were read may have made the answer wrong: then again.
        if e.flags.compare_exchange(flags, answer, AcqRel, Relaxed).is_ok() {
            e.asked.store(changes, Release);
            return answer;
        }
    }
}
/// A timeout of a socket in nanoseconds; 0 if there is none, or it is no socket.
fn timeout_of(fd: i32, option: i32) -> u64 {
    let mut t = libc::timeval::default();
    let mut size = size_of::<libc::timeval>() as u32;
    // SAFETY: the buffer has that size.
    let ok = unsafe { libc::getsockopt(fd, SOL_SOCKET, option, &raw mut t as *mut _, &mut size) } == 0;
    if ok { (t.tv_sec as u64).saturating_mul(1_000_000_000).saturating_add(t.tv_usec as u64 * 1000) } else { 0 }
}
fn set_mode(fd: i32, nonblocking: bool) -> Result<()> {
    // SAFETY: plain calls.
    unsafe {
        let flags = check(libc::fcntl(fd, F_GETFL) as isize)? as i32;
        check(libc::fcntl(fd, F_SETFL, if nonblocking { flags | O_NONBLOCK } else { flags & !O_NONBLOCK }) as isize)?;
    }
    Ok(())
}

/// Reads from a descriptor that somebody else owns (standard input), waiting as [`Descriptor::read`] does.
///
/// # Safety
/// There must be room for so many bytes.
pub unsafe fn read_raw(fd: i32, to: *mut u8, count: usize) -> Result<usize> {
    transfer(fd, Direction::Read, to, count, || libc::read(fd, to as *mut _, count))
}
/// Writes to a descriptor that somebody else owns (standard output), waiting as [`Descriptor::write`] does.
///
/// # Safety
/// There must be so many bytes.
pub unsafe fn write_raw(fd: i32, from: *const u8, count: usize) -> Result<usize> {
    transfer(fd, Direction::Write, from as *mut u8, count, || libc::write(fd, from as *const _, count))
}
/// Reads or writes. The mode of the file is left as it is, as it may be a terminal that others use too: pipes and cached
/// files take a flag for one call; what does not is waited for, then called plainly; and what cannot be waited for (a file that
/// is not cached) is another thread's business.
///
/// # Safety
/// The buffer must be valid for the transfer.
unsafe fn transfer(fd: i32, direction: Direction, buffer: *mut u8, count: usize, mut plainly: impl FnMut() -> isize) -> Result<usize> {
    const SYS_PREADV2: i64 = 327;
    const SYS_PWRITEV2: i64 = 328;
    const RWF_NOWAIT: i32 = 8;
    if current::green().is_null() {
        return check(plainly()).map(|n| n as usize);
    }
    let vector = libc::iovec { base: buffer as *mut _, len: count };
    let number = if direction == Direction::Read { SYS_PREADV2 } else { SYS_PWRITEV2 };
    loop {
        let n = libc::syscall(number, fd, &raw const vector, 1usize, -1i64, -1i64, RWF_NOWAIT);
        if n >= 0 {
            worker::spend();
            return Ok(n as usize);
        }
        let code = super::errno();
        let flagged = match code {
            EAGAIN => true,
            EOPNOTSUPP | ENOSYS => false,
            _ => return Err(Error::from_raw_os_error(code)),
        };
        let unpollable = reactor::known(fd).is_some_and(|e| e.flags.load(Relaxed) & UNPOLLABLE != 0);
        if !unpollable {
            let mode = libc::fcntl(fd, F_GETFL);
            if mode >= 0 && mode & O_NONBLOCK != 0 {
                return check(plainly()).map(|n| n as usize);
            }
            match ready(fd, direction, None) {
                Ok(_) if flagged => continue,
                Ok(_) => return check(plainly()).map(|n| n as usize),
                Err(e) if e.raw_os_error() == Some(EPERM) => {}
                Err(e) => return Err(e),
            }
            if let Some(e) = reactor::entry(fd) {
                e.flags.fetch_or(UNPOLLABLE, AcqRel);
            }
        }
        return blocking(|| check(plainly())).map(|n| n as usize);
    }
}

/// Runs a call that may block and has no readiness: opening and syncing files, directories, `getaddrinfo`, `waitpid`.
/// On a green thread it runs on a thread that may block while this one waits; `errno` must be read within, and it
/// must not unwind.
pub fn blocking<R>(call: impl FnOnce() -> R) -> R { pool::run(call) }
/// The same for a call that makes a child: the OS thread that makes it lives as long as the process.
pub fn as_parent<R>(call: impl FnOnce() -> R) -> R { pool::run_and_stay(call) }

/// The result of a system call.
pub(crate) fn check(r: isize) -> Result<isize> { if r < 0 { Err(Error::last_os_error()) } else { Ok(r) } }

/// Waits until a descriptor is ready or the time is over; whether it is ready.
fn ready(fd: i32, direction: Direction, deadline: Option<Instant>) -> Result<bool> {
    if current::green().is_null() {
        return poll(fd, direction, deadline);
    }
    let e = reactor::entry(fd).ok_or_else(|| Error::from_raw_os_error(24))?;
    let word = &e.words[direction as usize];
    let until = deadline.map(|d| os::now().saturating_add(u64::try_from(d.saturating_duration_since(Instant::now()).as_nanos()).unwrap_or(u64::MAX)));
    if uring::is_active() {
        if !has_readiness(fd)? {
            return Err(Error::from_raw_os_error(EPERM));
        }
        return match uring::perform(fd, Call::Ready(readiness::events(direction as usize)), until) {
            Some(outcome) if outcome.result < 0 => Err(Error::from_raw_os_error(-outcome.result)),
            outcome => Ok(outcome.is_some()),
        };
    }
    loop {
        if e.flags.load(Acquire) & REGISTERED == 0 {
            reactor::register(fd, e).map_err(Error::from_raw_os_error)?;
        }
        // An event after this changes the word.
        let seen = word.load(Acquire);
        if poll_now(fd, direction)? {
            return Ok(true);
        }
        if !reactor::wait(e, direction as usize, seen, until) {
            return Ok(false);
        }
    }
}
/// Whether the kernel tells when a descriptor is ready: not of files, directories and disks, which it calls ready at any time.
fn has_readiness(fd: i32) -> Result<bool> {
    const KIND: u32 = 0o170000;
    const DIRECTORY: u32 = 0o040000;
    const DISK: u32 = 0o060000;
    const FILE: u32 = 0o100000;
    // SAFETY: the structure is ours.
    let kind = unsafe {
        let mut about = core::mem::zeroed::<libc::stat>();
        check(libc::fstat(fd, &mut about) as isize)?;
        about.st_mode & KIND
    };
    Ok(!matches!(kind, DIRECTORY | DISK | FILE))
}
fn poll_now(fd: i32, direction: Direction) -> Result<bool> { poll_once(fd, direction, 0).map(|n| n > 0) }
fn poll_once(fd: i32, direction: Direction, milliseconds: i32) -> Result<isize> {
    const POLLIN: i16 = 1;
    const POLLOUT: i16 = 4;
    let mut entry = libc::pollfd { fd, events: if direction == Direction::Read { POLLIN } else { POLLOUT }, revents: 0 };
    loop {
        // SAFETY: one entry.
        match check(unsafe { libc::poll(&mut entry, 1, milliseconds) } as isize) {
            Err(e) if e.kind() == ErrorKind::Interrupted && milliseconds <= 0 => {}
            Err(e) if e.kind() == ErrorKind::Interrupted => return Ok(0),
            r => return r,
        }
    }
}
/// Waits in the kernel.
fn poll(fd: i32, direction: Direction, deadline: Option<Instant>) -> Result<bool> {
    loop {
        let left = match deadline {
            None => -1,
            // Rounded up, so that the time has passed when the kernel says so.
            Some(d) => i32::try_from(d.saturating_duration_since(Instant::now()).as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX),
        };
        if poll_once(fd, direction, left)? > 0 {
            return Ok(true);
        }
        if left == 0 {
            return Ok(false);
        }
    }
}
