//! Methods of unsigned integers.

macro_rules! int_unsigned {
    ($($t:ident $s:ident $wide:ident),*) => {$(
        int_unsigned_one! { $t $s }
        impl $t {
            /// The mean, rounded down.
            #[must_use]
            #[inline]
            pub const fn midpoint(self, rhs: Self) -> Self { ((self as $wide + rhs as $wide) / 2) as $t }
            /// `self * rhs + carry` as low and high half.
            #[must_use]
            #[inline]
            pub const fn carrying_mul(self, rhs: Self, carry: Self) -> (Self, Self) { self.carrying_mul_add(rhs, carry, 0) }
            /// `self * rhs + carry + add` as low and high half.
            #[must_use]
            #[inline]
            pub const fn carrying_mul_add(self, rhs: Self, carry: Self, add: Self) -> (Self, Self) {
                let wide = self as $wide * rhs as $wide + carry as $wide + add as $wide;
                (wide as $t, (wide >> $t::BITS) as $t)
            }
        }
    )*};
}
macro_rules! int_unsigned_128 {
    () => {
        int_unsigned_one! { u128 i128 }
        impl u128 {
            /// The mean, rounded down.
            #[must_use]
            #[inline]
            pub const fn midpoint(self, rhs: Self) -> Self { ((self ^ rhs) >> 1) + (self & rhs) }
            /// `self * rhs + carry` as low and high half.
            #[must_use]
            #[inline]
            pub const fn carrying_mul(self, rhs: Self, carry: Self) -> (Self, Self) { self.carrying_mul_add(rhs, carry, 0) }
            /// `self * rhs + carry + add` as low and high half.
            #[must_use]
            #[inline]
            pub const fn carrying_mul_add(self, rhs: Self, carry: Self, add: Self) -> (Self, Self) {
                const LOW: u128 = u64::MAX as u128;
                let (a0, a1, b0, b1) = (self & LOW, self >> 64, rhs & LOW, rhs >> 64);
                let low = a0 * b0;
                let mid1 = a1 * b0 + (low >> 64);
                let mid2 = a0 * b1 + (mid1 & LOW);
                let lo = (mid2 << 64) | (low & LOW);
                let mut hi = a1 * b1 + (mid1 >> 64) + (mid2 >> 64);
                let (lo, c1) = lo.overflowing_add(carry);
                let (lo, c2) = lo.overflowing_add(add);
                hi = hi.wrapping_add(c1 as u128 + c2 as u128);
                (lo, hi)
            }
        }
    };
}
macro_rules! int_unsigned_one {
    ($t:ident $s:ident) => {
        impl $t {
            /// The smallest value.
            pub const MIN: Self = 0;
            /// The largest value.
            pub const MAX: Self = !0;
            /// The same bits, signed.
            #[must_use]
            #[inline(always)]
            pub const fn cast_signed(self) -> $s { self as $s }
            /// Shift down; all bits may leave.
            #[must_use]
            #[inline]
            pub const fn unbounded_shr(self, rhs: u32) -> Self { if rhs < Self::BITS { self.wrapping_shr(rhs) } else { 0 } }
            /// Negation modulo the size, and whether it overflowed.
            #[must_use]
            #[inline(always)]
            pub const fn overflowing_neg(self) -> (Self, bool) { (self.wrapping_neg(), self != 0) }
            /// Quotient; never overflows.
            #[must_use]
            #[inline(always)]
            #[track_caller]
            pub const fn overflowing_div(self, rhs: Self) -> (Self, bool) { (self / rhs, false) }
            /// Remainder; never overflows.
            #[must_use]
            #[inline(always)]
            #[track_caller]
            pub const fn overflowing_rem(self, rhs: Self) -> (Self, bool) { (self % rhs, false) }
            /// Quotient; never overflows.
            #[must_use]
            #[inline(always)]
            #[track_caller]
            pub const fn overflowing_div_euclid(self, rhs: Self) -> (Self, bool) { (self / rhs, false) }
            /// Remainder; never overflows.
            #[must_use]
            #[inline(always)]
            #[track_caller]
            pub const fn overflowing_rem_euclid(self, rhs: Self) -> (Self, bool) { (self % rhs, false) }
            /// Quotient.
            #[must_use]
            #[inline(always)]
            #[track_caller]
            pub const fn div_euclid(self, rhs: Self) -> Self { self / rhs }
            /// Remainder.
            #[must_use]
            #[inline(always)]
            #[track_caller]
            pub const fn rem_euclid(self, rhs: Self) -> Self { self % rhs }
            /// Quotient, rounded up.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn div_ceil(self, rhs: Self) -> Self {
                let d = self / rhs;
                if self % rhs > 0 { d + 1 } else { d }
            }
            /// The next multiple of `rhs`.
            #[must_use]
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            pub const fn next_multiple_of(self, rhs: Self) -> Self {
                match self % rhs { 0 => self, r => self + (rhs - r) }
            }
            /// The next multiple of `rhs`, or none.
            #[must_use]
            #[inline]
            pub const fn checked_next_multiple_of(self, rhs: Self) -> Option<Self> {
                if rhs == 0 { return None; }
                match self % rhs { 0 => Some(self), r => self.checked_add(rhs - r) }
            }
            /// Whether `rhs` divides this.
            #[must_use]
            #[inline]
            pub const fn is_multiple_of(self, rhs: Self) -> bool { match rhs { 0 => self == 0, _ => self % rhs == 0 } }
            /// Whether exactly one bit is set.
            #[must_use]
            #[inline(always)]
            pub const fn is_power_of_two(self) -> bool { self.count_ones() == 1 }
            #[inline]
            const fn one_less_than_next_power_of_two(self) -> Self {
                if self <= 1 { return 0; }
                <$t>::MAX >> (self - 1).leading_zeros()
            }
            /// The least power of two that is not less.
            #[must_use]
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            pub const fn next_power_of_two(self) -> Self { self.one_less_than_next_power_of_two() + 1 }
            /// The least power of two that is not less, or none.
            #[must_use]
            #[inline]
            pub const fn checked_next_power_of_two(self) -> Option<Self> { self.one_less_than_next_power_of_two().checked_add(1) }
            /// The least power of two that is not less, modulo the size.
            #[doc(hidden)]
            #[inline]
            pub const fn wrapping_next_power_of_two(self) -> Self { self.one_less_than_next_power_of_two().wrapping_add(1) }
            /// Sum with a signed number, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_add_signed(self, rhs: $s) -> Option<Self> {
                let (a, b) = self.overflowing_add_signed(rhs);
                if b { None } else { Some(a) }
            }
            /// Difference to a signed number, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_sub_signed(self, rhs: $s) -> Option<Self> {
                let (a, b) = self.overflowing_sub_signed(rhs);
                if b { None } else { Some(a) }
            }
            /// The difference as a signed number, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_signed_diff(self, rhs: Self) -> Option<$s> {
                let res = self.wrapping_sub(rhs) as $s;
                let overflow = (self >= rhs) == (res < 0);
                if overflow { None } else { Some(res) }
            }
            /// Sum with a signed number; panics on overflow.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_add_signed(self, rhs: $s) -> Self {
                match self.checked_add_signed(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_add_overflow() }
            }
            /// Difference to a signed number; panics on overflow.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_sub_signed(self, rhs: $s) -> Self {
                match self.checked_sub_signed(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_sub_overflow() }
            }
            /// Sum with a signed number, within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_add_signed(self, rhs: $s) -> Self {
                match self.checked_add_signed(rhs) { Some(x) => x, None => if rhs < 0 { 0 } else { Self::MAX } }
            }
            /// Difference to a signed number, within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_sub_signed(self, rhs: $s) -> Self {
                match self.checked_sub_signed(rhs) { Some(x) => x, None => if rhs < 0 { Self::MAX } else { 0 } }
            }
            /// Product within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_mul(self, rhs: Self) -> Self { match self.checked_mul(rhs) { Some(x) => x, None => Self::MAX } }
            /// Quotient.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn saturating_div(self, rhs: Self) -> Self { self / rhs }
            /// Power within bounds.
            #[must_use]
            #[inline]
            pub const fn saturating_pow(self, exp: u32) -> Self { match self.checked_pow(exp) { Some(x) => x, None => Self::MAX } }
            /// Sum with a signed number modulo the size.
            #[must_use]
            #[inline]
            pub const fn wrapping_add_signed(self, rhs: $s) -> Self { self.wrapping_add(rhs as Self) }
            /// Difference to a signed number modulo the size.
            #[must_use]
            #[inline]
            pub const fn wrapping_sub_signed(self, rhs: $s) -> Self { self.wrapping_sub(rhs as Self) }
            /// Sum with a signed number modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            pub const fn overflowing_add_signed(self, rhs: $s) -> (Self, bool) {
                let (res, overflowed) = self.overflowing_add(rhs as Self);
                (res, overflowed ^ (rhs < 0))
            }
            /// Difference to a signed number modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            pub const fn overflowing_sub_signed(self, rhs: $s) -> (Self, bool) {
                let (res, overflowed) = self.overflowing_sub(rhs as Self);
                (res, overflowed ^ (rhs < 0))
            }
            /// `self + rhs + carry`, and the carry out.
            #[must_use]
            #[inline]
            pub const fn carrying_add(self, rhs: Self, carry: bool) -> (Self, bool) {
                let (a, c1) = self.overflowing_add(rhs);
                let (b, c2) = a.overflowing_add(carry as $t);
                (b, c1 | c2)
            }
            /// `self - rhs - borrow`, and the borrow out.
            #[must_use]
            #[inline]
            pub const fn borrowing_sub(self, rhs: Self, borrow: bool) -> (Self, bool) {
                let (a, c1) = self.overflowing_sub(rhs);
                let (b, c2) = a.overflowing_sub(borrow as $t);
                (b, c1 | c2)
            }
            /// Distance of two numbers.
            #[must_use]
            #[inline]
            pub const fn abs_diff(self, other: Self) -> Self { if self < other { other - self } else { self - other } }
            /// Square root, rounded down; one result bit a step.
            #[must_use]
            #[inline]
            pub const fn isqrt(self) -> Self {
                if self < 2 { return self; }
                let mut op = self;
                let mut res: Self = 0;
                let mut one: Self = 1 << (self.ilog2() & !1);
                while one != 0 {
                    if op >= res + one {
                        op -= res + one;
                        res = (res >> 1) + one;
                    } else {
                        res >>= 1;
                    }
                    one >>= 2;
                }
                res
            }
        }
    };
}
