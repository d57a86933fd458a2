//! `Wrapping`: an integer whose operators wrap around.
use crate::fmt;
use crate::ops::*;

/// Wraps an integer to make its operators modular.
#[derive(PartialEq, PartialOrd, Eq, Ord, Clone, Copy, Default, Hash)]
#[repr(transparent)]
#[rustc_diagnostic_item = "Wrapping"]
pub struct Wrapping<T>(pub T);

macro_rules! fmt_impls {
    ($w:ident: $($tr:ident)*) => {$(
        impl<T: fmt::$tr> fmt::$tr for $w<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
    )*};
}
fmt_impls! { Wrapping: Debug Display Binary Octal LowerHex UpperHex }

macro_rules! wrapping_op {
    ($t:ident $tr:ident $m:ident $atr:ident $am:ident |$a:ident, $b:ident| $e:expr) => {
        impl $tr for Wrapping<$t> {
            type Output = Wrapping<$t>;
            #[inline]
            fn $m(self, other: Wrapping<$t>) -> Wrapping<$t> { let ($a, $b) = (self.0, other.0); Wrapping($e) }
        }
        forward_ref_binop! { impl $tr, $m for Wrapping<$t>, Wrapping<$t> }
        impl $atr for Wrapping<$t> {
            #[inline]
            fn $am(&mut self, other: Wrapping<$t>) { *self = $tr::$m(*self, other); }
        }
        forward_ref_op_assign! { impl $atr, $am for Wrapping<$t>, Wrapping<$t> }
        impl $atr<$t> for Wrapping<$t> {
            #[inline]
            fn $am(&mut self, other: $t) { *self = $tr::$m(*self, Wrapping(other)); }
        }
        forward_ref_op_assign! { impl $atr, $am for Wrapping<$t>, $t }
    };
}
macro_rules! wrapping_impl {
    ($($t:ident)*) => {$(
        wrapping_op! { $t Add add AddAssign add_assign |a, b| a.wrapping_add(b) }
        wrapping_op! { $t Sub sub SubAssign sub_assign |a, b| a.wrapping_sub(b) }
        wrapping_op! { $t Mul mul MulAssign mul_assign |a, b| a.wrapping_mul(b) }
        wrapping_op! { $t Div div DivAssign div_assign |a, b| a.wrapping_div(b) }
        wrapping_op! { $t Rem rem RemAssign rem_assign |a, b| a.wrapping_rem(b) }
        wrapping_op! { $t BitXor bitxor BitXorAssign bitxor_assign |a, b| a ^ b }
        wrapping_op! { $t BitOr bitor BitOrAssign bitor_assign |a, b| a | b }
        wrapping_op! { $t BitAnd bitand BitAndAssign bitand_assign |a, b| a & b }
        impl Not for Wrapping<$t> {
            type Output = Wrapping<$t>;
            #[inline]
            fn not(self) -> Wrapping<$t> { Wrapping(!self.0) }
        }
        forward_ref_unop! { impl Not, not for Wrapping<$t> }
        impl Neg for Wrapping<$t> {
            type Output = Self;
            #[inline]
            fn neg(self) -> Self { Wrapping(self.0.wrapping_neg()) }
        }
        forward_ref_unop! { impl Neg, neg for Wrapping<$t> }
        impl Shl<usize> for Wrapping<$t> {
            type Output = Wrapping<$t>;
            #[inline]
            fn shl(self, other: usize) -> Wrapping<$t> { Wrapping(self.0.wrapping_shl(other as u32)) }
        }
        forward_ref_binop! { impl Shl, shl for Wrapping<$t>, usize }
        forward_ref_op_assign! { impl ShlAssign, shl_assign for Wrapping<$t>, usize }
        impl ShlAssign<usize> for Wrapping<$t> {
            #[inline]
            fn shl_assign(&mut self, other: usize) { *self = *self << other; }
        }
        impl Shr<usize> for Wrapping<$t> {
            type Output = Wrapping<$t>;
            #[inline]
            fn shr(self, other: usize) -> Wrapping<$t> { Wrapping(self.0.wrapping_shr(other as u32)) }
        }
        forward_ref_binop! { impl Shr, shr for Wrapping<$t>, usize }
        forward_ref_op_assign! { impl ShrAssign, shr_assign for Wrapping<$t>, usize }
        impl ShrAssign<usize> for Wrapping<$t> {
            #[inline]
            fn shr_assign(&mut self, other: usize) { *self = *self >> other; }
        }
        impl Wrapping<$t> {
            /// The smallest value.
            pub const MIN: Self = Self(<$t>::MIN);
            /// The largest value.
            pub const MAX: Self = Self(<$t>::MAX);
            /// The size in bits.
            pub const BITS: u32 = <$t>::BITS;
            /// The number of ones.
            #[inline]
            pub const fn count_ones(self) -> u32 { self.0.count_ones() }
            /// The number of zeros.
            #[inline]
            pub const fn count_zeros(self) -> u32 { self.0.count_zeros() }
            /// The number of zeros at the high end.
            #[inline]
            pub const fn leading_zeros(self) -> u32 { self.0.leading_zeros() }
            /// The number of zeros at the low end.
            #[inline]
            pub const fn trailing_zeros(self) -> u32 { self.0.trailing_zeros() }
            /// Rotates.
            #[inline]
            pub const fn rotate_left(self, n: u32) -> Self { Wrapping(self.0.rotate_left(n)) }
            /// Rotates.
            #[inline]
            pub const fn rotate_right(self, n: u32) -> Self { Wrapping(self.0.rotate_right(n)) }
            /// Reverses the bytes.
            #[inline]
            pub const fn swap_bytes(self) -> Self { Wrapping(self.0.swap_bytes()) }
            /// Reverses the bits.
            #[inline]
            pub const fn reverse_bits(self) -> Self { Wrapping(self.0.reverse_bits()) }
            /// Power.
            #[inline]
            pub fn pow(self, exp: u32) -> Self { Wrapping(self.0.wrapping_pow(exp)) }
        }
    )*};
}
wrapping_impl! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
macro_rules! wrapping_signed {
    ($($t:ident)*) => {$(
        impl Wrapping<$t> {
            /// Absolute value.
            pub fn abs(self) -> Self { Wrapping(self.0.wrapping_abs()) }
            /// -1, 0 or 1.
            pub fn signum(self) -> Self { Wrapping(self.0.signum()) }
            /// Whether greater than zero.
            pub const fn is_positive(self) -> bool { self.0.is_positive() }
            /// Whether less than zero.
            pub const fn is_negative(self) -> bool { self.0.is_negative() }
        }
    )*};
}
wrapping_signed! { isize i8 i16 i32 i64 i128 }

macro_rules! byte_order {
    ($($t:ident)*) => {$(
        impl Wrapping<$t> {
            /// From big endian to the machine's order.
            #[inline]
            pub const fn from_be(x: Self) -> Self { Wrapping(<$t>::from_be(x.0)) }
            /// From little endian to the machine's order.
            #[inline]
            pub const fn from_le(x: Self) -> Self { Wrapping(<$t>::from_le(x.0)) }
            /// From the machine's order to big endian.
            #[inline]
            pub const fn to_be(self) -> Self { Wrapping(self.0.to_be()) }
            /// From the machine's order to little endian.
            #[inline]
            pub const fn to_le(self) -> Self { Wrapping(self.0.to_le()) }
        }
    )*};
}
byte_order! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
macro_rules! power_of_two {
    ($($t:ident)*) => {$(
        impl Wrapping<$t> {
            /// Whether one bit is set.
            #[inline]
            pub fn is_power_of_two(self) -> bool { self.0.is_power_of_two() }
        }
    )*};
}
power_of_two! { usize u8 u16 u32 u64 u128 }
