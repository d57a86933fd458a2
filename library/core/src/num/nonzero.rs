//! `NonZero`: integers without zero, so that `Option` of them needs no more room.
use super::{IntErrorKind, ParseIntError, TryFromIntError};
use crate::cmp::Ordering;
use crate::hash::{Hash, Hasher};
use crate::marker::StructuralPartialEq;
use crate::niche::*;
use crate::ops::{BitOr, BitOrAssign, Div, DivAssign, Neg, Rem, RemAssign};
use crate::str::FromStr;
use crate::fmt;

/// Integers that have a non-zero form.
///
/// # Safety
/// `Inner` must have the integer's layout with zero as its niche.
pub unsafe trait ZeroablePrimitive: Sized + Copy + 'static {
    /// The restricted integer.
    #[doc(hidden)]
    type Inner: Sized + Copy;
}

/// An integer that is not zero.
#[derive(Copy)]
#[repr(transparent)]
#[rustc_diagnostic_item = "NonZero"]
pub struct NonZero<T: ZeroablePrimitive>(T::Inner);

impl<T: ZeroablePrimitive> Clone for NonZero<T> {
    #[inline]
    fn clone(&self) -> Self { *self }
}
impl<T: ZeroablePrimitive + PartialEq> PartialEq for NonZero<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool { self.get() == other.get() }
}
impl<T: ZeroablePrimitive> StructuralPartialEq for NonZero<T> {}
impl<T: ZeroablePrimitive + Eq> Eq for NonZero<T> {}
impl<T: ZeroablePrimitive + PartialOrd> PartialOrd for NonZero<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.get().partial_cmp(&other.get()) }
}
impl<T: ZeroablePrimitive + Ord> Ord for NonZero<T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering { self.get().cmp(&other.get()) }
}
impl<T: ZeroablePrimitive + Hash> Hash for NonZero<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) { self.get().hash(state) }
}
macro_rules! nonzero_fmt {
    ($($tr:ident)*) => {$(
        impl<T: ZeroablePrimitive + fmt::$tr> fmt::$tr for NonZero<T> {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.get().fmt(f) }
        }
    )*};
}
nonzero_fmt! { Debug Display Binary Octal LowerHex UpperHex LowerExp UpperExp }
impl<T: ZeroablePrimitive> From<NonZero<T>> for T {
    #[inline]
    fn from(nonzero: NonZero<T>) -> Self { nonzero.get() }
}
impl<T: ZeroablePrimitive + BitOr<Output = T>> BitOr for NonZero<T> {
    type Output = Self;
    #[inline]
    fn bitor(self, rhs: Self) -> Self {
        // SAFETY: or keeps the ones.
        unsafe { Self::new_unchecked(self.get() | rhs.get()) }
    }
}
impl<T: ZeroablePrimitive + BitOr<Output = T>> BitOr<T> for NonZero<T> {
    type Output = Self;
    #[inline]
    fn bitor(self, rhs: T) -> Self {
        // SAFETY: or keeps the ones.
        unsafe { Self::new_unchecked(self.get() | rhs) }
    }
}
impl<T: ZeroablePrimitive> BitOrAssign for NonZero<T>
where
    Self: BitOr<Output = Self>,
{
    #[inline]
    fn bitor_assign(&mut self, rhs: Self) { *self = *self | rhs; }
}

impl<T: ZeroablePrimitive> NonZero<T> {
    /// Wraps a number unless it is zero.
    #[must_use]
    #[inline]
    pub const fn new(n: T) -> Option<Self> {
        // SAFETY: `Option<NonZero<T>>` has the layout of `T`, with zero for none.
        unsafe { crate::intrinsics::transmute_unchecked(n) }
    }
    /// Wraps a number.
    ///
    /// # Safety
    /// It must not be zero.
    #[must_use]
    #[inline]
    #[track_caller]
    pub const unsafe fn new_unchecked(n: T) -> Self { crate::intrinsics::transmute_unchecked(n) }
    /// The number.
    #[inline(always)]
    pub const fn get(self) -> T {
        // SAFETY: the layouts are the same.
        unsafe { crate::intrinsics::transmute_unchecked(self) }
    }
}

