//! Standard streams. Output goes through a line buffer under a lock that a thread may take again.
use super::{BufRead, BufReader, Error, IsTerminal, LineWriter, Lines, Read, Result, Write};
use crate::string::String;
use crate::sync::{Arc, Mutex, MutexGuard, OnceLock};
use crate::sys::libc;
use crate::vec::Vec;
use core::cell::{Cell, RefCell, UnsafeCell};
use core::fmt;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

struct Fd(i32);
impl Read for Fd {
    fn read(&mut self, b: &mut [u8]) -> Result<usize> {
        // SAFETY: the buffer has that size.
        let n = unsafe { libc::read(self.0, b.as_mut_ptr() as *mut _, b.len()) };
        if n < 0 { let e = Error::last_os_error(); if e.raw_os_error() == Some(9) { Ok(0) } else { Err(e) } } else { Ok(n as usize) }
    }
}
impl Write for Fd {
    fn write(&mut self, b: &[u8]) -> Result<usize> {
        // SAFETY: the buffer has that size.
        let n = unsafe { libc::write(self.0, b.as_ptr() as *const _, b.len()) };
        if n < 0 { let e = Error::last_os_error(); if e.raw_os_error() == Some(9) { Ok(b.len()) } else { Err(e) } } else { Ok(n as usize) }
    }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
/// A lock that its owner may take again.
struct ReentrantLock<T> { owner: AtomicUsize, count: Cell<u32>, lock: Mutex<()>, data: UnsafeCell<T> }
// SAFETY: only the owner has access.
unsafe impl<T: Send> Sync for ReentrantLock<T> {}
fn thread_number() -> usize {
    // SAFETY: the block of the running thread. Its number moves with it, whatever OS thread it is on.
    unsafe { crate::thread::number_of(&*crate::sys::runtime::current::data()) as usize }
}
struct Held<'a, T> { lock: &'a ReentrantLock<T> }
impl<T> ReentrantLock<T> {
    const fn new(data: T) -> Self { ReentrantLock { owner: AtomicUsize::new(0), count: Cell::new(0), lock: Mutex::new(()), data: UnsafeCell::new(data) } }
    fn lock(&self) -> Held<'_, T> {
        let me = thread_number();
        if self.owner.load(Ordering::Relaxed) != me {
            core::mem::forget(self.lock.lock().unwrap_or_else(|e| e.into_inner()));
            self.owner.store(me, Ordering::Relaxed);
        }
        self.count.set(self.count.get() + 1);
        Held { lock: self }
    }
}
impl<T> Drop for Held<'_, T> {
    fn drop(&mut self) {
        let n = self.lock.count.get() - 1;
        self.lock.count.set(n);
        if n == 0 {
            self.lock.owner.store(0, Ordering::Relaxed);
            // SAFETY: this thread holds the lock, whose guard was forgotten.
            unsafe { self.lock.lock.force_unlock() };
        }
    }
}
static STDOUT: OnceLock<ReentrantLock<RefCell<LineWriter<Fd>>>> = OnceLock::new();
static STDERR: ReentrantLock<RefCell<Fd>> = ReentrantLock::new(RefCell::new(Fd(2)));
static STDIN: OnceLock<Mutex<BufReader<Fd>>> = OnceLock::new();
fn out() -> &'static ReentrantLock<RefCell<LineWriter<Fd>>> { STDOUT.get_or_init(|| ReentrantLock::new(RefCell::new(LineWriter::new(Fd(1))))) }
#[doc(hidden)]
pub fn flush_stdout() {
    if let Some(o) = STDOUT.get() {
        let held = o.lock();
        // SAFETY: this thread holds the lock.
        if let Ok(mut w) = unsafe { &*held.lock.data.get() }.try_borrow_mut() { let _ = w.flush(); };
    }
}
macro_rules! output {
    ($name:ident $lock:ident $fun:ident $inner:ty, $get:expr, $fd:literal) => {
        /// A standard stream.
        pub struct $name(());
        /// A locked standard stream.
        pub struct $lock<'a> { inner: Held<'static, RefCell<$inner>>, marker: core::marker::PhantomData<&'a ()> }
        /// The stream.
        #[must_use]
        pub fn $fun() -> $name { $name(()) }
        impl $name {
            /// Locks it.
            pub fn lock(&self) -> $lock<'static> { $lock { inner: $get.lock(), marker: core::marker::PhantomData } }
        }
        impl Write for $lock<'_> {
            // SAFETY: this thread holds the lock.
            fn write(&mut self, b: &[u8]) -> Result<usize> { unsafe { &*self.inner.lock.data.get() }.borrow_mut().write(b) }
            fn write_all(&mut self, b: &[u8]) -> Result<()> { unsafe { &*self.inner.lock.data.get() }.borrow_mut().write_all(b) }
            fn flush(&mut self) -> Result<()> { unsafe { &*self.inner.lock.data.get() }.borrow_mut().flush() }
        }
        impl Write for $name {
            fn write(&mut self, b: &[u8]) -> Result<usize> { self.lock().write(b) }
            fn write_all(&mut self, b: &[u8]) -> Result<()> { self.lock().write_all(b) }
            fn flush(&mut self) -> Result<()> { self.lock().flush() }
            fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> { self.lock().write_fmt(args) }
        }
        impl Write for &$name {
            fn write(&mut self, b: &[u8]) -> Result<usize> { self.lock().write(b) }
            fn flush(&mut self) -> Result<()> { self.lock().flush() }
        }
        impl core::panic::UnwindSafe for $lock<'_> {}
        impl core::panic::RefUnwindSafe for $lock<'_> {}
        impl fmt::Debug for $name { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct(stringify!($name)).finish_non_exhaustive() } }
        impl fmt::Debug for $lock<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct(stringify!($lock)).finish_non_exhaustive() } }
        // SAFETY: a plain question.
        impl IsTerminal for $name { fn is_terminal(&self) -> bool { unsafe { libc::isatty($fd) == 1 } } }
        impl IsTerminal for $lock<'_> { fn is_terminal(&self) -> bool { unsafe { libc::isatty($fd) == 1 } } }
    };
}
output! { Stdout StdoutLock stdout LineWriter<Fd>, out(), 1 }
output! { Stderr StderrLock stderr Fd, STDERR, 2 }
/// Standard input.
pub struct Stdin { inner: &'static Mutex<BufReader<Fd>> }
/// Locked standard input.
pub struct StdinLock<'a> { inner: MutexGuard<'a, BufReader<Fd>> }
/// Standard input.
#[must_use]
pub fn stdin() -> Stdin { Stdin { inner: STDIN.get_or_init(|| Mutex::new(BufReader::new(Fd(0)))) } }
impl Stdin {
    /// Locks it.
    pub fn lock(&self) -> StdinLock<'static> { StdinLock { inner: self.inner.lock().unwrap_or_else(|e| e.into_inner()) } }
    /// Reads a line.
    pub fn read_line(&self, buf: &mut String) -> Result<usize> { self.lock().read_line(buf) }
    /// Lines.
    pub fn lines(self) -> Lines<StdinLock<'static>> { self.lock().lines() }
}
impl Read for Stdin { fn read(&mut self, b: &mut [u8]) -> Result<usize> { self.lock().read(b) } }
impl Read for &Stdin { fn read(&mut self, b: &mut [u8]) -> Result<usize> { self.lock().read(b) } }
impl Read for StdinLock<'_> { fn read(&mut self, b: &mut [u8]) -> Result<usize> { self.inner.read(b) } }
impl BufRead for StdinLock<'_> { fn fill_buf(&mut self) -> Result<&[u8]> { self.inner.fill_buf() } fn consume(&mut self, n: usize) { self.inner.consume(n) } }
impl fmt::Debug for Stdin { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Stdin").finish_non_exhaustive() } }
impl fmt::Debug for StdinLock<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("StdinLock").finish_non_exhaustive() } }
impl IsTerminal for StdinLock<'_> { fn is_terminal(&self) -> bool { unsafe { libc::isatty(0) == 1 } } }
// SAFETY: a plain question.
impl IsTerminal for Stdin { fn is_terminal(&self) -> bool { unsafe { libc::isatty(0) == 1 } } }

