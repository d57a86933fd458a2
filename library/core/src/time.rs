//! `Duration`.
use crate::fmt;
use crate::iter::Sum;
use crate::niche::Nanoseconds;
use crate::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Sub, SubAssign};

const NANOS_PER_SEC: u32 = 1_000_000_000;
const NANOS_PER_MILLI: u32 = 1_000_000;
const NANOS_PER_MICRO: u32 = 1_000;

/// A span of time: seconds and nanoseconds below one second.
#[derive(Clone, Copy)]
#[rustc_diagnostic_item = "Duration"]
pub struct Duration {
    secs: u64,
    nanos: Nanoseconds,
}
impl PartialEq for Duration {
    #[inline]
    fn eq(&self, other: &Duration) -> bool { self.secs == other.secs && self.nanos() == other.nanos() }
}
impl crate::marker::StructuralPartialEq for Duration {}
impl Eq for Duration {}
impl PartialOrd for Duration {
    #[inline]
    fn partial_cmp(&self, other: &Duration) -> Option<crate::cmp::Ordering> { Some(self.cmp(other)) }
}
impl Ord for Duration {
    #[inline]
    fn cmp(&self, other: &Duration) -> crate::cmp::Ordering { self.secs.cmp(&other.secs).then(self.nanos().cmp(&other.nanos())) }
}
impl crate::hash::Hash for Duration {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) {
        self.secs.hash(state);
        self.nanos().hash(state);
    }
}
impl Default for Duration {
    fn default() -> Duration { Duration::ZERO }
}

