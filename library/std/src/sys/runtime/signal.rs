//! Signals that the runtime handles, from the first spawn on: a fault in a guard page is reported as an overflow of its
//! thread's stack, and `SIGQUIT` prints all green threads before the process ends as it would have.
//!
//! The handlers do only what a handler may: they read memory that is never unmapped, and write to standard error.
use super::green::{self, Green};
use super::stack::{self, RESERVED};
use super::{current, monitor, worker};
use crate::sys::libc;
use core::ptr;
use core::sync::atomic::Ordering::{Acquire, Relaxed, SeqCst};
use core::sync::atomic::{AtomicU32, AtomicUsize};

const SIGQUIT: i32 = 3;
const SIGBUS: i32 = 7;
const SIGSEGV: i32 = 11;
const PAGE: usize = 4096;

/// The lowest address of the process's own stack, or 0.
static MAIN_LIMIT: AtomicUsize = AtomicUsize::new(0);
/// 1 when a dump has been asked for.
static ASKED: AtomicU32 = AtomicU32::new(0);

/// Installs the handlers where the program has none. Called once, on the thread that spawns first.
pub fn start() {
    const SA_SIGINFO: i32 = 4;
    const SA_ONSTACK: i32 = 0x0800_0000;
    const SA_RESTART: i32 = 0x1000_0000;
    // SAFETY: plain calls; the structures are zeros where nothing is said.
    unsafe {
        let mut attributes = core::mem::zeroed();
        if super::is_main() && libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) == 0 {
            let (mut low, mut size) = (ptr::null_mut(), 0);
            libc::pthread_attr_getstack(&attributes, &mut low, &mut size);
            libc::pthread_attr_destroy(&mut attributes);
            MAIN_LIMIT.store(low as usize, Relaxed);
        }
        let handlers: [(i32, unsafe extern "C" fn(i32, *mut libc::siginfo, *mut libc::c_void)); 3] = [(SIGSEGV, on_fault), (SIGBUS, on_fault), (SIGQUIT, on_quit)];
        for (signal, handler) in handlers {
            let mut before: libc::sigaction_t = core::mem::zeroed();
            libc::sigaction(signal, ptr::null(), &mut before);
            if before.handler == 0 {
                let mut action: libc::sigaction_t = core::mem::zeroed();
                action.handler = handler as *const () as usize;
                action.flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
                libc::sigaction(signal, &action, ptr::null_mut());
            }
        }
    }
}
/// Gives the calling OS thread a stack for handlers, with a guard of its own, unless it has one.
pub fn alternate_stack() {
    const SIZE: usize = 64 << 10;
    const SS_DISABLE: i32 = 2;
    // SAFETY: plain calls; the memory is never unmapped.
    unsafe {
        let mut before: libc::stack_t = core::mem::zeroed();
        libc::sigaltstack(ptr::null(), &mut before);
        if before.flags & SS_DISABLE == 0 {
            return;
        }
        if let Some(stack) = stack::Stack::take(SIZE) {
            let low = stack.limit();
            let new = libc::stack_t { sp: low as *mut _, flags: 0, size: stack.top() - RESERVED - low };
            libc::sigaltstack(&new, ptr::null_mut());
        }
    }
}

/// Text on standard error, as a handler may write it.
struct Raw;
impl core::fmt::Write for Raw {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        // SAFETY: the text has that size.
        unsafe { libc::write(2, s.as_ptr() as *const _, s.len()) };
        Ok(())
    }
}
fn print(text: core::fmt::Arguments<'_>) { let _ = core::fmt::Write::write_fmt(&mut Raw, text); }

unsafe extern "C" fn on_fault(signal: i32, info: *mut libc::siginfo, _: *mut libc::c_void) {
    let address = (*info).address;
    let limit = MAIN_LIMIT.load(Relaxed);
    // The kernel keeps a gap below the process's own stack, whose size may be set.
    const GAP: usize = 1 << 20;
    let of_main = limit != 0 && address >= limit.saturating_sub(GAP) && address < limit + PAGE;
    let of_green = stack::find(address).is_some_and(|s| address < s.limit());
    if of_main || of_green {
        let data = current::data();
        let id = crate::thread::number_of(&*data);
        match (*(*data).handle.get()).as_ref().and_then(|t| t.name()) {
            Some(name) => print(format_args!("\nthread '{name}' ({id}) has overflowed its stack\n")),
            None => print(format_args!("\nthread '<unknown>' ({id}) has overflowed its stack\n")),
        }
        print(format_args!("fatal runtime error: stack overflow, aborting\n"));
        crate::sys::abort();
    }
    end_by(signal);
}
/// Restores what the system does; the signal comes again when the handler returns, or is sent again.
unsafe fn end_by(signal: i32) {
    let action: libc::sigaction_t = core::mem::zeroed();
    libc::sigaction(signal, &action, ptr::null_mut());
}
unsafe extern "C" fn on_quit(_: i32, _: *mut libc::siginfo, _: *mut libc::c_void) {
    ASKED.store(1, SeqCst);
    monitor::rouse();
}
/// Whether a dump has been asked for.
pub fn is_asked() -> bool { ASKED.load(SeqCst) != 0 }
/// Prints all green threads and ends the process, if that was asked for. Called by the monitor.
pub fn dump_if_asked() {
    if !is_asked() {
        return;
    }
    dump();
    // SAFETY: the signal that was caught, now with the system's own effect.
    unsafe {
        end_by(SIGQUIT);
        libc::kill(libc::getpid(), SIGQUIT);
    }
    loop {
        // SAFETY: waits for the end.
        unsafe { libc::pause() };
    }
}
fn dump() {
    let (mut shown, mut hidden) = (0u32, 0u32);
    print(format_args!("SIGQUIT: {} workers, {} of them in service, {} stuck\n", worker::all().count(), worker::IN_SERVICE.load(Relaxed), worker::STUCK.load(Relaxed)));
    let mut show = |g: &Green| {
        const MOST: u32 = 10_000;
        let state = g.state.load(Acquire);
        if state == green::FREE {
            return;
        }
        if shown == MOST {
            hidden += 1;
            return;
        }
        shown += 1;
        let on = worker::all().find(|w| ptr::eq(w.running.load(Relaxed), g));
        // SAFETY: a plain word of a block that is never unmapped.
        let id = unsafe { g.data.get().as_ref() }.map_or(0, |d| d.id.get());
        let used = match g.stack() {
            // SAFETY: the thread is parked, so its context is whole.
            Some(s) if state == green::PARKED => s.top() - unsafe { *g.sp.get() },
            _ => 0,
        };
        match on {
            Some(w) => print(format_args!("thread {id}: running on worker {}\n", w.index)),
            None if state == green::PARKED => {
                let what = green::describe(g.waiting.load(Relaxed));
                if used == 0 { print(format_args!("thread {id}: waiting for {what}\n")) } else { print(format_args!("thread {id}: waiting for {what}, {used} bytes of stack in use\n")) }
            }
            None => print(format_args!("thread {id}: runnable\n")),
        }
    };
    show(&super::MAIN);
    stack::each(|s| {
        let g = (s.top() - RESERVED) as *const Green;
        // SAFETY: stacks are never unmapped, and a stack that was never used is free.
        unsafe { show(&*g) }
    });
    if hidden != 0 {
        print(format_args!("and {hidden} more\n"));
    }
}