/// Where a test's output goes.
#[doc(hidden)]
pub type Capture = Option<Arc<Mutex<Vec<u8>>>>;
static CAPTURED: AtomicBool = AtomicBool::new(false);
thread_local! { static CAPTURE: RefCell<Capture> = RefCell::new(None); }
#[doc(hidden)]
pub fn set_capture(c: Capture) -> Capture {
    if c.is_none() && !CAPTURED.load(Ordering::Relaxed) { return None; }
    CAPTURED.store(true, Ordering::Relaxed);
    CAPTURE.try_with(|x| x.replace(c)).unwrap_or(None)
}
#[doc(hidden)]
pub fn capture() -> Capture {
    if !CAPTURED.load(Ordering::Relaxed) { return None; }
    CAPTURE.try_with(|x| x.borrow().clone()).unwrap_or(None)
}
#[doc(hidden)]
pub fn capture_stderr(text: &str) -> bool {
    match capture() { Some(c) => { c.lock().unwrap_or_else(|e| e.into_inner()).extend_from_slice(text.as_bytes()); true } None => false }
}
fn print_to(args: fmt::Arguments<'_>, w: &mut dyn Write, label: &str) {
    if let Some(c) = capture() {
        let _ = c.lock().unwrap_or_else(|e| e.into_inner()).write_fmt(args);
        return;
    }
    if let Err(e) = w.write_fmt(args) { panic!("failed printing to {label}: {e}"); }
}
#[doc(hidden)]
pub fn _print(args: fmt::Arguments<'_>) { print_to(args, &mut stdout(), "stdout"); }
#[doc(hidden)]
pub fn _eprint(args: fmt::Arguments<'_>) { print_to(args, &mut stderr(), "stderr"); }
