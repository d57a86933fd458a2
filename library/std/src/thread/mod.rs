//! Threads. They are green (see `sys::runtime`) unless the environment or [`Builder`] says otherwise.
pub(crate) mod local;
mod scoped;
pub use self::local::{AccessError, LocalKey};
#[doc(hidden)]
pub use self::local::LocalSlot;
pub use self::scoped::{Scope, ScopedJoinHandle, scope};
use crate::boxed::Box;
use crate::ffi::CString;
use crate::io;
use crate::string::String;
use crate::sync::Arc;
use crate::sys::runtime::current::{self, ThreadData};
use crate::sys::runtime::token::{Latch, Token};
use crate::sys::{libc, runtime, sched};
use crate::time::Duration;
use core::any::Any;
use core::cell::{Cell, UnsafeCell};
use core::fmt;
use core::num::NonZero;
use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// What threads share about one of them.
struct Inner {
    id: ThreadId,
    name: Option<CString>,
    token: Token,
    /// Open when the thread has ended, destructors of its thread-locals included; of a thread that we did not start never.
    ended: Latch,
}
/// A handle to a thread.
#[derive(Clone)]
pub struct Thread { inner: Arc<Inner> }
/// The identity of a thread.
#[derive(Eq, PartialEq, Clone, Copy, Hash, Debug)]
pub struct ThreadId(NonZero<u64>);
impl ThreadId {
    fn new() -> ThreadId {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        ThreadId(NonZero::new(NEXT.fetch_add(1, Ordering::Relaxed)).unwrap())
    }
    /// The identity of the thread with that block.
    fn of(data: &ThreadData) -> ThreadId {
        if let Some(id) = NonZero::new(data.id.get()) {
            return ThreadId(id);
        }
        let id = ThreadId::new();
        data.id.set(id.0.get());
        id
    }
    #[doc(hidden)]
    pub fn as_u64(&self) -> NonZero<u64> { self.0 }
}
/// The handle of this thread.
#[must_use]
pub fn current() -> Thread { with_current(Thread::clone) }
/// Calls a function with the handle of this thread, which is made if need be.
fn with_current<R>(f: impl FnOnce(&Thread) -> R) -> R {
    // SAFETY: the block of the running thread. The handle is written once and then only read.
    unsafe {
        let data = &*current::data();
        if (*data.handle.get()).is_none() {
            // Making it runs the allocator, which may be the program's own and ask for the handle: then that one stays.
            let made = Thread::make_with(ThreadId::of(data), None);
            if (*data.handle.get()).is_none() {
                *data.handle.get() = Some(made);
            }
        }
        match &*data.handle.get() {
            Some(t) => f(t),
            None => unreachable!(),
        }
    }
}
// SAFETY: the block of the running thread.
pub(crate) fn current_name() -> Option<String> { unsafe { (*(*current::data()).handle.get()).as_ref().and_then(|t| t.name().map(String::from)) } }
/// The number that tells threads apart in messages: the system's for an OS thread, our own for a green one.
pub(crate) fn shown_id() -> i64 {
    // SAFETY: the block of the running thread; gettid.
    unsafe {
        let data = &*current::data();
        if data.green.get().is_null() || data.id.get() == 1 { libc::syscall(186) } else { number_of(data) as i64 }
    }
}
/// The number of a thread, which is that of its `ThreadId`.
pub(crate) fn number_of(data: &ThreadData) -> u64 { ThreadId::of(data).0.get() }
pub(crate) fn set_main() {
    // SAFETY: the block of the running thread, which has no handle yet.
    unsafe {
        let data = &*current::data();
        *data.handle.get() = Some(Thread::make_with(ThreadId::of(data), CString::new("main").ok()));
    }
}
impl Thread {
    fn make(name: Option<CString>) -> Thread { Thread::make_with(ThreadId::new(), name) }
    fn make_with(id: ThreadId, name: Option<CString>) -> Thread { Thread { inner: Arc::new(Inner { id, name, token: Token::new(), ended: Latch::new() }) } }
    /// Lets `park` return.
    #[inline]
    pub fn unpark(&self) { self.inner.token.put() }
    /// The identity.
    #[must_use]
    pub fn id(&self) -> ThreadId { self.inner.id }
    /// The name.
    #[must_use]
    pub fn name(&self) -> Option<&str> { self.inner.name.as_ref().map(|n| n.to_str().unwrap_or("")) }
}
impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Thread").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive() }
}
/// Waits for the token.
pub fn park() { with_current(|t| t.inner.token.take(None)) }
/// Waits for the token, up to a time.
pub fn park_timeout(dur: Duration) { with_current(|t| t.inner.token.take(Some(dur))) }
/// Waits for the token, up to a number of milliseconds.
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::park_timeout`")]
pub fn park_timeout_ms(ms: u32) { park_timeout(Duration::from_millis(ms as u64)) }
/// Sleeps.
pub fn sleep(dur: Duration) { sched::sleep(dur) }
/// Sleeps a number of milliseconds.
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::sleep`")]
pub fn sleep_ms(ms: u32) { sleep(Duration::from_millis(ms as u64)) }
/// Lets others run.
pub fn yield_now() { sched::yield_now() }
/// Whether this thread is panicking.
#[inline]
#[must_use]
pub fn panicking() -> bool { crate::panicking::panicking() }
/// How many threads run at once.
pub fn available_parallelism() -> io::Result<NonZero<usize>> {
    let mut set = [0u64; 128];
    // SAFETY: the buffer has that size.
    let n = unsafe { if libc::sched_getaffinity(0, size_of_val(&set), set.as_mut_ptr() as *mut _) == 0 { set.iter().map(|x| x.count_ones() as usize).sum() } else { libc::sysconf(84) as usize } };
    NonZero::new(n).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "The number of hardware threads is not known for the target platform"))
}
/// What joining gives.
pub type Result<T> = core::result::Result<T, Box<dyn Any + Send + 'static>>;
/// Settings of a thread.
#[must_use = "must eventually spawn the thread"]
#[derive(Debug)]
pub struct Builder { name: Option<String>, stack_size: Option<usize>, os_thread: bool }
/// What a thread leaves. The thread writes `result`, then opens the latch of its handle; who joins reads `result` after that.
struct Packet<T> {
    result: UnsafeCell<Option<Result<T>>>,
    /// What the result borrows from, which the thread and its handle together keep waiting.
    scope: Option<Arc<scoped::ScopeData>>,
}
// SAFETY: see above.
unsafe impl<T: Send> Sync for Packet<T> {}
// SAFETY: see above.
unsafe impl<T: Send> Send for Packet<T> {}
impl<T> Drop for Packet<T> {
    fn drop(&mut self) {
        let panicked = matches!(self.result.get_mut(), Some(Err(_)));
        // SAFETY: a result that nobody takes is dropped, and not looked at again. It must not panic.
        if unsafe { crate::panicking::catch_unwind(|| *self.result.get_mut() = None) }.is_err() {
            crate::rt::abort_with("thread result panicked on drop");
        }
        // Not before: the scope's end frees what the result may borrow.
        if let Some(scope) = &self.scope {
            scope.leave(panicked);
        }
    }
}
/// A thread to be joined; `native` is that of an OS thread which is neither joined nor detached.
struct JoinInner<T> { thread: Thread, packet: Arc<Packet<T>>, native: Cell<Option<u64>> }
const NO_PTHREAD: &str = "a green thread has no pthread: spawn it with `std::os::verdigris::thread::BuilderExt::os_thread`";
impl<T> Drop for JoinInner<T> {
    fn drop(&mut self) {
        if let Some(t) = self.native.take() {
            // SAFETY: the thread is neither joined nor detached.
            unsafe { libc::pthread_detach(t) };
        }
    }
}
impl<T> JoinInner<T> {
    fn is_finished(&self) -> bool { self.thread.inner.ended.is_open() }
    fn join(self) -> Result<T> {
        self.thread.inner.ended.wait();
        if let Some(t) = self.native.take() {
            // SAFETY: the thread is neither joined nor detached, and about to end.
            unsafe { libc::pthread_join(t, core::ptr::null_mut()) };
        }
        // SAFETY: the thread is gone.
        unsafe { (*self.packet.result.get()).take().unwrap() }
    }
}
/// Owns the right to join a thread.
pub struct JoinHandle<T>(JoinInner<T>);
// SAFETY: the handle may move; the packet is synchronised by joining.
unsafe impl<T> Send for JoinHandle<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for JoinHandle<T> {}
impl<T> JoinHandle<T> {
    /// The thread.
    #[must_use]
    pub fn thread(&self) -> &Thread { &self.0.thread }
    /// Waits for the end.
    pub fn join(self) -> Result<T> { self.0.join() }
    /// Whether it has ended.
    pub fn is_finished(&self) -> bool { self.0.is_finished() }
    /// The platform's name of the thread.
    pub(crate) fn native(&self) -> u64 { self.0.native.get().expect(NO_PTHREAD) }
    /// The platform's name of the thread, which is no longer ours to detach.
    pub(crate) fn into_native(self) -> u64 { self.0.native.take().expect(NO_PTHREAD) }
}
impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("JoinHandle").finish_non_exhaustive() }
}
/// Starts a thread.
#[track_caller]
pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(f: F) -> JoinHandle<T> { Builder::new().spawn(f).expect("failed to spawn thread") }
impl Builder {
    /// Nothing set.
    pub fn new() -> Builder { Builder { name: None, stack_size: None, os_thread: false } }
    /// Sets the name.
    pub fn name(mut self, name: String) -> Builder { self.name = Some(name); self }
    /// Sets the stack's size.
    pub fn stack_size(mut self, size: usize) -> Builder { self.stack_size = Some(size); self }
    /// Makes it an OS thread, for libraries that want to be called by the same one always.
    pub(crate) fn on_os_thread(mut self) -> Builder { self.os_thread = true; self }
    /// Starts the thread.
    pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(self, f: F) -> io::Result<JoinHandle<T>> {
        // SAFETY: everything lives long enough.
        unsafe { self.spawn_inner(f, None).map(JoinHandle) }
    }
    /// Starts the thread, whatever the lifetimes.
    ///
    /// # Safety
    /// What is borrowed must outlive the thread.
    pub unsafe fn spawn_unchecked<F: FnOnce() -> T + Send, T: Send>(self, f: F) -> io::Result<JoinHandle<T>> { self.spawn_inner(f, None).map(JoinHandle) }
    /// Starts a thread of a scope.
    pub fn spawn_scoped<'scope, 'env, F: FnOnce() -> T + Send + 'scope, T: Send + 'scope>(self, scope: &'scope Scope<'scope, 'env>, f: F) -> io::Result<ScopedJoinHandle<'scope, T>> {
        // SAFETY: the scope waits for the thread.
        unsafe { Ok(scope.handle(self.spawn_inner(f, Some(scope.data()))?)) }
    }
    unsafe fn spawn_inner<F: FnOnce() -> T + Send, T: Send>(self, f: F, scope: Option<Arc<scoped::ScopeData>>) -> io::Result<JoinInner<T>> {
        let name = self.name.map(|n| CString::new(n).expect("thread name may not contain interior null bytes"));
        let thread = Thread::make(name);
        if let Some(s) = &scope {
            s.enter();
        }
        let packet = Arc::new(Packet { result: UnsafeCell::new(None), scope });
        let (their_thread, their_packet) = (thread.clone(), packet.clone());
        let capture = crate::io::capture();
        let green = !self.os_thread && runtime::is_green();
        let main = move || {
            if !green {
                set_os_name(&their_thread);
            }
            let data = current::data();
            (*data).id.set(their_thread.id().0.get());
            *(*data).handle.get() = Some(their_thread);
            crate::io::set_capture(capture);
            let result = crate::panicking::catch_unwind(f);
            *their_packet.result.get() = Some(result);
            drop(their_packet);
            local::run_destructors();
            if let Some(thread) = (*(*data).handle.get()).take() {
                thread.inner.ended.open();
            }
        };
        let main: Box<dyn FnOnce() + '_> = Box::new(main);
        let started = if green {
            if runtime::spawn(self.stack_size.or_else(min_stack), main) { Ok(None) } else { Err(11) }
        } else {
            start_os_thread(self.stack_size.or_else(min_stack).unwrap_or(2 << 20), main).map(Some)
        };
        match started {
            Ok(native) => Ok(JoinInner { thread, packet, native: Cell::new(native) }),
            Err(code) => Err(io::Error::from_raw_os_error(code)),
        }
    }
}
/// The size of stacks for which the program does not ask but the environment does: `RUST_MIN_STACK`, which is read once.
fn min_stack() -> Option<usize> {
    const NOT_READ: usize = 0;
    const NONE: usize = 1;
    static READ: AtomicUsize = AtomicUsize::new(NOT_READ);
    match READ.load(Ordering::Relaxed) {
        NOT_READ => {
            let n = crate::env::var("RUST_MIN_STACK").ok().and_then(|s| s.parse::<usize>().ok());
            READ.store(n.map_or(NONE, |n| n.saturating_add(2)), Ordering::Relaxed);
            n
        }
        NONE => None,
        n => Some(n - 2),
    }
}
/// Shows the name to the system, which keeps fifteen bytes of it.
fn set_os_name(thread: &Thread) {
    if let Some(n) = &thread.inner.name {
        let mut name = [0u8; 16];
        let shown = &n.as_bytes()[..core::cmp::min(15, n.as_bytes().len())];
        name[..shown.len()].copy_from_slice(shown);
        // SAFETY: the name ends with a zero.
        unsafe { libc::pthread_setname_np(libc::pthread_self(), name.as_ptr() as *const _) };
    }
}
/// Starts an OS thread, which is to be joined or detached.
unsafe fn start_os_thread(size: usize, main: Box<dyn FnOnce() + '_>) -> core::result::Result<u64, i32> {
    extern "C" fn start(p: *mut libc::c_void) -> *mut libc::c_void {
        let _handles_signals = runtime::alternate_stack();
        // SAFETY: the pointer is that of the box below.
        unsafe { Box::from_raw(p as *mut Box<dyn FnOnce()>)() };
        core::ptr::null_mut()
    }
    let p = Box::into_raw(Box::new(main));
    let mut attributes = core::mem::zeroed();
    libc::pthread_attr_init(&mut attributes);
    libc::pthread_attr_setstacksize(&mut attributes, core::cmp::max(size, 16384).next_multiple_of(4096));
    let mut native = 0;
    let r = libc::pthread_create(&mut native, &attributes, start, p as *mut _);
    libc::pthread_attr_destroy(&mut attributes);
    if r == 0 {
        return Ok(native);
    }
    drop(Box::from_raw(p));
    Err(r)
}
