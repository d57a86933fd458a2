//! Panics: counting, hooks, messages, and the way to the unwinder.
use crate::boxed::Box;
use crate::io::Write;
use crate::string::String;
use crate::sync::RwLock;
use crate::sys;
use crate::thread;
use core::any::Any;
use core::cell::Cell;
use core::fmt;
use core::mem::{self, ManuallyDrop};
use core::panic::{Location, PanicInfo, PanicPayload};
use core::sync::atomic::{AtomicUsize, Ordering};

pub use crate::panic::PanicHookInfo;

enum Hook {
    Default,
    Custom(Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>),
}
static HOOK: RwLock<Hook> = RwLock::new(Hook::Default);
static GLOBAL_COUNT: AtomicUsize = AtomicUsize::new(0);
/// Panics of this thread, and whether it runs the hook.
// SAFETY: the block of the running thread, which lives as long as it.
fn local() -> &'static Cell<(usize, bool)> { unsafe { &(*sys::runtime::current::data()).panics } }

/// Whether this thread is panicking.
#[inline]
pub fn panicking() -> bool { GLOBAL_COUNT.load(Ordering::Relaxed) != 0 && local().get().0 != 0 }
/// Sets the hook.
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {
    if thread::panicking() {
        panic!("cannot modify the panic hook from a panicking thread");
    }
    let old = mem::replace(&mut *HOOK.write().unwrap_or_else(|e| e.into_inner()), Hook::Custom(hook));
    drop(old);
}
/// Takes the hook, leaving the default.
#[must_use]
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {
    if thread::panicking() {
        panic!("cannot modify the panic hook from a panicking thread");
    }
    match mem::replace(&mut *HOOK.write().unwrap_or_else(|e| e.into_inner()), Hook::Default) {
        Hook::Default => Box::new(default_hook),
        Hook::Custom(h) => h,
    }
}
fn payload_as_str(payload: &dyn Any) -> &str {
    if let Some(&s) = payload.downcast_ref::<&'static str>() {
        s
    } else if let Some(s) = payload.downcast_ref::<String>() {
        s.as_str()
    } else {
        "Box<dyn Any>"
    }
}
fn default_hook(info: &PanicHookInfo<'_>) {
    let location = info.location().unwrap();
    let msg = payload_as_str(info.payload());
    let current = thread::current_name();
    let name = current.as_deref().unwrap_or("<unnamed>");
    let id = thread::shown_id();
    let mut text = String::new();
    let _ = fmt::Write::write_fmt(&mut text, format_args!("\nthread '{name}' ({id}) panicked at {location}:\n{msg}\n"));
    static FIRST: core::sync::atomic::AtomicBool = core::sync::atomic::AtomicBool::new(true);
    if FIRST.swap(false, Ordering::Relaxed) {
        text.push_str("note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n");
    }
    if !crate::io::capture_stderr(&text) {
        let _ = crate::io::stderr().write_all(text.as_bytes());
    }
}
/// The payload of a formatted panic: the message, formatted when asked for.
struct FormatPayload<'a> {
    inner: &'a core::panic::PanicMessage<'a>,
    string: Option<String>,
}
impl FormatPayload<'_> {
    fn fill(&mut self) -> &mut String {
        let inner = self.inner;
        self.string.get_or_insert_with(|| {
            let mut s = String::new();
            let _ = fmt::Write::write_fmt(&mut s, format_args!("{inner}"));
            s
        })
    }
}
// SAFETY: boxes own their pointers.
unsafe impl PanicPayload for FormatPayload<'_> {
    fn take_box(&mut self) -> *mut (dyn Any + Send) { Box::into_raw(Box::new(mem::take(self.fill()))) }
    fn get(&mut self) -> &(dyn Any + Send) { self.fill() }
}
impl fmt::Display for FormatPayload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self.inner, f) }
}
struct StaticStrPayload(&'static str);
// SAFETY: boxes own their pointers.
unsafe impl PanicPayload for StaticStrPayload {
    fn take_box(&mut self) -> *mut (dyn Any + Send) { Box::into_raw(Box::new(self.0)) }
    fn get(&mut self) -> &(dyn Any + Send) { &self.0 }
    fn as_str(&mut self) -> Option<&str> { Some(self.0) }
}
impl fmt::Display for StaticStrPayload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.0) }
}
struct AnyPayload<A>(Option<A>);
// SAFETY: boxes own their pointers.
unsafe impl<A: Send + 'static> PanicPayload for AnyPayload<A> {
    fn take_box(&mut self) -> *mut (dyn Any + Send) {
        match self.0.take() {
            Some(a) => Box::into_raw(Box::new(a)),
            None => sys::abort(),
        }
    }
    fn get(&mut self) -> &(dyn Any + Send) {
        match &self.0 {
            Some(a) => a,
            None => sys::abort(),
        }
    }
}
impl<A> fmt::Display for AnyPayload<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("Box<dyn Any>") }
}
/// What core's panics call.
#[panic_handler]
pub fn begin_panic_handler(info: &PanicInfo<'_>) -> ! {
    let loc = info.location().unwrap();
    let msg = info.message();
    if let Some(s) = msg.as_str() {
        panic_with_hook(&mut StaticStrPayload(s), loc, info.can_unwind(), info.force_no_backtrace())
    } else {
        panic_with_hook(&mut FormatPayload { inner: &msg, string: None }, loc, info.can_unwind(), info.force_no_backtrace())
    }
}
/// `panic!` with any value, up to edition 2018, and `panic_any`.
#[lang = "begin_panic"]
#[inline(never)]
#[cold]
#[track_caller]
#[rustc_do_not_const_check]
pub const fn begin_panic<M: Any + Send>(msg: M) -> ! { panic_with_hook(&mut AnyPayload(Some(msg)), Location::caller(), true, false) }

