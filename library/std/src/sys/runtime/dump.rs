//! The list of all green threads with what each waits for and where.
//!
//! A thread that is parked is taken as a waker would take it, and then nobody's: it is not resumed while its frames are
//! looked at, nor ever after, as the process is about to end.
use super::super::green::{self, ACTIVE, Green, PARKED};
use super::super::stack::{self, RESERVED, Stack};
use super::super::{MAIN, context, worker};
use super::{Raw, print};
use crate::sys::libc::c_void;
use crate::sys::symbols::Symbols;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};

/// More than these are counted, not shown.
const MOST: u32 = 10_000;
/// How many frames of each.
const FRAMES: usize = 48;
/// What walking over frames needs of the stack that is walked over.
const ROOM: usize = 8 << 10;

/// Prints all green threads.
pub fn print_all() {
    let symbols = Symbols::load();
    let (mut shown, mut hidden) = (0u32, 0u32);
    print(format_args!("SIGQUIT: {} workers, {} of them in service, {} stuck\n", worker::all().count(), worker::IN_SERVICE.load(Relaxed), worker::STUCK.load(Relaxed)));
    let mut show = |g: &Green| {
        if g.state.load(Acquire) == green::FREE {
            return;
        }
        if shown == MOST {
            hidden += 1;
            return;
        }
        shown += 1;
        print_one(g, &symbols);
    };
    show(&MAIN);
    stack::each(|s| {
        let g = (s.top() - RESERVED) as *const Green;
        // SAFETY: stacks are never unmapped, and a stack that was never used is free.
        unsafe { show(&*g) }
    });
    if hidden != 0 {
        print(format_args!("and {hidden} more\n"));
    }
}
fn print_one(g: &Green, symbols: &Symbols) {
    let taken = g.state.compare_exchange(PARKED, ACTIVE, AcqRel, Acquire).is_ok();
    // SAFETY: a block that is never unmapped; the name is looked at only if the thread is ours.
    let (id, name) = unsafe {
        let data = g.data.get();
        (data.as_ref().map_or(0, |d| d.id.get()), if taken { data.as_ref().and_then(|d| (*d.handle.get()).as_ref()?.name()) } else { None })
    };
    print(format_args!("\nthread {id}"));
    if let Some(name) = name {
        print(format_args!(" '{name}'"));
    }
    if !taken {
        return match worker::all().find(|w| ptr::eq(w.running.load(Relaxed), g)) {
            Some(w) => print(format_args!(": running on worker {}\n", w.index)),
            None => print(format_args!(": runnable\n")),
        };
    }
    print(format_args!(": waiting for {}", green::describe(g.waiting.load(Relaxed))));
    // SAFETY: the thread is ours, so its context is whole.
    let sp = unsafe { *g.sp.get() };
    match g.stack() {
        Some(s) => print(format_args!(", {} bytes of stack in use\n", s.top() - sp)),
        None => print(format_args!("\n")),
    }
    print_frames(sp, g.stack(), symbols);
}
fn print_frames(sp: usize, stack: Option<Stack>, symbols: &Symbols) {
    if stack.is_some_and(|s| sp - s.limit() < ROOM) {
        return print(format_args!("    (its stack is full)\n"));
    }
    let mut frames = Frames { addresses: [0; FRAMES], count: 0 };
    // SAFETY: nobody resumes the context, and there is room.
    unsafe { context::visit(sp, walk, &raw mut frames as *mut u8) };
    let mut at = 0;
    for (i, &address) in frames.addresses[..frames.count].iter().enumerate() {
        // What walks, and the switch itself, are of no interest.
        const OWN: usize = 2;
        if i < OWN {
            continue;
        }
        print(format_args!("{at:>4}: "));
        // An address to return to may be that of the next function.
        let _ = symbols.show(address - 1, &mut Raw);
        print(format_args!("\n"));
        at += 1;
    }
    if frames.count == FRAMES {
        print(format_args!("      and more\n"));
    }
}

struct Frames {
    addresses: [usize; FRAMES],
    count: usize,
}
unsafe extern "C" {
    fn _Unwind_Backtrace(callback: unsafe extern "C" fn(*mut c_void, *mut c_void) -> i32, argument: *mut c_void) -> i32;
    fn _Unwind_GetIP(context: *mut c_void) -> usize;
}
unsafe extern "C" fn walk(frames: *mut u8) {
    unsafe extern "C" fn frame(context: *mut c_void, frames: *mut c_void) -> i32 {
        const NO_REASON: i32 = 0;
        const END_OF_STACK: i32 = 5;
        let frames = &mut *(frames as *mut Frames);
        let address = _Unwind_GetIP(context);
        if frames.count == FRAMES || address == 0 {
            return END_OF_STACK;
        }
        frames.addresses[frames.count] = address;
        frames.count += 1;
        NO_REASON
    }
    _Unwind_Backtrace(frame, frames as *mut c_void);
}
