//! Time.
pub use core::time::{Duration, TryFromFloatSecsError};
use crate::sys::runtime::machine;
use core::fmt;
use core::ops::{Add, AddAssign, Sub, SubAssign};

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Timespec { secs: i64, nanos: u32 }
impl Timespec {
    fn now(clock: i32) -> Timespec {
        let t = machine::clock(clock);
        Timespec { secs: t.tv_sec, nanos: t.tv_nsec as u32 }
    }
    fn sub(&self, o: &Timespec) -> Result<Duration, Duration> {
        if self >= o {
            let (mut s, mut n) = (self.secs.wrapping_sub(o.secs) as u64, self.nanos as i64 - o.nanos as i64);
            if n < 0 { s -= 1; n += 1_000_000_000; }
            Ok(Duration::new(s, n as u32))
        } else {
            match o.sub(self) { Ok(d) => Err(d), Err(d) => Ok(d) }
        }
    }
    fn checked_add(&self, d: Duration) -> Option<Timespec> {
        let mut secs = self.secs.checked_add_unsigned(d.as_secs())?;
        let mut nanos = self.nanos + d.subsec_nanos();
        if nanos >= 1_000_000_000 { nanos -= 1_000_000_000; secs = secs.checked_add(1)?; }
        Some(Timespec { secs, nanos })
    }
    fn checked_sub(&self, d: Duration) -> Option<Timespec> {
        let mut secs = self.secs.checked_sub_unsigned(d.as_secs())?;
        let mut nanos = self.nanos as i32 - d.subsec_nanos() as i32;
        if nanos < 0 { nanos += 1_000_000_000; secs = secs.checked_sub(1)?; }
        Some(Timespec { secs, nanos: nanos as u32 })
    }
}
/// A time of the monotonic clock.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timespec);
/// A time of the wall clock.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemTime(Timespec);
/// The clock went backwards.
#[derive(Clone, Debug)]
pub struct SystemTimeError(Duration);
/// 1970-01-01 00:00:00 UTC.
pub const UNIX_EPOCH: SystemTime = SystemTime(Timespec { secs: 0, nanos: 0 });
impl Instant {
    /// Now.
    #[must_use]
    pub fn now() -> Instant { Instant(Timespec::now(machine::MONOTONIC)) }
    /// Since an earlier time.
    #[must_use]
    pub fn duration_since(&self, earlier: Instant) -> Duration { self.checked_duration_since(earlier).unwrap_or_default() }
    /// Since an earlier time, if it is earlier.
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> { self.0.sub(&earlier.0).ok() }
    /// Since an earlier time, or zero.
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration { self.checked_duration_since(earlier).unwrap_or_default() }
    /// Since then.
    #[must_use]
    pub fn elapsed(&self) -> Duration { Instant::now().duration_since(*self) }
}
impl SystemTime {
    /// 1970-01-01 00:00:00 UTC.
    pub const UNIX_EPOCH: SystemTime = UNIX_EPOCH;
    pub(crate) fn from_unix(secs: i64, nanos: i64) -> SystemTime { SystemTime(Timespec { secs, nanos: nanos as u32 }) }
    pub(crate) fn to_unix(self) -> (i64, i64) { (self.0.secs, self.0.nanos as i64) }
    /// Now.
    #[must_use]
    pub fn now() -> SystemTime { SystemTime(Timespec::now(machine::REAL_TIME)) }
    /// Since an earlier time.
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> { self.0.sub(&earlier.0).map_err(SystemTimeError) }
    /// Since then.
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> { SystemTime::now().duration_since(*self) }
}
macro_rules! arith {
    ($($t:ident $add:literal $sub:literal;)*) => {$(
        impl $t {
            /// Later, if it can be written.
            pub fn checked_add(&self, d: Duration) -> Option<$t> { self.0.checked_add(d).map($t) }
            /// Earlier, if it can be written.
            pub fn checked_sub(&self, d: Duration) -> Option<$t> { self.0.checked_sub(d).map($t) }
        }
        impl Add<Duration> for $t {
            type Output = $t;
            fn add(self, d: Duration) -> $t { self.checked_add(d).expect($add) }
        }
        impl AddAssign<Duration> for $t {
            fn add_assign(&mut self, d: Duration) { *self = *self + d; }
        }
        impl Sub<Duration> for $t {
            type Output = $t;
            fn sub(self, d: Duration) -> $t { self.checked_sub(d).expect($sub) }
        }
        impl SubAssign<Duration> for $t {
            fn sub_assign(&mut self, d: Duration) { *self = *self - d; }
        }
        impl fmt::Debug for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct(stringify!($t)).field("tv_sec", &self.0.secs).field("tv_nsec", &self.0.nanos).finish() }
        }
    )*};
}
arith! { Instant "overflow when adding duration to instant" "overflow when subtracting duration from instant"; SystemTime "overflow when adding duration to instant" "overflow when subtracting duration from instant"; }
impl Sub<Instant> for Instant {
    type Output = Duration;
    fn sub(self, other: Instant) -> Duration { self.duration_since(other) }
}
impl SystemTimeError {
    /// By how much.
    #[must_use]
    pub fn duration(&self) -> Duration { self.0 }
}
impl fmt::Display for SystemTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("second time provided was later than self") }
}
impl core::error::Error for SystemTimeError {}
