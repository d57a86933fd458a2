//! Timers: a binary heap for each worker, by deadline. The entries lie on the stacks of the threads that wait and know
//! their place in the heap, so that cancelling is as cheap as inserting, and nothing is allocated but the heap's own table.
//!
//! A timer that fires wakes its thread, no more: the thread finds that its time has come. It fires under the heap's lock, and a
//! thread cancels its timer (under that lock) before the entry goes away. So an entry in a heap is always valid.
use super::green::{self, Green};
use super::machine::{Cell, atomic::AtomicU64};
use super::os::{self, OsLock};
use crate::vec::Vec;
use core::sync::atomic::Ordering::{Acquire, SeqCst};

/// Never.
pub const NEVER: u64 = u64::MAX;
const OUT: usize = usize::MAX;

/// An entry: when, and whom to wake.
pub struct Timer {
    deadline: u64,
    green: *const Green,
    /// The place in the heap, or `OUT`. Belongs to the heap's lock.
    place: Cell<usize>,
}
impl Timer {
    /// A timer that is in no heap.
    pub fn new(deadline: u64, green: *const Green) -> Timer { Timer { deadline, green, place: Cell::new(OUT) } }
}

/// The timers of one worker.
pub struct Timers {
    heap: OsLock<Vec<(u64, *const Timer)>>,
    /// The first deadline, for who only looks.
    first: AtomicU64,
}
// SAFETY: entries are reached under the lock; see the head of the file.
unsafe impl Sync for Timers {}
impl Timers {
    /// None.
    pub const fn new() -> Timers { Timers { heap: OsLock::new(Vec::new()), first: AtomicU64::new(NEVER) } }
    /// The first deadline, or `NEVER`.
    #[inline]
    pub fn first(&self) -> u64 { self.first.load(Acquire) }
    /// Adds a timer; whether it is now the first.
    ///
    /// # Safety
    /// The entry must be [cancelled](Timers::cancel) before it moves or goes away.
    pub unsafe fn insert(&self, timer: &Timer) -> bool {
        let mut heap = self.heap.lock();
        heap.push((timer.deadline, timer));
        let last = heap.len() - 1;
        up(&mut heap, last);
        self.publish(&heap);
        timer.place.get() == 0
    }
    /// Takes a timer out, if it has not fired.
    pub fn cancel(&self, timer: &Timer) {
        let mut heap = self.heap.lock();
        let place = timer.place.get();
        if place != OUT {
            remove(&mut heap, place);
            self.publish(&heap);
        }
    }
    /// Fires what is due; how many there were.
    pub fn fire(&self) -> usize {
        if self.first() == NEVER {
            return 0;
        }
        let now = os::now();
        if self.first() > now {
            return 0;
        }
        let mut fired = 0;
        let mut heap = self.heap.lock();
        while let Some(&(deadline, timer)) = heap.first() {
            if deadline > now {
                break;
            }
            remove(&mut heap, 0);
            fired += 1;
            // SAFETY: it was in the heap, whose lock we hold; the thread lives, as it must cancel first.
            unsafe { green::wake((*timer).green) };
        }
        self.publish(&heap);
        fired
    }
    fn publish(&self, heap: &[(u64, *const Timer)]) {
        // `SeqCst`: who waits for time to pass publishes until when, then looks at all heaps (see `idle`).
        self.first.store(heap.first().map_or(NEVER, |e| e.0), SeqCst);
    }
}
fn put(heap: &mut [(u64, *const Timer)], place: usize, entry: (u64, *const Timer)) {
    heap[place] = entry;
    // SAFETY: entries in the heap are valid.
    unsafe { (*entry.1).place.set(place) };
}
fn up(heap: &mut [(u64, *const Timer)], mut place: usize) {
    let entry = heap[place];
    while place > 0 {
        let parent = (place - 1) / 2;
        if heap[parent].0 <= entry.0 {
            break;
        }
        put(heap, place, heap[parent]);
        place = parent;
    }
    put(heap, place, entry);
}
fn down(heap: &mut [(u64, *const Timer)], mut place: usize) {
    let entry = heap[place];
    loop {
        let mut child = 2 * place + 1;
        if child >= heap.len() {
            break;
        }
        if child + 1 < heap.len() && heap[child + 1].0 < heap[child].0 {
            child += 1;
        }
        if entry.0 <= heap[child].0 {
            break;
        }
        put(heap, place, heap[child]);
        place = child;
    }
    put(heap, place, entry);
}
fn remove(heap: &mut Vec<(u64, *const Timer)>, place: usize) {
    let (_, gone) = heap.swap_remove(place);
    // SAFETY: it was in the heap.
    unsafe { (*gone).place.set(OUT) };
    if place < heap.len() {
        down(heap, place);
        up(heap, place);
    }
}
