//! Threads. The current thread's record is in one thread-local of the platform, behind `current_ref`.
mod local;
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
use crate::sys::{libc, sched};
use crate::time::Duration;
use core::any::Any;
use core::cell::{Cell, RefCell, UnsafeCell};
use core::fmt;
use core::num::NonZero;
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// What threads share about one of them.
struct Inner { id: ThreadId, name: Option<CString>, token: AtomicU32 }
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
    #[doc(hidden)]
    pub fn as_u64(&self) -> NonZero<u64> { self.0 }
}
#[thread_local]
static CURRENT: RefCell<Option<Thread>> = RefCell::new(None);
/// The handle of this thread.
#[must_use]
pub fn current() -> Thread {
    if let Ok(mut c) = CURRENT.try_borrow_mut() {
        return c.get_or_insert_with(|| Thread::make(None)).clone();
    }
    Thread::make(None)
}
pub(crate) fn current_name() -> Option<String> { CURRENT.try_borrow().ok().and_then(|c| c.as_ref().and_then(|t| t.name().map(String::from))) }
pub(crate) fn os_id() -> i64 {
    // SAFETY: gettid.
    unsafe { libc::syscall(186) }
}
pub(crate) fn set_main() { *CURRENT.borrow_mut() = Some(Thread::make(CString::new("main").ok())); }
impl Thread {
    fn make(name: Option<CString>) -> Thread { Thread { inner: Arc::new(Inner { id: ThreadId::new(), name, token: AtomicU32::new(0) }) } }
    /// Lets `park` return.
    #[inline]
    pub fn unpark(&self) {
        if self.inner.token.swap(1, Ordering::Release) == 2 {
            sched::wake_one(&self.inner.token);
        }
    }
    /// The identity.
    #[must_use]
    pub fn id(&self) -> ThreadId { self.inner.id }
    /// The name.
    #[must_use]
    pub fn name(&self) -> Option<&str> { self.inner.name.as_ref().map(|n| n.to_str().unwrap_or("")) }
    fn park(&self, timeout: Option<Duration>) {
        // 0 no token, 1 token, 2 waiting.
        if self.inner.token.swap(2, Ordering::Acquire) == 1 {
            self.inner.token.store(0, Ordering::Release);
            return;
        }
        loop {
            let ok = sched::wait(&self.inner.token, 2, timeout);
            let taken = self.inner.token.compare_exchange(1, 0, Ordering::Acquire, Ordering::Acquire).is_ok();
            if taken || !ok || timeout.is_some() {
                if !taken {
                    self.inner.token.swap(0, Ordering::Acquire);
                }
                return;
            }
        }
    }
}
impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Thread").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive() }
}
/// Waits for the token.
pub fn park() { current().park(None) }
/// Waits for the token, up to a time.
pub fn park_timeout(dur: Duration) { current().park(Some(dur)) }
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
pub struct Builder { name: Option<String>, stack_size: Option<usize>, no_hooks: bool }
/// What a thread leaves. The thread writes it, then who joined reads it.
struct Packet<T> { result: UnsafeCell<Option<Result<T>>> }
// SAFETY: see above.
unsafe impl<T: Send> Sync for Packet<T> {}
// SAFETY: see above.
unsafe impl<T: Send> Send for Packet<T> {}
struct JoinInner<T> { native: Cell<Option<u64>>, thread: Thread, packet: Arc<Packet<T>> }
impl<T> Drop for JoinInner<T> {
    fn drop(&mut self) {
        if let Some(t) = self.native.take() {
            // SAFETY: the thread is not joined.
            unsafe { libc::pthread_detach(t) };
        }
    }
}
impl<T> JoinInner<T> {
    fn join(self) -> Result<T> {
        if let Some(t) = self.native.take() {
            // SAFETY: the thread is joined once.
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
    pub fn is_finished(&self) -> bool { Arc::strong_count(&self.0.packet) == 1 }
    /// The platform's name of the thread.
    pub(crate) fn native(&self) -> u64 { self.0.native.get().expect("a handle that was not joined has a thread") }
    /// The platform's name of the thread, which is no longer ours to detach.
    pub(crate) fn into_native(self) -> u64 { self.0.native.take().expect("a handle that was not joined has a thread") }
}
impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("JoinHandle").finish_non_exhaustive() }
}
/// Starts a thread.
#[track_caller]
pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(f: F) -> JoinHandle<T> { Builder::new().spawn(f).expect("failed to spawn thread") }
impl Builder {
    /// Nothing set.
    pub fn new() -> Builder { Builder { name: None, stack_size: None, no_hooks: false } }
    /// Sets the name.
    pub fn name(mut self, name: String) -> Builder { self.name = Some(name); self }
    /// Sets the stack's size.
    pub fn stack_size(mut self, size: usize) -> Builder { self.stack_size = Some(size); self }
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
        let packet = Arc::new(Packet { result: UnsafeCell::new(None) });
        let (their_thread, their_packet) = (thread.clone(), packet.clone());
        let capture = crate::io::capture();
        if let Some(s) = &scope {
            s.enter();
        }
        let main = move || {
            if let Some(n) = &their_thread.inner.name {
                libc::pthread_setname_np(libc::pthread_self(), n.as_bytes_with_nul()[..core::cmp::min(15, n.as_bytes().len())].to_vec().tap_nul().as_ptr() as *const _);
            }
            *CURRENT.borrow_mut() = Some(their_thread);
            crate::io::set_capture(capture);
            let result = crate::panicking::catch_unwind(f);
            let panicked = result.is_err();
            *their_packet.result.get() = Some(result);
            drop(their_packet);
            if let Some(s) = scope {
                s.leave(panicked);
            }
        };
        let main: Box<dyn FnOnce() + '_> = Box::new(main);
        let p = Box::into_raw(Box::new(main));
        extern "C" fn start(p: *mut libc::c_void) -> *mut libc::c_void {
            // SAFETY: the pointer is that of the box above.
            unsafe { Box::from_raw(p as *mut Box<dyn FnOnce()>)() };
            local::run_destructors();
            core::ptr::null_mut()
        }
        let mut attr = core::mem::zeroed();
        libc::pthread_attr_init(&mut attr);
        let size = self.stack_size.unwrap_or_else(|| crate::env::var("RUST_MIN_STACK").ok().and_then(|s| s.parse().ok()).unwrap_or(2 << 20));
        libc::pthread_attr_setstacksize(&mut attr, core::cmp::max(size, 16384).next_multiple_of(4096));
        let mut native = 0;
        let r = libc::pthread_create(&mut native, &attr, start, p as *mut _);
        libc::pthread_attr_destroy(&mut attr);
        if r != 0 {
            drop(Box::from_raw(p));
            return Err(io::Error::from_raw_os_error(r));
        }
        Ok(JoinInner { native: Cell::new(Some(native)), thread, packet })
    }
}
trait TapNul {
    fn tap_nul(self) -> Self;
}
impl TapNul for crate::vec::Vec<u8> {
    fn tap_nul(mut self) -> Self {
        self.push(0);
        self
    }
}
