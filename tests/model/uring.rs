//! The model checks are of the back end with `epoll`.
use super::worker::Worker;

#[derive(Copy, Clone)]
pub enum Call {
    Ready(u32),
    Receive(*mut u8, usize),
    Send(*const u8, usize, i32),
}
pub struct Outcome {
    pub result: i32,
    pub more: bool,
}
pub fn is_active() -> bool { false }
pub fn start() -> bool { false }
pub fn perform(_: i32, _: Call, _: Option<u64>) -> Option<Outcome> { None }
pub(super) fn attend(_: &Worker) -> usize { 0 }
pub(super) fn has_completed(_: &Worker) -> bool { false }
pub(super) fn sleep(_: &Worker, _: u64) -> bool { false }
pub(super) fn rouse(_: &Worker) -> bool { false }