macro_rules! nonzero_common {
    ($($alias:ident $t:ident $u:ident $inner:ident;)*) => {$(
        // SAFETY: the inner type excludes zero only.
        unsafe impl ZeroablePrimitive for $t { type Inner = $inner; }
        /// An integer that is not zero.
        pub type $alias = NonZero<$t>;
        impl NonZero<$t> {
            /// The size in bits.
            pub const BITS: u32 = <$t>::BITS;
            /// The number of zeros at the high end.
            #[inline]
            pub const fn leading_zeros(self) -> u32 { self.get().leading_zeros() }
            /// The number of zeros at the low end.
            #[inline]
            pub const fn trailing_zeros(self) -> u32 { self.get().trailing_zeros() }
            /// The number of ones.
            #[inline]
            pub const fn count_ones(self) -> NonZero<u32> {
                // SAFETY: there is a one.
                unsafe { NonZero::new_unchecked(self.get().count_ones()) }
            }
            /// Product, or none on overflow.
            #[inline]
            pub const fn checked_mul(self, other: Self) -> Option<Self> {
                match self.get().checked_mul(other.get()) { Some(x) => Self::new(x), None => None }
            }
            /// Product within bounds.
            #[inline]
            pub const fn saturating_mul(self, other: Self) -> Self {
                // SAFETY: the product of non-zero numbers, and the bounds, are not zero.
                unsafe { Self::new_unchecked(self.get().saturating_mul(other.get())) }
            }
            /// Power, or none on overflow.
            #[inline]
            pub const fn checked_pow(self, other: u32) -> Option<Self> {
                match self.get().checked_pow(other) { Some(x) => Self::new(x), None => None }
            }
            /// Power within bounds.
            #[inline]
            pub const fn saturating_pow(self, other: u32) -> Self {
                // SAFETY: as for the product.
                unsafe { Self::new_unchecked(self.get().saturating_pow(other)) }
            }
        }
        impl FromStr for NonZero<$t> {
            type Err = ParseIntError;
            fn from_str(src: &str) -> Result<Self, Self::Err> {
                Self::new(<$t>::from_str_radix(src, 10)?).ok_or(ParseIntError { kind: IntErrorKind::Zero })
            }
        }
        impl TryFrom<$t> for NonZero<$t> {
            type Error = TryFromIntError;
            #[inline]
            fn try_from(value: $t) -> Result<Self, TryFromIntError> { Self::new(value).ok_or(TryFromIntError(())) }
        }
    )*};
}
nonzero_common! {
    NonZeroU8 u8 u8 NonZeroU8Inner; NonZeroU16 u16 u16 NonZeroU16Inner; NonZeroU32 u32 u32 NonZeroU32Inner;
    NonZeroU64 u64 u64 NonZeroU64Inner; NonZeroU128 u128 u128 NonZeroU128Inner; NonZeroUsize usize usize NonZeroUsizeInner;
    NonZeroI8 i8 u8 NonZeroI8Inner; NonZeroI16 i16 u16 NonZeroI16Inner; NonZeroI32 i32 u32 NonZeroI32Inner;
    NonZeroI64 i64 u64 NonZeroI64Inner; NonZeroI128 i128 u128 NonZeroI128Inner; NonZeroIsize isize usize NonZeroIsizeInner;
}
macro_rules! nonzero_unsigned {
    ($($t:ident)*) => {$(
        impl NonZero<$t> {
            /// The smallest value.
            pub const MIN: Self = Self::new(1).unwrap();
            /// The largest value.
            pub const MAX: Self = Self::new(<$t>::MAX).unwrap();
            /// Sum, or none on overflow.
            #[inline]
            pub const fn checked_add(self, other: $t) -> Option<Self> {
                match self.get().checked_add(other) { Some(x) => Self::new(x), None => None }
            }
            /// Sum within bounds.
            #[inline]
            pub const fn saturating_add(self, other: $t) -> Self {
                // SAFETY: not less than before.
                unsafe { Self::new_unchecked(self.get().saturating_add(other)) }
            }
            /// The least power of two that is not less, or none.
            #[inline]
            pub const fn checked_next_power_of_two(self) -> Option<Self> {
                match self.get().checked_next_power_of_two() { Some(x) => Self::new(x), None => None }
            }
            /// Logarithm to base 2, rounded down.
            #[inline]
            pub const fn ilog2(self) -> u32 { Self::BITS - 1 - self.leading_zeros() }
            /// Logarithm to base 10, rounded down.
            #[inline]
            pub const fn ilog10(self) -> u32 { self.get().ilog10() }
            /// Whether exactly one bit is set.
            #[inline]
            pub const fn is_power_of_two(self) -> bool { self.get().is_power_of_two() }
            /// The mean, rounded down.
            #[inline]
            pub const fn midpoint(self, rhs: Self) -> Self {
                // SAFETY: the mean of positive numbers is positive.
                unsafe { Self::new_unchecked(self.get().midpoint(rhs.get())) }
            }
            /// Square root, rounded down.
            #[inline]
            pub const fn isqrt(self) -> Self {
                // SAFETY: the root of a positive number is positive.
                unsafe { Self::new_unchecked(self.get().isqrt()) }
            }
            /// Quotient, rounded up.
            #[inline]
            pub const fn div_ceil(self, rhs: Self) -> Self {
                // SAFETY: at least one.
                unsafe { Self::new_unchecked(self.get().div_ceil(rhs.get())) }
            }
        }
        impl Div<NonZero<$t>> for $t {
            type Output = $t;
            #[inline]
            fn div(self, other: NonZero<$t>) -> $t { self / other.get() }
        }
        impl DivAssign<NonZero<$t>> for $t {
            #[inline]
            fn div_assign(&mut self, other: NonZero<$t>) { *self = *self / other; }
        }
        impl Rem<NonZero<$t>> for $t {
            type Output = $t;
            #[inline]
            fn rem(self, other: NonZero<$t>) -> $t { self % other.get() }
        }
        impl RemAssign<NonZero<$t>> for $t {
            #[inline]
            fn rem_assign(&mut self, other: NonZero<$t>) { *self = *self % other; }
        }
    )*};
}
nonzero_unsigned! { u8 u16 u32 u64 u128 usize }
macro_rules! nonzero_signed {
    ($($t:ident $u:ident;)*) => {$(
        impl NonZero<$t> {
            /// The smallest value.
            pub const MIN: Self = Self::new(<$t>::MIN).unwrap();
            /// The largest value.
            pub const MAX: Self = Self::new(<$t>::MAX).unwrap();
            /// Absolute value.
            #[inline]
            pub const fn abs(self) -> Self {
                // SAFETY: only zero has the absolute value zero.
                unsafe { Self::new_unchecked(self.get().abs()) }
            }
            /// Absolute value, or none on overflow.
            #[inline]
            pub const fn checked_abs(self) -> Option<Self> { match self.get().checked_abs() { Some(x) => Self::new(x), None => None } }
            /// Absolute value modulo the size, and whether it overflowed.
            #[inline]
            pub const fn overflowing_abs(self) -> (Self, bool) { (self.wrapping_abs(), self.get() == <$t>::MIN) }
            /// Absolute value within bounds.
            #[inline]
            pub const fn saturating_abs(self) -> Self {
                // SAFETY: as for `abs`.
                unsafe { Self::new_unchecked(self.get().saturating_abs()) }
            }
            /// Absolute value modulo the size.
            #[inline]
            pub const fn wrapping_abs(self) -> Self {
                // SAFETY: as for `abs`.
                unsafe { Self::new_unchecked(self.get().wrapping_abs()) }
            }
            /// Absolute value, unsigned.
            #[inline]
            pub const fn unsigned_abs(self) -> NonZero<$u> {
                // SAFETY: as for `abs`.
                unsafe { NonZero::new_unchecked(self.get().unsigned_abs()) }
            }
            /// Whether greater than zero.
            #[inline]
            pub const fn is_positive(self) -> bool { self.get() > 0 }
            /// Whether less than zero.
            #[inline]
            pub const fn is_negative(self) -> bool { self.get() < 0 }
            /// Negation, or none on overflow.
            #[inline]
            pub const fn checked_neg(self) -> Option<Self> { match self.get().checked_neg() { Some(x) => Self::new(x), None => None } }
            /// Negation modulo the size, and whether it overflowed.
            #[inline]
            pub const fn overflowing_neg(self) -> (Self, bool) { (self.wrapping_neg(), self.get() == <$t>::MIN) }
            /// Negation within bounds.
            #[inline]
            pub const fn saturating_neg(self) -> Self { match self.checked_neg() { Some(x) => x, None => Self::MAX } }
            /// Negation modulo the size.
            #[inline]
            pub const fn wrapping_neg(self) -> Self {
                // SAFETY: only zero negates to zero.
                unsafe { Self::new_unchecked(self.get().wrapping_neg()) }
            }
            /// The same bits, unsigned.
            #[inline]
            pub const fn cast_unsigned(self) -> NonZero<$u> {
                // SAFETY: the bits are not all zero.
                unsafe { NonZero::new_unchecked(self.get() as $u) }
            }
        }
        impl NonZero<$u> {
            /// The same bits, signed.
            #[inline]
            pub const fn cast_signed(self) -> NonZero<$t> {
                // SAFETY: the bits are not all zero.
                unsafe { NonZero::new_unchecked(self.get() as $t) }
            }
        }
        impl Neg for NonZero<$t> {
            type Output = Self;
            #[inline]
            #[rustc_inherit_overflow_checks]
            fn neg(self) -> Self {
                // SAFETY: only zero negates to zero.
                unsafe { Self::new_unchecked(-self.get()) }
            }
        }
        forward_ref_unop! { impl Neg, neg for NonZero<$t> }
    )*};
}
nonzero_signed! { i8 u8; i16 u16; i32 u32; i64 u64; i128 u128; isize usize; }