impl Duration {
    /// One second.
    #[doc(hidden)]
    pub const SECOND: Duration = Duration::from_secs(1);
    /// One millisecond.
    #[doc(hidden)]
    pub const MILLISECOND: Duration = Duration::from_millis(1);
    /// No time.
    pub const ZERO: Duration = Duration::from_nanos(0);
    /// The longest span.
    pub const MAX: Duration = Duration::new(u64::MAX, NANOS_PER_SEC - 1);
    #[inline]
    const fn raw(secs: u64, nanos: u32) -> Duration {
        // SAFETY: callers give less than a second.
        Duration { secs, nanos: unsafe { Nanoseconds::new_unchecked(nanos) } }
    }
    #[inline]
    const fn nanos(&self) -> u32 { self.nanos.get() }
    /// Of seconds and nanoseconds. Panics if the seconds overflow.
    #[inline]
    #[must_use]
    #[track_caller]
    pub const fn new(secs: u64, nanos: u32) -> Duration {
        if nanos < NANOS_PER_SEC {
            return Duration::raw(secs, nanos);
        }
        let secs = secs.checked_add((nanos / NANOS_PER_SEC) as u64).expect("overflow in Duration::new");
        Duration::raw(secs, nanos % NANOS_PER_SEC)
    }
    /// Of seconds.
    #[must_use]
    #[inline]
    pub const fn from_secs(secs: u64) -> Duration { Duration::raw(secs, 0) }
    /// Of milliseconds.
    #[must_use]
    #[inline]
    pub const fn from_millis(millis: u64) -> Duration { Duration::raw(millis / 1000, (millis % 1000) as u32 * NANOS_PER_MILLI) }
    /// Of microseconds.
    #[must_use]
    #[inline]
    pub const fn from_micros(micros: u64) -> Duration { Duration::raw(micros / 1_000_000, (micros % 1_000_000) as u32 * NANOS_PER_MICRO) }
    /// Of nanoseconds.
    #[must_use]
    #[inline]
    pub const fn from_nanos(nanos: u64) -> Duration { Duration::raw(nanos / NANOS_PER_SEC as u64, (nanos % NANOS_PER_SEC as u64) as u32) }
    /// Of nanoseconds. Panics on overflow.
    #[must_use]
    #[inline]
    #[track_caller]
    pub const fn from_nanos_u128(nanos: u128) -> Duration {
        let secs = nanos / NANOS_PER_SEC as u128;
        if secs > u64::MAX as u128 {
            panic!("overflow in `Duration::from_nanos_u128`");
        }
        Duration::raw(secs as u64, (nanos % NANOS_PER_SEC as u128) as u32)
    }
    /// Of hours. Panics on overflow.
    #[must_use]
    #[inline]
    #[track_caller]
    pub const fn from_hours(hours: u64) -> Duration {
        match hours.checked_mul(3600) { Some(s) => Duration::from_secs(s), None => panic!("overflow in Duration::from_hours") }
    }
    /// Of minutes. Panics on overflow.
    #[must_use]
    #[inline]
    #[track_caller]
    pub const fn from_mins(mins: u64) -> Duration {
        match mins.checked_mul(60) { Some(s) => Duration::from_secs(s), None => panic!("overflow in Duration::from_mins") }
    }
    /// Whether it is zero.
    #[must_use]
    #[inline]
    pub const fn is_zero(&self) -> bool { self.secs == 0 && self.nanos() == 0 }
    /// Whole seconds.
    #[must_use]
    #[inline]
    pub const fn as_secs(&self) -> u64 { self.secs }
    /// The fraction in milliseconds.
    #[must_use]
    #[inline]
    pub const fn subsec_millis(&self) -> u32 { self.nanos() / NANOS_PER_MILLI }
    /// The fraction in microseconds.
    #[must_use]
    #[inline]
    pub const fn subsec_micros(&self) -> u32 { self.nanos() / NANOS_PER_MICRO }
    /// The fraction in nanoseconds.
    #[must_use]
    #[inline]
    pub const fn subsec_nanos(&self) -> u32 { self.nanos() }
    /// Whole milliseconds.
    #[must_use]
    #[inline]
    pub const fn as_millis(&self) -> u128 { self.secs as u128 * 1000 + self.subsec_millis() as u128 }
    /// Whole microseconds.
    #[must_use]
    #[inline]
    pub const fn as_micros(&self) -> u128 { self.secs as u128 * 1_000_000 + self.subsec_micros() as u128 }
    /// Nanoseconds.
    #[must_use]
    #[inline]
    pub const fn as_nanos(&self) -> u128 { self.secs as u128 * NANOS_PER_SEC as u128 + self.nanos() as u128 }
    /// The distance of two spans.
    #[must_use]
    #[inline]
    pub const fn abs_diff(self, other: Duration) -> Duration {
        match self.checked_sub(other) { Some(d) => d, None => other.checked_sub(self).unwrap() }
    }
    /// Sum, or none on overflow.
    #[must_use]
    #[inline]
    pub const fn checked_add(self, rhs: Duration) -> Option<Duration> {
        let Some(mut secs) = self.secs.checked_add(rhs.secs) else { return None };
        let mut nanos = self.nanos() + rhs.nanos();
        if nanos >= NANOS_PER_SEC {
            nanos -= NANOS_PER_SEC;
            let Some(s) = secs.checked_add(1) else { return None };
            secs = s;
        }
        Some(Duration::raw(secs, nanos))
    }
    /// Sum within bounds.
    #[must_use]
    #[inline]
    pub const fn saturating_add(self, rhs: Duration) -> Duration { match self.checked_add(rhs) { Some(d) => d, None => Duration::MAX } }
    /// Difference, or none if negative.
    #[must_use]
    #[inline]
    pub const fn checked_sub(self, rhs: Duration) -> Option<Duration> {
        let Some(mut secs) = self.secs.checked_sub(rhs.secs) else { return None };
        let nanos = if self.nanos() >= rhs.nanos() {
            self.nanos() - rhs.nanos()
        } else {
            let Some(s) = secs.checked_sub(1) else { return None };
            secs = s;
            self.nanos() + NANOS_PER_SEC - rhs.nanos()
        };
        Some(Duration::raw(secs, nanos))
    }
    /// Difference within bounds.
    #[must_use]
    #[inline]
    pub const fn saturating_sub(self, rhs: Duration) -> Duration { match self.checked_sub(rhs) { Some(d) => d, None => Duration::ZERO } }
    /// Product, or none on overflow.
    #[must_use]
    #[inline]
    pub const fn checked_mul(self, rhs: u32) -> Option<Duration> {
        let total = self.nanos() as u64 * rhs as u64;
        let extra = total / NANOS_PER_SEC as u64;
        let Some(s) = self.secs.checked_mul(rhs as u64) else { return None };
        let Some(secs) = s.checked_add(extra) else { return None };
        Some(Duration::raw(secs, (total % NANOS_PER_SEC as u64) as u32))
    }
    /// Product within bounds.
    #[must_use]
    #[inline]
    pub const fn saturating_mul(self, rhs: u32) -> Duration { match self.checked_mul(rhs) { Some(d) => d, None => Duration::MAX } }
    /// Quotient, or none if `rhs` is zero.
    #[must_use]
    #[inline]
    pub const fn checked_div(self, rhs: u32) -> Option<Duration> {
        if rhs == 0 {
            return None;
        }
        let secs = self.secs / rhs as u64;
        let extra = self.secs % rhs as u64;
        let nanos = (extra * NANOS_PER_SEC as u64 + self.nanos() as u64) / rhs as u64;
        Some(Duration::raw(secs, nanos as u32))
    }
    /// Seconds as a float.
    #[must_use]
    #[inline]
    pub const fn as_secs_f64(&self) -> f64 { self.secs as f64 + self.nanos() as f64 / NANOS_PER_SEC as f64 }
    /// Seconds as a float.
    #[must_use]
    #[inline]
    pub const fn as_secs_f32(&self) -> f32 { self.secs as f32 + self.nanos() as f32 / NANOS_PER_SEC as f32 }
    /// Milliseconds as a float.
    #[doc(hidden)]
    #[inline]
    pub const fn as_millis_f64(&self) -> f64 { self.secs as f64 * 1000.0 + self.nanos() as f64 / NANOS_PER_MILLI as f64 }
    /// Milliseconds as a float.
    #[doc(hidden)]
    #[inline]
    pub const fn as_millis_f32(&self) -> f32 { self.secs as f32 * 1000.0 + self.nanos() as f32 / NANOS_PER_MILLI as f32 }
    /// Of seconds. Panics unless finite, not negative and in range.
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn from_secs_f64(secs: f64) -> Duration { match Duration::try_from_secs_f64(secs) { Ok(v) => v, Err(e) => panic!("{}", e.description()) } }
    /// Of seconds. Panics unless finite, not negative and in range.
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn from_secs_f32(secs: f32) -> Duration { match Duration::try_from_secs_f32(secs) { Ok(v) => v, Err(e) => panic!("{}", e.description()) } }
    /// Product with a float.
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn mul_f64(self, rhs: f64) -> Duration { Duration::from_secs_f64(rhs * self.as_secs_f64()) }
    /// Product with a float.
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn mul_f32(self, rhs: f32) -> Duration { Duration::from_secs_f32(rhs * self.as_secs_f32()) }
    /// Quotient with a float.
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn div_f64(self, rhs: f64) -> Duration { Duration::from_secs_f64(self.as_secs_f64() / rhs) }
    /// Quotient with a float.
    #[must_use]
    #[inline]
    #[track_caller]
    pub fn div_f32(self, rhs: f32) -> Duration { Duration::from_secs_f32(self.as_secs_f32() / rhs) }
    /// Quotient of two spans.
    #[must_use]
    #[inline]
    pub const fn div_duration_f64(self, rhs: Duration) -> f64 { self.as_nanos() as f64 / rhs.as_nanos() as f64 }
    /// Quotient of two spans.
    #[must_use]
    #[inline]
    pub const fn div_duration_f32(self, rhs: Duration) -> f32 { self.as_nanos() as f32 / rhs.as_nanos() as f32 }
    /// Of seconds, rounded half to even.
    #[inline]
    pub fn try_from_secs_f64(secs: f64) -> Result<Duration, TryFromFloatSecsError> { from_float(secs < 0.0, secs.is_nan() || secs.is_infinite(), secs.to_bits(), 52, 1023, 0x7ff) }
    /// Of seconds, rounded half to even.
    #[inline]
    pub fn try_from_secs_f32(secs: f32) -> Result<Duration, TryFromFloatSecsError> { from_float(secs < 0.0, secs.is_nan() || secs.is_infinite(), secs.to_bits() as u64, 23, 127, 0xff) }
}
/// Exact conversion of a float: `mantissa * 2^exponent` seconds.
fn from_float(negative: bool, special: bool, bits: u64, mant_bits: u32, bias: i32, mask: u64) -> Result<Duration, TryFromFloatSecsError> {
    if negative && !special {
        return Err(TryFromFloatSecsError { kind: TryFromFloatSecsErrorKind::Negative });
    }
    if negative {
        return Err(TryFromFloatSecsError { kind: TryFromFloatSecsErrorKind::Negative });
    }
    if special {
        return Err(TryFromFloatSecsError { kind: TryFromFloatSecsErrorKind::OverflowOrNan });
    }
    let mant = (bits & ((1 << mant_bits) - 1)) | 1 << mant_bits;
    let exp = ((bits >> mant_bits) & mask) as i32 - bias;
    if exp < -31 {
        return Ok(Duration::ZERO);
    }
    if exp >= 64 {
        return Err(TryFromFloatSecsError { kind: TryFromFloatSecsErrorKind::OverflowOrNan });
    }
    let shift = mant_bits as i32 - exp;
    if shift <= 0 {
        return Ok(Duration::raw(mant << -shift, 0));
    }
    let shift = shift as u32;
    let secs = if shift < 64 { mant >> shift } else { 0 };
    let frac = mant as u128 & ((1u128 << shift) - 1);
    let scaled = frac * NANOS_PER_SEC as u128;
    let mut nanos = (scaled >> shift) as u64;
    let rest = scaled & ((1u128 << shift) - 1);
    let half = 1u128 << (shift - 1);
    if rest > half || (rest == half && nanos & 1 == 1) {
        nanos += 1;
    }
    if nanos < NANOS_PER_SEC as u64 {
        Ok(Duration::raw(secs, nanos as u32))
    } else {
        match secs.checked_add(1) {
            Some(s) => Ok(Duration::raw(s, 0)),
            None => Err(TryFromFloatSecsError { kind: TryFromFloatSecsErrorKind::OverflowOrNan }),
        }
    }
}
/// A float was no duration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryFromFloatSecsError {
    kind: TryFromFloatSecsErrorKind,
}
#[derive(Debug, Clone, PartialEq, Eq)]
enum TryFromFloatSecsErrorKind {
    Negative,
    OverflowOrNan,
}
impl TryFromFloatSecsError {
    const fn description(&self) -> &'static str {
        match self.kind {
            TryFromFloatSecsErrorKind::Negative => "cannot convert float seconds to Duration: value is negative",
            TryFromFloatSecsErrorKind::OverflowOrNan => "cannot convert float seconds to Duration: value is either too big or NaN",
        }
    }
}
impl fmt::Display for TryFromFloatSecsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.description().fmt(f) }
}
impl crate::error::Error for TryFromFloatSecsError {}

