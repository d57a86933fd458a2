//! Words that threads share about one of them: the token of `park`, and whether the thread has ended.
use super::green::Waiting;
use super::machine::atomic::AtomicU32;
use super::{os, park};
use core::sync::atomic::Ordering::{Acquire, Release};
use core::time::Duration;

/// The token of `thread::park`.
pub struct Token(AtomicU32);
const NONE: u32 = 0;
const THERE: u32 = 1;
/// One less than `NONE`: taking the token and saying that it is awaited are one and the same exchange. Were the token taken by a
/// store, one put there meanwhile would be lost, and what was done before it would not be seen.
const AWAITED: u32 = u32::MAX;
impl Token {
    /// None is there.
    pub const fn new() -> Token { Token(AtomicU32::new(NONE)) }
    /// Puts it there.
    #[inline]
    pub fn put(&self) {
        if self.0.swap(THERE, Release) == AWAITED {
            park::wake(&self.0, 1);
        }
    }
    /// Waits for it up to a time, and takes it. Only its thread calls this.
    pub fn take(&self, timeout: Option<Duration>) {
        if self.0.fetch_sub(1, Acquire) == THERE {
            return;
        }
        loop {
            let in_time = park::wait(&self.0, AWAITED, timeout.and_then(os::deadline), Waiting::Word);
            let taken = self.0.compare_exchange(THERE, NONE, Acquire, Acquire).is_ok();
            if taken || !in_time || timeout.is_some() {
                if !taken {
                    self.0.swap(NONE, Acquire);
                }
                return;
            }
        }
    }
}

/// What happens once, and is waited for.
pub struct Latch(AtomicU32);
impl Latch {
    /// It has not happened.
    pub const fn new() -> Latch { Latch(AtomicU32::new(0)) }
    /// Whether it has happened; what was done before is then seen.
    #[inline]
    pub fn is_open(&self) -> bool { self.0.load(Acquire) != 0 }
    /// It happens. The latch must outlive the call.
    pub fn open(&self) {
        self.0.store(1, Release);
        park::wake(&self.0, usize::MAX);
    }
    /// Waits for it.
    pub fn wait(&self) {
        while !self.is_open() {
            park::wait(&self.0, 0, None, Waiting::Word);
        }
    }
}