macro_rules! nonzero_from {
    ($($a:ident: $($b:ident)*;)*) => {$($(
        impl From<NonZero<$a>> for NonZero<$b> {
            #[inline]
            fn from(small: NonZero<$a>) -> Self {
                // SAFETY: the number stays the same.
                unsafe { Self::new_unchecked(From::from(small.get())) }
            }
        }
    )*)*};
}
nonzero_from! {
    u8: u16 u32 u64 u128 usize i16 i32 i64 i128 isize; u16: u32 u64 u128 usize i32 i64 i128; u32: u64 u128 i64 i128; u64: u128 i128;
    i8: i16 i32 i64 i128 isize; i16: i32 i64 i128 isize; i32: i64 i128; i64: i128;
}
macro_rules! nonzero_try_from {
    ($($a:ident: $($b:ident)*;)*) => {$($(
        impl TryFrom<NonZero<$a>> for NonZero<$b> {
            type Error = TryFromIntError;
            #[inline]
            fn try_from(value: NonZero<$a>) -> Result<Self, TryFromIntError> {
                let n: $b = TryFrom::try_from(value.get()).map_err(|_| TryFromIntError(()))?;
                // SAFETY: the number stays the same.
                Ok(unsafe { Self::new_unchecked(n) })
            }
        }
    )*)*};
}
nonzero_try_from! {
    u8: i8; u16: u8 i8 i16 isize; u32: u8 u16 usize i8 i16 i32 isize; u64: u8 u16 u32 usize i8 i16 i32 i64 isize;
    u128: u8 u16 u32 u64 usize i8 i16 i32 i64 i128 isize; usize: u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 isize;
    i8: u8 u16 u32 u64 u128 usize; i16: u8 u16 u32 u64 u128 usize i8; i32: u8 u16 u32 u64 u128 usize i8 i16 isize;
    i64: u8 u16 u32 u64 u128 usize i8 i16 i32 isize; i128: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 isize;
    isize: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128;
}