impl Add for Duration {
    type Output = Duration;
    #[inline]
    fn add(self, rhs: Duration) -> Duration { self.checked_add(rhs).expect("overflow when adding durations") }
}
impl AddAssign for Duration {
    #[inline]
    fn add_assign(&mut self, rhs: Duration) { *self = *self + rhs; }
}
impl Sub for Duration {
    type Output = Duration;
    #[inline]
    fn sub(self, rhs: Duration) -> Duration { self.checked_sub(rhs).expect("overflow when subtracting durations") }
}
impl SubAssign for Duration {
    #[inline]
    fn sub_assign(&mut self, rhs: Duration) { *self = *self - rhs; }
}
impl Mul<u32> for Duration {
    type Output = Duration;
    #[inline]
    fn mul(self, rhs: u32) -> Duration { self.checked_mul(rhs).expect("overflow when multiplying duration by scalar") }
}
impl Mul<Duration> for u32 {
    type Output = Duration;
    #[inline]
    fn mul(self, rhs: Duration) -> Duration { rhs * self }
}
impl MulAssign<u32> for Duration {
    #[inline]
    fn mul_assign(&mut self, rhs: u32) { *self = *self * rhs; }
}
impl Div<u32> for Duration {
    type Output = Duration;
    #[inline]
    fn div(self, rhs: u32) -> Duration { self.checked_div(rhs).expect("divide by zero error when dividing duration by scalar") }
}
impl DivAssign<u32> for Duration {
    #[inline]
    fn div_assign(&mut self, rhs: u32) { *self = *self / rhs; }
}
impl Sum for Duration {
    fn sum<I: Iterator<Item = Duration>>(iter: I) -> Duration { iter.fold(Duration::ZERO, |a, b| a.checked_add(b).expect("overflow in iter::sum over durations")) }
}
impl<'a> Sum<&'a Duration> for Duration {
    fn sum<I: Iterator<Item = &'a Duration>>(iter: I) -> Duration { iter.copied().sum() }
}
impl fmt::Debug for Duration {
    /// In the largest unit that leaves an integer part, with `precision` digits or as many as needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = if f.sign_plus() { "+" } else { "" };
        if self.secs > 0 {
            decimal(f, self.secs, self.nanos(), NANOS_PER_SEC / 10, prefix, "s")
        } else if self.nanos() >= NANOS_PER_MILLI {
            decimal(f, (self.nanos() / NANOS_PER_MILLI) as u64, self.nanos() % NANOS_PER_MILLI, NANOS_PER_MILLI / 10, prefix, "ms")
        } else if self.nanos() >= NANOS_PER_MICRO {
            decimal(f, (self.nanos() / NANOS_PER_MICRO) as u64, self.nanos() % NANOS_PER_MICRO, NANOS_PER_MICRO / 10, prefix, "µs")
        } else {
            decimal(f, self.nanos() as u64, 0, 1, prefix, "ns")
        }
    }
}
fn decimal(f: &mut fmt::Formatter<'_>, integer: u64, mut frac: u32, mut divisor: u32, prefix: &str, postfix: &str) -> fmt::Result {
    let mut buf = [b'0'; 9];
    let mut pos = 0;
    let end = match f.precision() { Some(p) => crate::cmp::min(p, 9), None => 9 };
    while frac > 0 && pos < end {
        buf[pos] = b'0' + (frac / divisor) as u8;
        frac %= divisor;
        divisor /= 10;
        pos += 1;
    }
    let mut integer = Some(integer);
    if frac > 0 && frac >= divisor * 5 {
        let is_tie = frac == divisor * 5;
        let last_odd = if pos > 0 { (buf[pos - 1] - b'0') % 2 == 1 } else { integer.unwrap() % 2 == 1 };
        if !is_tie || last_odd {
            let mut rev = pos;
            let mut carry = true;
            while carry && rev > 0 {
                rev -= 1;
                if buf[rev] < b'9' {
                    buf[rev] += 1;
                    carry = false;
                } else {
                    buf[rev] = b'0';
                }
            }
            if carry {
                integer = integer.unwrap().checked_add(1);
            }
        }
    }
    let end = f.precision().map_or(pos, |p| crate::cmp::min(p, 9));
    let emit = |f: &mut fmt::Formatter<'_>| -> fmt::Result {
        match integer {
            Some(i) => write!(f, "{prefix}{i}")?,
            None => write!(f, "{prefix}18446744073709551616")?,
        }
        if end > 0 {
            // SAFETY: digits.
            let s = unsafe { crate::str::from_utf8_unchecked(&buf[..end]) };
            let w = f.precision().unwrap_or(pos);
            write!(f, ".{s:0<w$}")?;
        }
        f.write_str(postfix)
    };
    match f.width() {
        None => emit(f),
        Some(requested) => {
            let mut actual = prefix.len() + postfix.chars().count();
            actual += match integer { Some(i) => i.checked_ilog10().map_or(1, |l| l as usize + 1), None => 20 };
            if end > 0 {
                actual += 1 + f.precision().unwrap_or(pos);
            }
            if requested <= actual {
                return emit(f);
            }
            let padding = requested - actual;
            let pre = match f.align() {
                None | Some(fmt::Alignment::Left) => 0,
                Some(fmt::Alignment::Right) => padding,
                Some(fmt::Alignment::Center) => padding / 2,
            };
            let fill = f.fill();
            let mut i = 0;
            use crate::fmt::Write;
            while i < pre {
                f.write_char(fill)?;
                i += 1;
            }
            emit(f)?;
            while i < padding {
                f.write_char(fill)?;
                i += 1;
            }
            Ok(())
        }
    }
}
