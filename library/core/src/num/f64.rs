//! Methods of `f64` that need no mathematics library.
use super::FpCategory;
use crate::convert::FloatToInt;
use crate::mem;

impl f64 {
    /// The base of the representation.
    pub const RADIX: u32 = 2;
    /// Digits of the mantissa in base 2.
    pub const MANTISSA_DIGITS: u32 = 53;
    /// Significant decimal digits that survive a round trip.
    pub const DIGITS: u32 = 15;
    /// The difference of 1 and the next larger number.
    pub const EPSILON: f64 = 2.2204460492503131e-16_f64;
    /// The smallest finite value.
    pub const MIN: f64 = -Self::MAX;
    /// The smallest positive normal value.
    pub const MIN_POSITIVE: f64 = 2.2250738585072014e-308_f64;
    /// The largest finite value.
    pub const MAX: f64 = 1.7976931348623157e+308_f64;
    /// One more than the least normal exponent of 2.
    pub const MIN_EXP: i32 = -1021;
    /// One more than the largest exponent of 2.
    pub const MAX_EXP: i32 = 1024;
    /// The least `x` for which `10^x` is normal.
    pub const MIN_10_EXP: i32 = -307;
    /// The largest `x` for which `10^x` is normal.
    pub const MAX_10_EXP: i32 = 308;
    /// Not a number.
    pub const NAN: f64 = 0.0_f64 / 0.0_f64;
    /// Infinity.
    pub const INFINITY: f64 = 1.0_f64 / 0.0_f64;
    /// Negative infinity.
    pub const NEG_INFINITY: f64 = -1.0_f64 / 0.0_f64;
    const SIGN_MASK: u64 = 1 << (64 - 1);
    const MAN_MASK: u64 = (1 << 52) - 1;
    const EXP_MASK: u64 = !Self::SIGN_MASK & !Self::MAN_MASK;

