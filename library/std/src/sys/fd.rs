//! Descriptors that may make a thread wait. This is the one place where I/O blocks: `io::Result`s of sockets, pipes and
//! terminals come out of [`Descriptor::io`], which tries the call first and waits only when the kernel has nothing.
//!
//! The callers never see whether they run on a green thread or on an OS thread. On an OS thread a call simply blocks in the
//! kernel. On a green thread it must not: sockets get `MSG_DONTWAIT`, so that the mode of the open file (which other
//! processes may share, and which `into_raw_fd` hands out) stays what the user made it.
use super::libc;
use crate::io::{Error, Result};
use crate::time::{Duration, Instant};

/// What a thread waits for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Direction {
    /// There is something to read, or a connection to accept, or the end.
    Read,
    /// There is room to write, or a connection is made.
    Write,
}

/// A descriptor that is closed when dropped.
#[repr(transparent)]
pub struct Descriptor(i32);

impl Descriptor {
    /// Takes a descriptor that a call has just made and nobody else knows.
    ///
    /// # Safety
    /// It must be open and nobody else's.
    pub unsafe fn new(fd: i32) -> Descriptor { Descriptor(fd) }
    /// Takes over a descriptor of which nothing is known: other descriptors may share its open file.
    ///
    /// # Safety
    /// It must be open and nobody else's.
    pub unsafe fn adopt(fd: i32) -> Descriptor { Descriptor(fd) }
    /// The number.
    #[inline]
    pub fn raw(&self) -> i32 { self.0 }
    /// Gives the descriptor away.
    pub fn release(self) -> i32 {
        let fd = self.0;
        core::mem::forget(self);
        fd
    }
    /// Another descriptor of the same open file, closed on `exec`.
    pub fn try_clone(&self) -> Result<Descriptor> {
        const F_DUPFD_CLOEXEC: i32 = 1030;
        // SAFETY: a plain call; what it makes is ours.
        unsafe { Ok(Descriptor(check(libc::fcntl(self.0, F_DUPFD_CLOEXEC, 3) as isize)? as i32)) }
    }
    /// Whether calls return at once with `WouldBlock` instead of waiting.
    pub fn set_nonblocking(&self, on: bool) -> Result<()> {
        const F_GETFL: i32 = 3;
        const F_SETFL: i32 = 4;
        const O_NONBLOCK: i32 = 0o4000;
        // SAFETY: plain calls.
        unsafe {
            let flags = check(libc::fcntl(self.0, F_GETFL) as isize)? as i32;
            check(libc::fcntl(self.0, F_SETFL, if on { flags | O_NONBLOCK } else { flags & !O_NONBLOCK }) as isize)?;
        }
        Ok(())
    }
    /// Tells that a timeout of the socket (`SO_RCVTIMEO`, `SO_SNDTIMEO`) was changed.
    pub fn timeouts_changed(&self) {}
    /// Makes a call on a socket that waits until the kernel has something, the socket's timeout passes (`WouldBlock`) or,
    /// if the socket does not block, not at all. `call` gets the flags that it must add to its own (`MSG_DONTWAIT` or
    /// nothing) and gives what the kernel gave, with `errno` set if that is negative. `wanted` is how many bytes
    /// a stream was asked for: less shows that the kernel's buffer is empty now. `usize::MAX` says that nothing follows from
    /// the number (datagrams, peeking); an interrupted call gives `Interrupted` as `std` documents.
    pub fn io(&self, direction: Direction, wanted: usize, mut call: impl FnMut(i32) -> isize) -> Result<usize> {
        let _ = (direction, wanted);
        check(call(0)).map(|n| n as usize)
    }
    /// Waits until the descriptor is ready or the time is over; whether it is ready. For calls that have no flag
    /// for not waiting.
    pub fn ready(&self, direction: Direction, deadline: Option<Instant>) -> Result<bool> { poll(self.0, direction, deadline) }
    /// Accepts a connection, which is closed on `exec`. The arguments are those of `accept`.
    ///
    /// # Safety
    /// The pointers must be valid for the call.
    pub unsafe fn accept(&self, address: *mut libc::sockaddr_storage, length: *mut u32) -> Result<Descriptor> {
        const SOCK_CLOEXEC: i32 = 0o2000000;
        loop {
            let room = *length;
            match check(libc::accept4(self.0, address, length, SOCK_CLOEXEC) as isize) {
                Ok(fd) => return Ok(Descriptor::new(fd as i32)),
                Err(e) if e.kind() == crate::io::ErrorKind::Interrupted => *length = room,
                Err(e) => return Err(e),
            }
        }
    }
    /// Connects; with a timeout of `None` as long as the kernel takes. A timeout that passes gives `TimedOut`.
    ///
    /// # Safety
    /// The pointer must be valid for the call.
    pub unsafe fn connect(&self, address: *const libc::sockaddr_storage, length: u32, timeout: Option<Duration>) -> Result<()> {
        const EISCONN: i32 = 106;
        const EINTR: i32 = 4;
        const EINPROGRESS: i32 = 115;
        if timeout.is_some() {
            self.set_nonblocking(true)?;
        }
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let result = check(libc::connect(self.0, address, length) as isize);
        if timeout.is_some() {
            self.set_nonblocking(false)?;
        }
        match result {
            Ok(_) => Ok(()),
            Err(e) => match e.raw_os_error() {
                Some(EISCONN) => Ok(()),
                Some(EINTR | EINPROGRESS) => {
                    if !poll(self.0, Direction::Write, deadline)? {
                        return Err(Error::message(crate::io::ErrorKind::TimedOut, "connection timed out"));
                    }
                    self.pending_error()
                }
                _ => Err(e),
            },
        }
    }
    /// The error that the socket keeps, which this takes from it.
    fn pending_error(&self) -> Result<()> {
        const SOL_SOCKET: i32 = 1;
        const SO_ERROR: i32 = 4;
        let mut code = 0i32;
        let mut size = 4u32;
        // SAFETY: the buffer has that size.
        unsafe { check(libc::getsockopt(self.0, SOL_SOCKET, SO_ERROR, &raw mut code as *mut _, &mut size) as isize)? };
        if code == 0 { Ok(()) } else { Err(Error::from_raw_os_error(code)) }
    }
    /// Reads from a pipe, a terminal or a file at its position.
    ///
    /// # Safety
    /// There must be room for so many bytes.
    pub unsafe fn read(&self, to: *mut u8, count: usize) -> Result<usize> { read_raw(self.0, to, count) }
    /// Writes to a pipe, a terminal or a file at its position.
    ///
    /// # Safety
    /// There must be so many bytes.
    pub unsafe fn write(&self, from: *const u8, count: usize) -> Result<usize> { write_raw(self.0, from, count) }
}
impl Drop for Descriptor {
    fn drop(&mut self) {
        // SAFETY: the descriptor is ours.
        unsafe { libc::close(self.0) };
    }
}

