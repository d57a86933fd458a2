//! Whose turn it is on each modelled OS thread, in place of the runtime's own `current`.
use super::green::Green;
use super::worker::Worker;
use crate::world;
use std::cell::Cell;

pub struct ThreadData {
    pub budget: Cell<u32>,
    pub green: Cell<*const Green>,
}
impl ThreadData {
    pub const fn new() -> ThreadData { ThreadData { budget: Cell::new(0), green: Cell::new(std::ptr::null()) } }
}
#[inline(never)]
pub fn data() -> *const ThreadData {
    let p = world::slots()[0] as *const ThreadData;
    if p.is_null() { world::foreign() } else { p }
}
#[inline(never)]
pub(super) fn set_data(p: *const ThreadData) { world::slots()[0] = p as usize }
#[inline(never)]
pub(super) fn worker() -> *const Worker { world::slots()[1] as *const Worker }
#[inline(never)]
pub(super) fn set_worker(w: *const Worker) { world::slots()[1] = w as usize }
pub fn green() -> *const Green {
    // SAFETY: the block of the running thread is valid.
    unsafe { (*data()).green.get() }
}
