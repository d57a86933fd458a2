//! Queues of runnable threads: a ring for each worker, and one list for all.
//!
//! The ring is the bounded cousin of the Chase–Lev deque. Its owner alone adds, at `tail`; owner and thieves take at `head`, so it
//! is first in, first out. Positions only grow and index the ring modulo its size.
//!
//! * Only the owner writes `tail` and the slots from `tail` on (up to `head + SIZE`).
//! * A slot in `head..tail` is read before the exchange that moves `head` past it; a failed exchange discards what was read.
//!   So an entry is taken exactly once, and the slot is not overwritten before `head` has passed it.
//! * A ring that is full gives half of its entries to the list for all.
use super::green::Green;
use super::machine::atomic::{AtomicPtr, AtomicU32, AtomicUsize};
use super::os::OsLock;
use core::ptr;
use core::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

const SIZE: u32 = super::machine::RING;

/// A worker's own queue.
#[repr(align(64))]
pub struct Ring {
    head: AtomicU32,
    tail: AtomicU32,
    slots: [AtomicPtr<Green>; SIZE as usize],
}
impl Ring {
    /// An empty queue.
    pub const fn new() -> Ring { Ring { head: AtomicU32::new(0), tail: AtomicU32::new(0), slots: [const { AtomicPtr::new(ptr::null_mut()) }; SIZE as usize] } }
    fn slot(&self, at: u32) -> &AtomicPtr<Green> { &self.slots[(at % SIZE) as usize] }
    /// Whether nothing was in it just now.
    pub fn is_empty(&self) -> bool { self.head.load(Acquire) == self.tail.load(Acquire) }
    /// How many were in it just now.
    pub fn len(&self) -> u32 { self.tail.load(Relaxed).wrapping_sub(self.head.load(Relaxed)) }
    /// Adds at the end.
    ///
    /// # Safety
    /// Only the owner calls this, with a thread that is in no queue.
    pub unsafe fn push(&self, g: *const Green) {
        let tail = self.tail.load(Relaxed);
        if tail.wrapping_sub(self.head.load(Acquire)) < SIZE {
            self.slot(tail).store(g as *mut Green, Relaxed);
            self.tail.store(tail.wrapping_add(1), Release);
        } else {
            self.overflow(g);
        }
    }
    /// Moves half of a full queue, and one more, to the list for all.
    #[cold]
    unsafe fn overflow(&self, g: *const Green) {
        let mut chain = Chain::new();
        for _ in 0..SIZE / 2 {
            let p = self.pop();
            if p.is_null() {
                break;
            }
            chain.push(p);
        }
        chain.push(g);
        INJECTOR.push_chain(chain);
    }
    /// Takes the first; null if there is none. Anybody may call it.
    pub fn pop(&self) -> *const Green {
        let mut head = self.head.load(Acquire);
        loop {
            let tail = self.tail.load(Acquire);
            if head == tail {
                return ptr::null();
            }
            let g = self.slot(head).load(Relaxed);
            match self.head.compare_exchange_weak(head, head.wrapping_add(1), AcqRel, Acquire) {
                Ok(_) => return g,
                Err(now) => head = now,
            }
        }
    }
    /// Who stood at a place from the front just now; null if nobody did.
    pub fn at(&self, place: u32) -> *const Green {
        let head = self.head.load(Relaxed);
        if self.tail.load(Relaxed).wrapping_sub(head) > place { self.slot(head.wrapping_add(place)).load(Relaxed) } else { ptr::null() }
    }
    /// Takes half of another's queue: gives the first of them and puts the others into this one; null if there is none.
    ///
    /// # Safety
    /// Only the owner of `self` calls this, when `self` is empty.
    pub unsafe fn steal_from(&self, other: &Ring) -> *const Green {
        let mut head = other.head.load(Acquire);
        loop {
            let available = other.tail.load(Acquire).wrapping_sub(head);
            // Read at different times, the positions may be apart by more than there is room for.
            let count = available - available / 2;
            if available == 0 {
                return ptr::null();
            }
            if count > SIZE / 2 {
                head = other.head.load(Acquire);
                continue;
            }
            let first = other.slot(head).load(Relaxed);
            let tail = self.tail.load(Relaxed);
            for i in 1..count {
                self.slot(tail.wrapping_add(i - 1)).store(other.slot(head.wrapping_add(i)).load(Relaxed), Relaxed);
            }
            match other.head.compare_exchange(head, head.wrapping_add(count), AcqRel, Acquire) {
                Ok(_) => {
                    self.tail.store(tail.wrapping_add(count - 1), Release);
                    return first;
                }
                Err(now) => head = now,
            }
        }
    }
}

/// Threads linked by `next`, owned by one.
pub struct Chain {
    first: *const Green,
    last: *const Green,
    count: usize,
}
impl Chain {
    /// None.
    pub const fn new() -> Chain { Chain { first: ptr::null(), last: ptr::null(), count: 0 } }
    /// How many.
    pub fn len(&self) -> usize { self.count }
    /// Adds at the end.
    ///
    /// # Safety
    /// The thread must be runnable and in no queue.
    pub unsafe fn push(&mut self, g: *const Green) {
        (*g).next.store(ptr::null_mut(), Relaxed);
        if self.last.is_null() {
            self.first = g;
        } else {
            (*self.last).next.store(g as *mut Green, Relaxed);
        }
        self.last = g;
        self.count += 1;
    }
    /// Takes the first; null if there is none.
    pub fn pop(&mut self) -> *const Green {
        let g = self.first;
        if !g.is_null() {
            // SAFETY: threads in the chain are ours.
            self.first = unsafe { (*g).next.load(Relaxed) };
            if self.first.is_null() {
                self.last = ptr::null();
            }
            self.count -= 1;
        }
        g
    }
}

/// The list for all: what foreign threads wake, what does not fit into a ring, what has had its turn.
pub struct Injector {
    list: OsLock<Chain>,
    count: AtomicUsize,
}
/// The one there is.
pub static INJECTOR: Injector = Injector { list: OsLock::new(Chain::new()), count: AtomicUsize::new(0) };
// SAFETY: chains are reached under the lock.
unsafe impl Sync for Injector {}
impl Injector {
    /// How many were in it just now.
    pub fn len(&self) -> usize { self.count.load(Acquire) }
    /// Adds one at the end.
    ///
    /// # Safety
    /// The thread must be runnable and in no queue.
    pub unsafe fn push(&self, g: *const Green) {
        let mut list = self.list.lock();
        list.push(g);
        self.count.store(list.len(), Release);
    }
    /// Adds many at the end.
    pub fn push_chain(&self, chain: Chain) {
        if chain.first.is_null() {
            return;
        }
        let mut list = self.list.lock();
        // SAFETY: both chains are ours.
        unsafe {
            if list.last.is_null() {
                list.first = chain.first;
            } else {
                (*list.last).next.store(chain.first as *mut Green, Relaxed);
            }
        }
        list.last = chain.last;
        list.count += chain.count;
        self.count.store(list.len(), Release);
    }
    /// Takes up to so many from the front.
    pub fn pop_many(&self, max: usize) -> Chain {
        let mut taken = Chain::new();
        if self.len() == 0 {
            return taken;
        }
        let mut list = self.list.lock();
        while taken.len() < max {
            let g = list.pop();
            if g.is_null() {
                break;
            }
            // SAFETY: it has just left the list.
            unsafe { taken.push(g) };
        }
        self.count.store(list.len(), Release);
        taken
    }
}