    /// Whether this is NaN.
    #[must_use]
    #[inline]
    pub const fn is_nan(self) -> bool { self != self }
    /// Whether this is an infinity.
    #[must_use]
    #[inline]
    pub const fn is_infinite(self) -> bool { (self == f64::INFINITY) | (self == f64::NEG_INFINITY) }
    /// Whether this is neither infinite nor NaN.
    #[must_use]
    #[inline]
    pub const fn is_finite(self) -> bool { self.abs() < Self::INFINITY }
    /// Whether this is subnormal.
    #[must_use]
    #[inline]
    pub const fn is_subnormal(self) -> bool { matches!(self.classify(), FpCategory::Subnormal) }
    /// Whether this is normal.
    #[must_use]
    #[inline]
    pub const fn is_normal(self) -> bool { matches!(self.classify(), FpCategory::Normal) }
    /// The class.
    pub const fn classify(self) -> FpCategory {
        let b = self.to_bits();
        match (b & Self::MAN_MASK, b & Self::EXP_MASK) {
            (0, Self::EXP_MASK) => FpCategory::Infinite,
            (_, Self::EXP_MASK) => FpCategory::Nan,
            (0, 0) => FpCategory::Zero,
            (_, 0) => FpCategory::Subnormal,
            _ => FpCategory::Normal,
        }
    }
    /// Whether the sign bit is clear.
    #[must_use]
    #[inline]
    pub const fn is_sign_positive(self) -> bool { !self.is_sign_negative() }
    /// Whether the sign bit is set.
    #[must_use]
    #[inline]
    pub const fn is_sign_negative(self) -> bool { self.to_bits() & Self::SIGN_MASK != 0 }
    /// The least number greater than this.
    #[inline]
    pub const fn next_up(self) -> Self {
        let bits = self.to_bits();
        if self.is_nan() || bits == Self::INFINITY.to_bits() {
            return self;
        }
        let abs = bits & !Self::SIGN_MASK;
        Self::from_bits(if abs == 0 { 1 } else if bits == abs { bits + 1 } else { bits - 1 })
    }
    /// The greatest number less than this.
    #[inline]
    pub const fn next_down(self) -> Self {
        let bits = self.to_bits();
        if self.is_nan() || bits == Self::NEG_INFINITY.to_bits() {
            return self;
        }
        let abs = bits & !Self::SIGN_MASK;
        Self::from_bits(if abs == 0 { Self::SIGN_MASK | 1 } else if bits == abs { bits - 1 } else { bits + 1 })
    }
    /// `1 / self`
    #[must_use]
    #[inline]
    pub const fn recip(self) -> Self { 1.0 / self }
    /// Radians to degrees.
    #[must_use]
    #[inline]
    pub const fn to_degrees(self) -> Self { self * (180.0f64 / crate::f64::consts::PI) }
    /// Degrees to radians.
    #[must_use]
    #[inline]
    pub const fn to_radians(self) -> Self { self * (crate::f64::consts::PI / 180.0) }
    /// The greater; a NaN gives way.
    #[must_use]
    #[inline]
    pub const fn max(self, other: Self) -> Self { if self.is_nan() || self < other { other } else { self } }
    /// The lesser; a NaN gives way.
    #[must_use]
    #[inline]
    pub const fn min(self, other: Self) -> Self { if self.is_nan() || other < self { other } else { self } }
    /// The greater; a NaN wins.
    #[must_use]
    #[inline]
    pub const fn maximum(self, other: Self) -> Self {
        if self > other { self } else if other > self { other } else if self == other {
            if self.is_sign_positive() && other.is_sign_negative() { self } else { other }
        } else { self + other }
    }
    /// The lesser; a NaN wins.
    #[must_use]
    #[inline]
    pub const fn minimum(self, other: Self) -> Self {
        if self < other { self } else if other < self { other } else if self == other {
            if self.is_sign_negative() && other.is_sign_positive() { self } else { other }
        } else { self + other }
    }
    /// The mean.
    #[inline]
    pub const fn midpoint(self, other: Self) -> Self {
        const HI: f64 = f64::MAX / 2.0;
        const LO: f64 = f64::MIN_POSITIVE * 2.0;
        let (a, b) = (self, other);
        let (abs_a, abs_b) = (a.abs(), b.abs());
        if abs_a <= HI && abs_b <= HI {
            (a + b) / 2.0
        } else if abs_a < LO {
            a + (b / 2.0)
        } else if abs_b < LO {
            (a / 2.0) + b
        } else {
            (a / 2.0) + (b / 2.0)
        }
    }
    /// Truncates to an integer, unchecked.
    ///
    /// # Safety
    /// The value must be finite and fit after truncation.
    #[must_use]
    #[inline]
    pub unsafe fn to_int_unchecked<Int>(self) -> Int
    where
        Self: FloatToInt<Int>,
    {
        FloatToInt::<Int>::to_int_unchecked(self)
    }
    /// The bits.
    #[must_use]
    #[inline]
    pub const fn to_bits(self) -> u64 {
        // SAFETY: any bits are an integer.
        unsafe { mem::transmute(self) }
    }
    /// Of the bits.
    #[must_use]
    #[inline]
    pub const fn from_bits(v: u64) -> Self {
        // SAFETY: any bits are a float.
        unsafe { mem::transmute(v) }
    }
    /// Bytes, most significant first.
    #[must_use]
    #[inline]
    pub const fn to_be_bytes(self) -> [u8; 8] { self.to_bits().to_be_bytes() }
    /// Bytes, least significant first.
    #[must_use]
    #[inline]
    pub const fn to_le_bytes(self) -> [u8; 8] { self.to_bits().to_le_bytes() }
    /// Bytes as in memory.
    #[must_use]
    #[inline]
    pub const fn to_ne_bytes(self) -> [u8; 8] { self.to_bits().to_ne_bytes() }
    /// From bytes, most significant first.
    #[must_use]
    #[inline]
    pub const fn from_be_bytes(bytes: [u8; 8]) -> Self { Self::from_bits(u64::from_be_bytes(bytes)) }
    /// From bytes, least significant first.
    #[must_use]
    #[inline]
    pub const fn from_le_bytes(bytes: [u8; 8]) -> Self { Self::from_bits(u64::from_le_bytes(bytes)) }
    /// From bytes as in memory.
    #[must_use]
    #[inline]
    pub const fn from_ne_bytes(bytes: [u8; 8]) -> Self { Self::from_bits(u64::from_ne_bytes(bytes)) }
    /// The total order of IEEE 754.
    #[inline]
    pub const fn total_cmp(&self, other: &Self) -> crate::cmp::Ordering {
        let mut left = self.to_bits() as i64;
        let mut right = other.to_bits() as i64;
        left ^= (((left >> (64 - 1)) as u64) >> 1) as i64;
        right ^= (((right >> (64 - 1)) as u64) >> 1) as i64;
        crate::intrinsics::three_way_compare(left, right)
    }
    /// The nearest value within bounds. Panics if `min > max` or either is NaN.
    #[must_use]
    #[inline]
    #[track_caller]
    pub const fn clamp(mut self, min: Self, max: Self) -> Self {
        if !(min <= max) {
            panic_clamp(min, max);
        }
        if self < min {
            self = min;
        }
        if self > max {
            self = max;
        }
        self
    }
    /// Absolute value.
    #[must_use]
    #[inline]
    pub const fn abs(self) -> Self { Self::from_bits(self.to_bits() & !Self::SIGN_MASK) }
    /// 1 or -1 by the sign, NaN of NaN.
    #[must_use]
    #[inline]
    pub const fn signum(self) -> Self { if self.is_nan() { Self::NAN } else { 1.0_f64.copysign(self) } }
    /// This magnitude with that sign.
    #[must_use]
    #[inline]
    pub const fn copysign(self, sign: Self) -> Self {
        Self::from_bits((self.to_bits() & !Self::SIGN_MASK) | (sign.to_bits() & Self::SIGN_MASK))
    }
}

#[track_caller]
const fn panic_clamp(min: f64, max: f64) -> ! {
    const fn in_const(_: f64, _: f64) -> ! { panic!("min > max, or either was NaN") }
    #[track_caller]
    fn at_run_time(min: f64, max: f64) -> ! { panic!("min > max, or either was NaN. min = {min:?}, max = {max:?}") }
    crate::intrinsics::const_eval_select((min, max), in_const, at_run_time)
}
