//! The modelled machine's clock, with the face of `std::time`.
use crate::sys::runtime::os;
pub use core::time::Duration;

#[derive(Copy, Clone)]
pub struct Instant(u64);
impl Instant {
    pub fn now() -> Instant { Instant(os::now()) }
    pub fn elapsed(&self) -> Duration { Duration::from_nanos(os::now() - self.0) }
    pub fn checked_add(&self, d: Duration) -> Option<Instant> { self.0.checked_add(u64::try_from(d.as_nanos()).ok()?).map(Instant) }
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> { self.0.checked_sub(earlier.0).map(Duration::from_nanos) }
}