/// Reads from a descriptor that somebody else owns (standard input), waiting as [`Descriptor::read`] does.
///
/// # Safety
/// There must be room for so many bytes.
pub unsafe fn read_raw(fd: i32, to: *mut u8, count: usize) -> Result<usize> { check(libc::read(fd, to as *mut _, count)).map(|n| n as usize) }
/// Writes to a descriptor that somebody else owns (standard output), waiting as [`Descriptor::write`] does.
///
/// # Safety
/// There must be so many bytes.
pub unsafe fn write_raw(fd: i32, from: *const u8, count: usize) -> Result<usize> { check(libc::write(fd, from as *const _, count)).map(|n| n as usize) }

/// Runs a call that may block and has no readiness: opening and syncing files, directories, `getaddrinfo`, `waitpid`.
/// On a green thread it runs on a thread that may block while this one waits; `errno` must be read within.
pub fn blocking<R>(call: impl FnOnce() -> R) -> R { call() }

/// The result of a system call.
pub(crate) fn check(r: isize) -> Result<isize> { if r < 0 { Err(Error::last_os_error()) } else { Ok(r) } }

/// Waits in the kernel.
fn poll(fd: i32, direction: Direction, deadline: Option<Instant>) -> Result<bool> {
    const POLLIN: i16 = 1;
    const POLLOUT: i16 = 4;
    loop {
        let mut entry = libc::pollfd { fd, events: if direction == Direction::Read { POLLIN } else { POLLOUT }, revents: 0 };
        let left = match deadline {
            None => -1,
            // Rounded up, so that the time has passed when the kernel says so.
            Some(d) => i32::try_from(d.saturating_duration_since(Instant::now()).as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX),
        };
        // SAFETY: one entry.
        match check(unsafe { libc::poll(&mut entry, 1, left) } as isize) {
            Ok(0) if left == i32::MAX => {}
            Ok(n) => return Ok(n > 0),
            Err(e) if e.kind() == crate::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}
