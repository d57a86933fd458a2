//! Stacks: reserved in slabs, committed by touching, reused last in first out.
//!
//! Stacks have sizes that are powers of two, and each size is a class of its own. A slab is one mapping that holds a number of
//! stacks of a class; it is never unmapped, so what lies at the top of a stack (the control block of its green thread) can
//! be read at any time, also when the thread has ended: [type-stable](super::green) memory. The lowest page of each stack
//! is a guard. `MADV_GUARD_INSTALL` makes one without splitting the mapping; a kernel that does not know it refuses, and
//! then `mprotect` does (which costs a mapping per stack, of which the kernel allows some 65,000).
use super::machine::atomic::{AtomicBool, AtomicUsize};
use super::os::OsLock;
use crate::sys::libc;
use core::ptr;
use core::sync::atomic::Ordering::Relaxed;

const PAGE: usize = 4096;
/// What a stack keeps when it is given back: its topmost pages, which every thread touches.
const KEPT: usize = 16 * 1024;
/// 16 KiB: a guard, and room to format a panic's message.
const SMALLEST_SHIFT: u32 = 14;
const CLASSES: usize = 20;
/// What is reserved for a thread that does not say. Page tables are what a large stack costs while little of it is used: two mebibytes have
/// one of their own. So the first thousand that live at once have what they would have on every system, and those of
/// which there are more have a stack of which four share a table.
const DEFAULT_SIZE: usize = 2 << 20;
const DEFAULT_COUNT: usize = 1024;
const CROWDED_SIZE: usize = 512 << 10;

/// The stacks of one size.
struct Class {
    /// Free ones, the last given back on top.
    free: *mut Free,
    /// What is left of the newest slab.
    fresh: usize,
    fresh_end: usize,
    /// How many stacks the next slab has.
    next_count: usize,
    /// How many there are.
    made: usize,
}
/// A free stack, where the control block was: its first words, of which the second stays the control block's, as late
/// wakers may still look at it.
#[repr(C)]
struct Free {
    next: *mut Free,
    untouched: u64,
    end: usize,
}
static CLASS: [OsLock<Class>; CLASSES] = [const { OsLock::new(Class { free: ptr::null_mut(), fresh: 0, fresh_end: 0, next_count: 16, made: 0 }) }; CLASSES];
/// Whether the kernel is known not to make guards inside a mapping.
static SPLIT: AtomicBool = AtomicBool::new(false);
/// Slabs, for whoever looks for the stack of an address or walks over all threads. Entries are only added.
static SLABS: [Slab; 1024] = [const { Slab { start: AtomicUsize::new(0), end: AtomicUsize::new(0), shift: AtomicUsize::new(0) } }; 1024];
static SLAB_COUNT: AtomicUsize = AtomicUsize::new(0);
struct Slab {
    start: AtomicUsize,
    end: AtomicUsize,
    shift: AtomicUsize,
}

/// A stack: the first address behind it, and the power of two that is its size.
#[derive(Copy, Clone)]
pub struct Stack {
    end: usize,
    shift: u32,
}
impl Stack {
    /// Where it is used from. Were that the same place in all stacks, a cache would have room for a few of them only: addresses that
    /// are a power of two apart share its sets. So it differs, by pages for the outer caches (where that costs only
    /// addresses), and within the page for the inner one.
    pub fn top(&self) -> usize {
        const PAGES: usize = 16;
        const STEPS: usize = 8;
        const STEP: usize = 192;
        let index = self.end >> self.shift;
        let pages = if self.shift >= 18 { index % PAGES * PAGE } else { 0 };
        self.end - pages - (index + index / PAGES) % STEPS * STEP
    }
    /// A stack of at least that size; `None` if there is no memory for it.
    pub fn take(size: usize) -> Option<Stack> {
        let shift = core::cmp::max(size.checked_add(PAGE)?.checked_next_power_of_two()?.trailing_zeros(), SMALLEST_SHIFT);
        // A round size means that size, guard included.
        let shift = if size.is_power_of_two() && shift > SMALLEST_SHIFT { shift - 1 } else { shift };
        Stack::of_class(shift, usize::MAX)
    }
    /// A stack for a thread that does not say of what size.
    pub fn take_default() -> Option<Stack> {
        Stack::of_class(DEFAULT_SIZE.trailing_zeros(), DEFAULT_COUNT).or_else(|| Stack::of_class(CROWDED_SIZE.trailing_zeros(), usize::MAX))
    }
    /// A stack of a class, unless there would be more than so many.
    fn of_class(shift: u32, most: usize) -> Option<Stack> {
        let mut class = CLASS.get((shift - SMALLEST_SHIFT) as usize)?.lock();
        if !class.free.is_null() {
            let free = class.free;
            // SAFETY: it lies in a free stack.
            unsafe {
                class.free = (*free).next;
                return Some(Stack { end: (*free).end, shift });
            }
        }
        if class.made >= most {
            return None;
        }
        if class.fresh == class.fresh_end {
            class.grow(shift)?;
        }
        let start = class.fresh;
        if !guard(start) {
            return None;
        }
        class.fresh += 1 << shift;
        class.made += 1;
        Some(Stack { end: start + (1 << shift), shift })
    }
    /// Gives the stack back. `deep` says that pages below the topmost may have been used.
    ///
    /// # Safety
    /// Nothing may run on it or refer to it.
    pub unsafe fn give_back(self, deep: bool) {
        if deep {
            self.discard();
        }
        let free = (self.top() - RESERVED) as *mut Free;
        (*free).end = self.end;
        let mut class = CLASS[(self.shift - SMALLEST_SHIFT) as usize].lock();
        (*free).next = class.free;
        class.free = free;
    }
    /// Gives all but the topmost pages back to the system.
    fn discard(&self) {
        const MADV_DONTNEED: i32 = 4;
        let (low, high) = (self.limit(), (self.top() & !(PAGE - 1)) - KEPT);
        if high > low {
            // SAFETY: the pages are the stack's, and nothing is on it.
            unsafe { libc::madvise(low as *mut _, high - low, MADV_DONTNEED) };
        }
    }
    /// The end of the guard page, where the usable part begins.
    pub fn limit(&self) -> usize { self.end - (1 << self.shift) + PAGE }
}
/// What lies between a stack's top and what runs on it: the control block.
pub const RESERVED: usize = 512;

