//! Methods that signed and unsigned integers share.

macro_rules! int_common {
    ($($s:ident $u:ident $bits:literal $bytes:literal),*) => {$(
        int_shared! { $s $u $u $bits $bytes }
        int_shared! { $u $u $s $bits $bytes }
    )*};
}

macro_rules! int_shared {
    ($t:ident $u:ident $other:ident $bits:literal $bytes:literal) => {
        impl $t {
            /// The size in bits.
            pub const BITS: u32 = $bits;
            /// The number of ones.
            #[must_use]
            #[inline(always)]
            pub const fn count_ones(self) -> u32 { intrinsics::ctpop(self as $u) }
            /// The number of zeros.
            #[must_use]
            #[inline(always)]
            pub const fn count_zeros(self) -> u32 { (!self).count_ones() }
            /// The number of zeros at the high end.
            #[must_use]
            #[inline(always)]
            pub const fn leading_zeros(self) -> u32 { intrinsics::ctlz(self as $u) }
            /// The number of zeros at the low end.
            #[must_use]
            #[inline(always)]
            pub const fn trailing_zeros(self) -> u32 { intrinsics::cttz(self as $u) }
            /// The number of ones at the high end.
            #[must_use]
            #[inline(always)]
            pub const fn leading_ones(self) -> u32 { (!self).leading_zeros() }
            /// The number of ones at the low end.
            #[must_use]
            #[inline(always)]
            pub const fn trailing_ones(self) -> u32 { (!self).trailing_zeros() }
            /// Only the highest one bit.
            #[must_use]
            #[inline(always)]
            pub const fn isolate_highest_one(self) -> Self { self & ((1 as $t).rotate_right(1)).wrapping_shr_logical(self.leading_zeros()) }
            /// Only the lowest one bit.
            #[must_use]
            #[inline(always)]
            pub const fn isolate_lowest_one(self) -> Self { self & self.wrapping_neg() }
            #[inline(always)]
            const fn wrapping_shr_logical(self, n: u32) -> Self { ((self as $u).wrapping_shr(n)) as $t }
            /// Rotates towards the high end.
            #[must_use]
            #[inline(always)]
            pub const fn rotate_left(self, n: u32) -> Self { ((self as $u).wrapping_shl(n) | (self as $u).wrapping_shr(0u32.wrapping_sub(n))) as Self }
            /// Rotates towards the low end.
            #[must_use]
            #[inline(always)]
            pub const fn rotate_right(self, n: u32) -> Self { ((self as $u).wrapping_shr(n) | (self as $u).wrapping_shl(0u32.wrapping_sub(n))) as Self }
            /// Reverses the bytes.
            #[must_use]
            #[inline(always)]
            pub const fn swap_bytes(self) -> Self { intrinsics::bswap(self as $u) as Self }
            /// Reverses the bits.
            #[must_use]
            #[inline(always)]
            pub const fn reverse_bits(self) -> Self { intrinsics::bitreverse(self as $u) as Self }
            /// From big endian.
            #[must_use]
            #[inline]
            pub const fn from_be(x: Self) -> Self { if cfg!(target_endian = "big") { x } else { x.swap_bytes() } }
            /// From little endian.
            #[must_use]
            #[inline]
            pub const fn from_le(x: Self) -> Self { if cfg!(target_endian = "little") { x } else { x.swap_bytes() } }
            /// To big endian.
            #[must_use]
            #[inline]
            pub const fn to_be(self) -> Self { Self::from_be(self) }
            /// To little endian.
            #[must_use]
            #[inline]
            pub const fn to_le(self) -> Self { Self::from_le(self) }
            /// Bytes, most significant first.
            #[must_use]
            #[inline]
            pub const fn to_be_bytes(self) -> [u8; $bytes] { self.to_be().to_ne_bytes() }
            /// Bytes, least significant first.
            #[must_use]
            #[inline]
            pub const fn to_le_bytes(self) -> [u8; $bytes] { self.to_le().to_ne_bytes() }
            /// Bytes as in memory.
            #[must_use]
            #[inline]
            pub const fn to_ne_bytes(self) -> [u8; $bytes] {
                // SAFETY: integers are plain bytes.
                unsafe { crate::mem::transmute(self) }
            }
            /// From bytes, most significant first.
            #[must_use]
            #[inline]
            pub const fn from_be_bytes(bytes: [u8; $bytes]) -> Self { Self::from_be(Self::from_ne_bytes(bytes)) }
            /// From bytes, least significant first.
            #[must_use]
            #[inline]
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> Self { Self::from_le(Self::from_ne_bytes(bytes)) }
            /// From bytes as in memory.
            #[must_use]
            #[inline]
            pub const fn from_ne_bytes(bytes: [u8; $bytes]) -> Self {
                // SAFETY: integers are plain bytes.
                unsafe { crate::mem::transmute(bytes) }
            }
            /// The smallest value; use `MIN`.
            #[inline(always)]
            pub const fn min_value() -> Self { Self::MIN }
            /// The largest value; use `MAX`.
            #[inline(always)]
            pub const fn max_value() -> Self { Self::MAX }

            /// Sum, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_add(self, rhs: Self) -> Option<Self> {
                let (a, b) = self.overflowing_add(rhs);
                if b { None } else { Some(a) }
            }
            /// Difference, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_sub(self, rhs: Self) -> Option<Self> {
                let (a, b) = self.overflowing_sub(rhs);
                if b { None } else { Some(a) }
            }
            /// Product, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_mul(self, rhs: Self) -> Option<Self> {
                let (a, b) = self.overflowing_mul(rhs);
                if b { None } else { Some(a) }
            }
            /// Negation, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_neg(self) -> Option<Self> {
                let (a, b) = self.overflowing_neg();
                if b { None } else { Some(a) }
            }
            /// Quotient, or none if it overflows or `rhs` is zero.
            #[must_use]
            #[inline]
            pub const fn checked_div(self, rhs: Self) -> Option<Self> {
                if rhs == 0 { return None; }
                let (a, b) = self.overflowing_div(rhs);
                if b { None } else { Some(a) }
            }
            /// Remainder, or none if it overflows or `rhs` is zero.
            #[must_use]
            #[inline]
            pub const fn checked_rem(self, rhs: Self) -> Option<Self> {
                if rhs == 0 { return None; }
                let (a, b) = self.overflowing_rem(rhs);
                if b { None } else { Some(a) }
            }
            /// Euclidean quotient, or none if it overflows or `rhs` is zero.
            #[must_use]
            #[inline]
            pub const fn checked_div_euclid(self, rhs: Self) -> Option<Self> {
                if rhs == 0 { return None; }
                let (a, b) = self.overflowing_div_euclid(rhs);
                if b { None } else { Some(a) }
            }
            /// Euclidean remainder, or none if it overflows or `rhs` is zero.
            #[must_use]
            #[inline]
            pub const fn checked_rem_euclid(self, rhs: Self) -> Option<Self> {
                if rhs == 0 { return None; }
                let (a, b) = self.overflowing_rem_euclid(rhs);
                if b { None } else { Some(a) }
            }
            /// Shifts up, or none if `rhs` is too large.
            #[must_use]
            #[inline]
            pub const fn checked_shl(self, rhs: u32) -> Option<Self> { if rhs < Self::BITS { Some(self.wrapping_shl(rhs)) } else { None } }
            /// Shifts down, or none if `rhs` is too large.
            #[must_use]
            #[inline]
            pub const fn checked_shr(self, rhs: u32) -> Option<Self> { if rhs < Self::BITS { Some(self.wrapping_shr(rhs)) } else { None } }
            /// Power, or none on overflow.
            #[must_use]
            #[inline]
            pub const fn checked_pow(self, mut exp: u32) -> Option<Self> {
                if exp == 0 { return Some(1); }
                let mut base = self;
                let mut acc: Self = 1;
                loop {
                    if exp & 1 == 1 {
                        match acc.checked_mul(base) {
                            Some(x) => acc = x,
                            None => return None,
                        }
                        if exp == 1 { return Some(acc); }
                    }
                    exp /= 2;
                    match base.checked_mul(base) {
                        Some(x) => base = x,
                        None => return None,
                    }
                }
            }
            /// Sum; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_add(self, rhs: Self) -> Self {
                match self.checked_add(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_add_overflow() }
            }
            /// Difference; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_sub(self, rhs: Self) -> Self {
                match self.checked_sub(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_sub_overflow() }
            }
            /// Product; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_mul(self, rhs: Self) -> Self {
                match self.checked_mul(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_mul_overflow() }
            }
            /// Quotient; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_div(self, rhs: Self) -> Self { self / rhs }
            /// Remainder; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_rem(self, rhs: Self) -> Self { self % rhs }
            /// Euclidean quotient; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_div_euclid(self, rhs: Self) -> Self {
                if rhs == 0 { crate::panicking::panic_const::panic_const_div_by_zero() }
                match self.checked_div_euclid(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_div_overflow() }
            }
            /// Euclidean remainder; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_rem_euclid(self, rhs: Self) -> Self {
                if rhs == 0 { crate::panicking::panic_const::panic_const_rem_by_zero() }
                match self.checked_rem_euclid(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_rem_overflow() }
            }
            /// Negation; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_neg(self) -> Self {
                match self.checked_neg() { Some(x) => x, None => crate::panicking::panic_const::panic_const_neg_overflow() }
            }
            /// Shift up; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_shl(self, rhs: u32) -> Self {
                match self.checked_shl(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_shl_overflow() }
            }
            /// Shift down; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_shr(self, rhs: u32) -> Self {
                match self.checked_shr(rhs) { Some(x) => x, None => crate::panicking::panic_const::panic_const_shr_overflow() }
            }
            /// Power; panics on overflow in every build.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn strict_pow(self, exp: u32) -> Self {
                match self.checked_pow(exp) { Some(x) => x, None => crate::panicking::panic_const::panic_const_mul_overflow() }
            }
            /// Sum without overflow.
            ///
            /// # Safety
            /// It must not overflow.
            #[must_use]
            #[inline(always)]
            pub const unsafe fn unchecked_add(self, rhs: Self) -> Self { intrinsics::unchecked_add(self, rhs) }
            /// Difference without overflow.
            ///
            /// # Safety
            /// It must not overflow.
            #[must_use]
            #[inline(always)]
            pub const unsafe fn unchecked_sub(self, rhs: Self) -> Self { intrinsics::unchecked_sub(self, rhs) }
            /// Product without overflow.
            ///
            /// # Safety
            /// It must not overflow.
            #[must_use]
            #[inline(always)]
            pub const unsafe fn unchecked_mul(self, rhs: Self) -> Self { intrinsics::unchecked_mul(self, rhs) }
            /// Shift up.
            ///
            /// # Safety
            /// `rhs` must be less than `BITS`.
            #[must_use]
            #[inline(always)]
            pub const unsafe fn unchecked_shl(self, rhs: u32) -> Self { intrinsics::unchecked_shl(self, rhs) }
            /// Shift down.
            ///
            /// # Safety
            /// `rhs` must be less than `BITS`.
            #[must_use]
            #[inline(always)]
            pub const unsafe fn unchecked_shr(self, rhs: u32) -> Self { intrinsics::unchecked_shr(self, rhs) }
            /// Shift up; all bits may leave.
            #[must_use]
            #[inline]
            pub const fn unbounded_shl(self, rhs: u32) -> Self { if rhs < Self::BITS { self.wrapping_shl(rhs) } else { 0 } }
            /// Sum within bounds.
            #[must_use]
            #[inline(always)]
            pub const fn saturating_add(self, rhs: Self) -> Self { intrinsics::saturating_add(self, rhs) }
            /// Difference within bounds.
            #[must_use]
            #[inline(always)]
            pub const fn saturating_sub(self, rhs: Self) -> Self { intrinsics::saturating_sub(self, rhs) }
            /// Sum modulo the size.
            #[must_use]
            #[inline(always)]
            pub const fn wrapping_add(self, rhs: Self) -> Self { intrinsics::wrapping_add(self, rhs) }
            /// Difference modulo the size.
            #[must_use]
            #[inline(always)]
            pub const fn wrapping_sub(self, rhs: Self) -> Self { intrinsics::wrapping_sub(self, rhs) }
            /// Product modulo the size.
            #[must_use]
            #[inline(always)]
            pub const fn wrapping_mul(self, rhs: Self) -> Self { intrinsics::wrapping_mul(self, rhs) }
            /// Quotient modulo the size.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn wrapping_div(self, rhs: Self) -> Self { self.overflowing_div(rhs).0 }
            /// Euclidean quotient modulo the size.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn wrapping_div_euclid(self, rhs: Self) -> Self { self.overflowing_div_euclid(rhs).0 }
            /// Remainder modulo the size.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn wrapping_rem(self, rhs: Self) -> Self { self.overflowing_rem(rhs).0 }
            /// Euclidean remainder modulo the size.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn wrapping_rem_euclid(self, rhs: Self) -> Self { self.overflowing_rem_euclid(rhs).0 }
            /// Negation modulo the size.
            #[must_use]
            #[inline(always)]
            pub const fn wrapping_neg(self) -> Self { (0 as Self).wrapping_sub(self) }
            /// Shift up by `rhs` modulo `BITS`.
            #[must_use]
            #[inline(always)]
            pub const fn wrapping_shl(self, rhs: u32) -> Self {
                // SAFETY: masked.
                unsafe { intrinsics::unchecked_shl(self, rhs & ($bits - 1)) }
            }
            /// Shift down by `rhs` modulo `BITS`.
            #[must_use]
            #[inline(always)]
            pub const fn wrapping_shr(self, rhs: u32) -> Self {
                // SAFETY: masked.
                unsafe { intrinsics::unchecked_shr(self, rhs & ($bits - 1)) }
            }
            /// Power modulo the size.
            #[must_use]
            #[inline]
            pub const fn wrapping_pow(self, mut exp: u32) -> Self {
                if exp == 0 { return 1; }
                let mut base = self;
                let mut acc: Self = 1;
                loop {
                    if exp & 1 == 1 {
                        acc = acc.wrapping_mul(base);
                        if exp == 1 { return acc; }
                    }
                    exp /= 2;
                    base = base.wrapping_mul(base);
                }
            }
            /// Sum modulo the size, and whether it overflowed.
            #[must_use]
            #[inline(always)]
            pub const fn overflowing_add(self, rhs: Self) -> (Self, bool) { intrinsics::add_with_overflow(self, rhs) }
            /// Difference modulo the size, and whether it overflowed.
            #[must_use]
            #[inline(always)]
            pub const fn overflowing_sub(self, rhs: Self) -> (Self, bool) { intrinsics::sub_with_overflow(self, rhs) }
            /// Product modulo the size, and whether it overflowed.
            #[must_use]
            #[inline(always)]
            pub const fn overflowing_mul(self, rhs: Self) -> (Self, bool) { intrinsics::mul_with_overflow(self, rhs) }
            /// Shift by `rhs` modulo `BITS`, and whether `rhs` was too large.
            #[must_use]
            #[inline]
            pub const fn overflowing_shl(self, rhs: u32) -> (Self, bool) { (self.wrapping_shl(rhs), rhs >= Self::BITS) }
            /// Shift by `rhs` modulo `BITS`, and whether `rhs` was too large.
            #[must_use]
            #[inline]
            pub const fn overflowing_shr(self, rhs: u32) -> (Self, bool) { (self.wrapping_shr(rhs), rhs >= Self::BITS) }
            /// Power modulo the size, and whether it overflowed.
            #[must_use]
            #[inline]
            pub const fn overflowing_pow(self, mut exp: u32) -> (Self, bool) {
                if exp == 0 { return (1, false); }
                let mut base = self;
                let mut acc: Self = 1;
                let mut overflown = false;
                loop {
                    if exp & 1 == 1 {
                        let (r, o) = acc.overflowing_mul(base);
                        acc = r;
                        overflown |= o;
                        if exp == 1 { return (acc, overflown); }
                    }
                    exp /= 2;
                    let (r, o) = base.overflowing_mul(base);
                    base = r;
                    overflown |= o;
                }
            }
            /// Power.
            #[must_use]
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            pub const fn pow(self, mut exp: u32) -> Self {
                if exp == 0 { return 1; }
                let mut base = self;
                let mut acc: Self = 1;
                loop {
                    if exp & 1 == 1 {
                        acc = acc * base;
                        if exp == 1 { return acc; }
                    }
                    exp /= 2;
                    base = base * base;
                }
            }
            /// Logarithm, rounded down. Panics unless positive and `base >= 2`.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn ilog(self, base: Self) -> u32 {
                assert!(base >= 2, "base of integer logarithm must be at least 2");
                match self.checked_ilog(base) { Some(n) => n, None => crate::num::int_common::log_of_non_positive() }
            }
            /// Logarithm to base 2, rounded down. Panics unless positive.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn ilog2(self) -> u32 {
                match self.checked_ilog2() { Some(n) => n, None => crate::num::int_common::log_of_non_positive() }
            }
            /// Logarithm to base 10, rounded down. Panics unless positive.
            #[must_use]
            #[inline]
            #[track_caller]
            pub const fn ilog10(self) -> u32 {
                match self.checked_ilog10() { Some(n) => n, None => crate::num::int_common::log_of_non_positive() }
            }
            /// Logarithm, or none unless positive and `base >= 2`.
            #[must_use]
            #[inline]
            pub const fn checked_ilog(self, base: Self) -> Option<u32> {
                if self <= 0 || base <= 1 { return None; }
                let mut n = 0;
                let mut r = self;
                while r >= base {
                    r /= base;
                    n += 1;
                }
                Some(n)
            }
            /// Logarithm to base 2, or none unless positive.
            #[must_use]
            #[inline]
            pub const fn checked_ilog2(self) -> Option<u32> { if self <= 0 { None } else { Some(Self::BITS - 1 - self.leading_zeros()) } }
            /// Logarithm to base 10, or none unless positive.
            #[must_use]
            #[inline]
            pub const fn checked_ilog10(self) -> Option<u32> {
                if self <= 0 { return None; }
                let mut n = 0;
                let mut r = self;
                while r >= 10 {
                    r /= 10;
                    n += 1;
                }
                Some(n)
            }
            /// Parses digits of a base from 2 to 36.
            #[inline]
            pub const fn from_str_radix(src: &str, radix: u32) -> Result<Self, crate::num::ParseIntError> {
                Self::from_ascii_radix(src.as_bytes(), radix)
            }
            /// Parses decimal digits.
            #[doc(hidden)]
            #[inline]
            pub const fn from_ascii(src: &[u8]) -> Result<Self, crate::num::ParseIntError> { Self::from_ascii_radix(src, 10) }
            /// Parses digits of a base from 2 to 36.
            #[doc(hidden)]
            #[inline]
            pub const fn from_ascii_radix(src: &[u8], radix: u32) -> Result<Self, crate::num::ParseIntError> {
                use crate::num::IntErrorKind::*;
                use crate::num::ParseIntError as PIE;
                if 2 > radix || radix > 36 {
                    crate::num::int_parse::radix_panic(radix);
                }
                let is_signed = Self::MIN < 0;
                let (negative, mut digits) = match src {
                    [] => return Err(PIE { kind: Empty }),
                    [b'+' | b'-'] => return Err(PIE { kind: InvalidDigit }),
                    [b'+', rest @ ..] => (false, rest),
                    [b'-', rest @ ..] if is_signed => (true, rest),
                    _ => (false, src),
                };
                let mut result: Self = 0;
                // Few digits cannot overflow, whatever they are.
                if radix <= 16 && digits.len() <= size_of::<Self>() * 2 - is_signed as usize {
                    while let [c, rest @ ..] = digits {
                        let Some(d) = crate::num::int_parse::digit(*c, radix) else { return Err(PIE { kind: InvalidDigit }) };
                        result = result.wrapping_mul(radix as Self);
                        result = if negative { result.wrapping_sub(d as Self) } else { result.wrapping_add(d as Self) };
                        digits = rest;
                    }
                } else {
                    while let [c, rest @ ..] = digits {
                        let scaled = result.checked_mul(radix as Self);
                        let Some(d) = crate::num::int_parse::digit(*c, radix) else { return Err(PIE { kind: InvalidDigit }) };
                        let Some(r) = scaled else {
                            return Err(PIE { kind: if negative { NegOverflow } else { PosOverflow } });
                        };
                        let next = if negative { r.checked_sub(d as Self) } else { r.checked_add(d as Self) };
                        let Some(r) = next else {
                            return Err(PIE { kind: if negative { NegOverflow } else { PosOverflow } });
                        };
                        result = r;
                        digits = rest;
                    }
                }
                Ok(result)
            }
        }
        impl crate::str::FromStr for $t {
            type Err = crate::num::ParseIntError;
            #[inline]
            fn from_str(src: &str) -> Result<Self, Self::Err> { Self::from_str_radix(src, 10) }
        }
    };
}

#[cold]
#[track_caller]
pub(super) const fn log_of_non_positive() -> ! { panic!("argument of integer logarithm must be positive") }