fn panic_with_hook(payload: &mut dyn PanicPayload, location: &Location<'_>, can_unwind: bool, force_no_backtrace: bool) -> ! {
    let (count, in_hook) = local().get();
    if in_hook {
        crate::rt::abort_fmt(format_args!("thread panicked while processing panic. aborting.\n"));
    }
    GLOBAL_COUNT.fetch_add(1, Ordering::Relaxed);
    local().set((count + 1, true));
    let info = PanicHookInfo::new(location, payload.get(), can_unwind, force_no_backtrace);
    match *HOOK.read().unwrap_or_else(|e| e.into_inner()) {
        Hook::Default => default_hook(&info),
        Hook::Custom(ref hook) => hook(&info),
    }
    local().set((count + 1, false));
    if !can_unwind {
        crate::rt::abort_fmt(format_args!("thread caused non-unwinding panic. aborting.\n"));
    }
    rust_panic(payload)
}
/// Raises a payload again, without the hook.
pub fn resume(payload: Box<dyn Any + Send>) -> ! {
    struct Rewrap(*mut (dyn Any + Send));
    GLOBAL_COUNT.fetch_add(1, Ordering::Relaxed);
    let (count, _) = local().get();
    local().set((count + 1, false));
    raise(Rewrap(Box::into_raw(payload)).0)
}
#[inline(never)]
fn rust_panic(payload: &mut dyn PanicPayload) -> ! { raise(payload.take_box()) }
fn raise(p: *mut (dyn Any + Send)) -> ! {
    // SAFETY: `take_box` gives a box.
    let code = sys::unwind::raise(unsafe { Box::from_raw(p) });
    crate::rt::abort_fmt(format_args!("failed to initiate panic, error {code}\n"));
}
/// Runs a function and catches its panic.
///
/// # Safety
/// What the function left must be fit for use.
pub unsafe fn catch_unwind<R, F: FnOnce() -> R>(f: F) -> Result<R, Box<dyn Any + Send>> {
    union Data<F, R> {
        f: ManuallyDrop<F>,
        r: ManuallyDrop<R>,
        p: ManuallyDrop<Box<dyn Any + Send>>,
    }
    fn do_call<F: FnOnce() -> R, R>(data: *mut u8) {
        // SAFETY: the function is there.
        unsafe {
            let data = &mut *(data as *mut Data<F, R>);
            let f = ManuallyDrop::take(&mut data.f);
            data.r = ManuallyDrop::new(f());
        }
    }
    fn do_catch<F: FnOnce() -> R, R>(data: *mut u8, payload: *mut u8) {
        // SAFETY: the payload is from the unwinder.
        unsafe {
            let p = sys::unwind::take(payload);
            GLOBAL_COUNT.fetch_sub(1, Ordering::Relaxed);
            local().set((local().get().0 - 1, false));
            (*(data as *mut Data<F, R>)).p = ManuallyDrop::new(p);
        }
    }
    let mut data = Data { f: ManuallyDrop::new(f) };
    if core::intrinsics::catch_unwind(do_call::<F, R>, &raw mut data as *mut u8, do_catch::<F, R>) == 0 {
        Ok(ManuallyDrop::into_inner(data.r))
    } else {
        Err(ManuallyDrop::into_inner(data.p))
    }
}
