//! Signals that the runtime handles: from the start, as in every Rust program, a fault at the end of a stack is reported as its
//! overflow; from the first spawn on, `SIGQUIT` prints all green threads before the process ends as it would have.
//!
//! The handlers do only what a handler may: they read memory that is never unmapped, and write to standard error. The threads
//! are printed by the monitor.
#[path = "dump.rs"]
mod dump;

use super::stack::{self, RESERVED};
use super::{current, monitor};
use crate::sys::libc;
use core::ptr;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::SeqCst;

const SIGQUIT: i32 = 3;
const SIGBUS: i32 = 7;
const SIGSEGV: i32 = 11;
const PAGE: usize = 4096;

/// 1 when a dump has been asked for.
static ASKED: AtomicU32 = AtomicU32::new(0);

const SA_SIGINFO: i32 = 4;
const SA_ONSTACK: i32 = 0x0800_0000;
const SA_RESTART: i32 = 0x1000_0000;
type Handler = unsafe extern "C" fn(i32, *mut libc::siginfo, *mut libc::c_void);

/// Handles a signal, unless the program or who started it has said what is to become of it.
unsafe fn install(signal: i32, handler: Handler, flags: i32) {
    let mut before: libc::sigaction_t = core::mem::zeroed();
    libc::sigaction(signal, ptr::null(), &mut before);
    if before.handler == 0 {
        let mut action: libc::sigaction_t = core::mem::zeroed();
        action.handler = handler as *const () as usize;
        action.flags = SA_SIGINFO | SA_ONSTACK | flags;
        libc::sigaction(signal, &action, ptr::null_mut());
    }
}
/// Before `main`: an overflow of its stack is reported.
pub fn start_main() {
    const SIZE: usize = 32 << 10;
    const PROT_READ_WRITE: i32 = 3;
    const MAP_PRIVATE_ANONYMOUS: i32 = 0x22;
    // SAFETY: plain calls; the memory is never unmapped.
    unsafe {
        let p = libc::mmap(ptr::null_mut(), PAGE + SIZE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
        if p as usize != usize::MAX {
            libc::mprotect(p, PAGE, 0);
            let new = libc::stack_t { sp: p.byte_add(PAGE), flags: 0, size: SIZE };
            libc::sigaltstack(&new, ptr::null_mut());
        }
        install(SIGSEGV, on_fault, 0);
        install(SIGBUS, on_fault, 0);
    }
}
/// At the first spawn, before there are workers.
pub fn start() {
    // SAFETY: plain calls.
    unsafe {
        install(SIGSEGV, on_fault, 0);
        install(SIGBUS, on_fault, 0);
        install(SIGQUIT, on_quit, SA_RESTART);
    }
}
/// A stack on which an OS thread handles signals, until this is dropped.
pub struct Alternate(stack::Stack);
impl Drop for Alternate {
    fn drop(&mut self) {
        let none = libc::stack_t { sp: ptr::null_mut(), flags: SS_DISABLE, size: 0 };
        // SAFETY: the stack is not in use any more.
        unsafe {
            libc::sigaltstack(&none, ptr::null_mut());
            self.0.give_back(false);
        }
    }
}
const SS_DISABLE: i32 = 2;
/// Gives the calling OS thread a stack for handlers, with a guard of its own, unless it has one.
pub fn alternate_stack() -> Option<Alternate> {
    const SIZE: usize = 64 << 10;
    // SAFETY: plain calls.
    unsafe {
        let mut before: libc::stack_t = core::mem::zeroed();
        libc::sigaltstack(ptr::null(), &mut before);
        if before.flags & SS_DISABLE == 0 {
            return None;
        }
        let stack = stack::Stack::take(SIZE)?;
        let low = stack.limit();
        let new = libc::stack_t { sp: low as *mut _, flags: 0, size: stack.top() - RESERVED - low };
        libc::sigaltstack(&new, ptr::null_mut());
        Some(Alternate(stack))
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

/// Where the stack pointer stood when the signal came.
unsafe fn stack_pointer(context: *mut libc::c_void) -> usize {
    // `ucontext_t`: flags, link and stack come before the registers, of which it is the fifteenth.
    const PLACE: usize = 40 + 15 * 8;
    *(context.byte_add(PLACE) as *const usize)
}
unsafe extern "C" fn on_fault(signal: i32, info: *mut libc::siginfo, context: *mut libc::c_void) {
    let (address, pointer) = ((*info).address, stack_pointer(context));
    // What a frame touches lies at its stack pointer or, while a large frame is made page by page, a little below. There is memory at
    // such addresses as long as the stack has not overflowed.
    const NEAR: usize = 16 * PAGE;
    let by_kernel = (*info).code > 0;
    let at_pointer = by_kernel && address < pointer + PAGE && address >= pointer.saturating_sub(NEAR);
    if at_pointer || by_kernel && stack::find(address).is_some_and(|s| address < s.limit()) {
        let id = crate::thread::shown_id();
        match (*(*current::data()).handle.get()).as_ref().and_then(|t| t.name()) {
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
    dump::print_all();
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
