//! Methods of signed integers.

macro_rules! int_signed {
    ($($t:ident $u:ident $wide:ident),*) => {$(
        int_signed_one! { $t $u }
        impl $t {
            /// The mean, rounded towards zero.
            #[must_use]
            #[inline]
            pub const fn midpoint(self, rhs: Self) -> Self { ((self as $wide + rhs as $wide) / 2) as $t }
        }
    )*};
}
macro_rules! int_signed_128 {
    () => {
        int_signed_one! { i128 u128 }
        impl i128 {
            /// The mean, rounded towards zero.
            #[must_use]
            #[inline]
            pub const fn midpoint(self, rhs: Self) -> Self {
                let floor = ((self ^ rhs) >> 1) + (self & rhs);
                floor + ((floor < 0) as i128 & (self ^ rhs) & 1)
            }
        }
    };
}
macro_rules! int_signed_one {
    ($t:ident $u:ident) => {
        impl $t {
            /// The smallest value.
            pub const MIN: Self = !Self::MAX;
            /// The largest value.
            pub const MAX: Self = (<$u>::MAX >> 1) as Self;
            /// The same bits, unsigned.
            #[must_use]
            #[inline(always)]
            pub const fn cast_unsigned(self) -> $u { self as $u }
            /// Shift down; all bits may leave.
            #[must_use]
            #[inline]
            pub const fn unbounded_shr(self, rhs: u32) -> Self { if rhs < Self::BITS { self.wrapping_shr(rhs) } else { self.wrapping_shr(Self::BITS - 1) } }
            /// Negation modulo the size, and whether it overflowed.
            #[must_use]
            #[inline(always)]
            pub const fn overflowing_neg(self) -> (Self, bool) { if self == Self::MIN { (Self::MIN, true) } else { (-self, false) } }
            /// Negation.
            ///
            /// # Safety
            /// It must not overflow.
            #[must_use]
            #[inline(always)]
            pub const unsafe fn unchecked_neg(self) -> Self { intrinsics::unchecked_sub(0, self) }
            /// Quotient modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn overflowing_div(self, rhs: Self) -> (Self, bool) { if self == Self::MIN && rhs == -1 { (self, true) } else { (self / rhs, false) } }
            /// Remainder modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn overflowing_rem(self, rhs: Self) -> (Self, bool) { if rhs == -1 { (0, self == Self::MIN) } else { (self % rhs, false) } }
            /// Euclidean quotient modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn overflowing_div_euclid(self, rhs: Self) -> (Self, bool) { if self == Self::MIN && rhs == -1 { (self, true) } else { (self.div_euclid(rhs), false) } }
            /// Euclidean remainder modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn overflowing_rem_euclid(self, rhs: Self) -> (Self, bool) { if rhs == -1 { (0, self == Self::MIN) } else { (self.rem_euclid(rhs), false) } }
            /// Euclidean quotient: the remainder is never negative.
            #[must_use]
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            pub const fn div_euclid(self, rhs: Self) -> Self {
                let q = self / rhs;
                if self % rhs < 0 {
                    return if rhs > 0 { q - 1 } else { q + 1 };
                }
                q
            }
            /// Euclidean remainder: never negative.
            #[must_use]
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            pub const fn rem_euclid(self, rhs: Self) -> Self {
                let r = self % rhs;
                if r < 0 { r.wrapping_add(rhs.wrapping_abs()) } else { r }
            }
            /// Sum with an unsigned number, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_add_unsigned(self, rhs: $u) -> Option<Self> {
                let (a, b) = self.overflowing_add_unsigned(rhs);
                if b { None } else { Some(a) }
            }
            /// Difference to an unsigned number, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_sub_unsigned(self, rhs: $u) -> Option<Self> {
                let (a, b) = self.overflowing_sub_unsigned(rhs);
                if b { None } else { Some(a) }
            }
            /// Sum with an unsigned number; panics on overflow.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_add_unsigned(self, rhs: $u) -> Self {
                match self.checked_add_unsigned(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_add_overflow() }
            }
            /// Difference to an unsigned number; panics on overflow.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_sub_unsigned(self, rhs: $u) -> Self {
                match self.checked_sub_unsigned(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_sub_overflow() }
            }
            /// Absolute value; panics on overflow.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_abs(self) -> Self { if self < 0 { self.strict_neg() } else { self } }
            /// Absolute value, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_abs(self) -> Option<Self> { if self < 0 { self.checked_neg() } else { Some(self) } }
            /// Square root, or none if negative.
            #[must_use]
            #[inline]
            pub const fn checked_isqrt(self) -> Option<Self> { if self < 0 { None } else { Some((self as $u).isqrt() as Self) } }
            /// Square root, rounded down; panics if negative.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn isqrt(self) -> Self {
                match self.checked_isqrt() { Some(x) => x, None => panic!("argument of integer square root cannot be negative") }
            }
            /// Sum with an unsigned number, within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_add_unsigned(self, rhs: $u) -> Self { match self.checked_add_unsigned(rhs) { Some(x) => x, None => Self::MAX } }
            /// Difference to an unsigned number, within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_sub_unsigned(self, rhs: $u) -> Self { match self.checked_sub_unsigned(rhs) { Some(x) => x, None => Self::MIN } }
            /// Negation within bounds.
            #[must_use]
            #[inline(always)]
            pub const fn saturating_neg(self) -> Self { intrinsics::saturating_sub(0, self) }
            /// Absolute value within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_abs(self) -> Self { if self < 0 { self.saturating_neg() } else { self } }
            /// Product within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_mul(self, rhs: Self) -> Self {
                match self.checked_mul(rhs) { Some(x) => x, None => if (self < 0) == (rhs < 0) { Self::MAX } else { Self::MIN } }
            }
            /// Quotient within bounds.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn saturating_div(self, rhs: Self) -> Self {
                let (result, overflowed) = self.overflowing_div(rhs);
                if overflowed { Self::MAX } else { result }
            }
            /// Power within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_pow(self, exp: u32) -> Self {
                match self.checked_pow(exp) { Some(x) => x, None => if self < 0 && exp % 2 == 1 { Self::MIN } else { Self::MAX } }
            }
            /// Sum with an unsigned number modulo the size.
            #[must_use]
            #[inline(always)]
            pub const fn wrapping_add_unsigned(self, rhs: $u) -> Self { self.wrapping_add(rhs as Self) }
            /// Difference to an unsigned number modulo the size.
            #[must_use]
            #[inline(always)]
            pub const fn wrapping_sub_unsigned(self, rhs: $u) -> Self { self.wrapping_sub(rhs as Self) }
            /// Absolute value modulo the size.
            #[must_use]
            #[inline]
            pub const fn wrapping_abs(self) -> Self { if self < 0 { self.wrapping_neg() } else { self } }
            /// Absolute value, unsigned.
            #[must_use]
            #[inline]
            pub const fn unsigned_abs(self) -> $u { self.wrapping_abs() as $u }
            /// Sum with an unsigned number modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            pub const fn overflowing_add_unsigned(self, rhs: $u) -> (Self, bool) {
                let rhs = rhs as Self;
                let (res, overflowed) = self.overflowing_add(rhs);
                (res, overflowed ^ (rhs < 0))
            }
            /// Difference to an unsigned number modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            pub const fn overflowing_sub_unsigned(self, rhs: $u) -> (Self, bool) {
                let rhs = rhs as Self;
                let (res, overflowed) = self.overflowing_sub(rhs);
                (res, overflowed ^ (rhs < 0))
            }
            /// Absolute value modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            pub const fn overflowing_abs(self) -> (Self, bool) { (self.wrapping_abs(), self == Self::MIN) }
            /// Absolute value.
            #[must_use]
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            pub const fn abs(self) -> Self { if self < 0 { -self } else { self } }
            /// Distance of two numbers.
            #[must_use]
            #[inline]
            pub const fn abs_diff(self, other: Self) -> $u {
                if self < other { (other as $u).wrapping_sub(self as $u) } else { (self as $u).wrapping_sub(other as $u) }
            }
            /// -1, 0 or 1.
            #[must_use]
            #[inline(always)]
            pub const fn signum(self) -> Self { (self > 0) as Self - (self < 0) as Self }
            /// Whether greater than zero.
            #[must_use]
            #[inline(always)]
            pub const fn is_positive(self) -> bool { self > 0 }
            /// Whether less than zero.
            #[must_use]
            #[inline(always)]
            pub const fn is_negative(self) -> bool { self < 0 }
        }
    };
}