impl Class {
    /// Reserves another slab. Slabs grow with the number of stacks, so that few threads reserve little address space.
    fn grow(&mut self, shift: u32) -> Option<()> {
        const PROT_READ_WRITE: i32 = 3;
        const MAP_PRIVATE_ANONYMOUS_NORESERVE: i32 = 0x4022;
        const MADV_NOHUGEPAGE: i32 = 15;
        let mut count = self.next_count;
        let start = loop {
            // SAFETY: a fresh mapping.
            let p = unsafe { libc::mmap(ptr::null_mut(), count << shift, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0) } as usize;
            if p != usize::MAX {
                break p;
            }
            // A limit on the address space may still have room for fewer.
            if count == 1 {
                return None;
            }
            count /= 2;
        };
        // A huge page under a stack of which one page is used would cost five hundred times as much.
        // SAFETY: the mapping is ours.
        unsafe { libc::madvise(start as *mut _, count << shift, MADV_NOHUGEPAGE) };
        self.fresh = start;
        self.fresh_end = start + (count << shift);
        self.next_count = core::cmp::min(self.next_count * 2, core::cmp::max((4 << 30) >> shift, 1));
        let n = SLAB_COUNT.fetch_add(1, Relaxed);
        if let Some(slab) = SLABS.get(n) {
            slab.shift.store(shift as usize, Relaxed);
            slab.end.store(self.fresh_end, Relaxed);
            slab.start.store(start, core::sync::atomic::Ordering::Release);
        }
        Some(())
    }
}
/// Makes the page a guard.
fn guard(page: usize) -> bool {
    const MADV_GUARD_INSTALL: i32 = 102;
    // SAFETY: the page is ours and unused.
    unsafe {
        if !SPLIT.load(Relaxed) {
            if libc::madvise(page as *mut _, PAGE, MADV_GUARD_INSTALL) == 0 {
                return true;
            }
            SPLIT.store(true, Relaxed);
        }
        libc::mprotect(page as *mut _, PAGE, 0) == 0
    }
}
/// The stack in whose memory, guard included, an address lies. Safe to call in a signal handler.
pub fn find(address: usize) -> Option<Stack> {
    for slab in SLABS.iter().take(SLAB_COUNT.load(Relaxed)) {
        let start = slab.start.load(core::sync::atomic::Ordering::Acquire);
        if start != 0 && address >= start && address < slab.end.load(Relaxed) {
            let shift = slab.shift.load(Relaxed) as u32;
            return Some(Stack { end: start + (((address - start) >> shift) + 1 << shift), shift });
        }
    }
    None
}
/// Calls a function with every stack that was ever in use. Safe to call in a signal handler.
pub fn each(mut f: impl FnMut(Stack)) {
    for slab in SLABS.iter().take(SLAB_COUNT.load(Relaxed)) {
        let start = slab.start.load(core::sync::atomic::Ordering::Acquire);
        let shift = slab.shift.load(Relaxed) as u32;
        let mut end = start + (1 << shift);
        // Of the newest slab only what was handed out has a committed top; reading another commits a page of zeros at most.
        while start != 0 && end <= slab.end.load(Relaxed) {
            f(Stack { end, shift });
            end += 1 << shift;
        }
    }
}
