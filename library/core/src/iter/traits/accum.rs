//! Sums and products.
use crate::num::{Saturating, Wrapping};

/// Types that can be summed up from an iterator.
#[diagnostic::on_unimplemented(
    message = "a value of type `{Self}` cannot be made by summing an iterator over elements of type `{A}`",
    label = "value of type `{Self}` cannot be made by summing a `std::iter::Iterator<Item={A}>`"
)]
pub trait Sum<A = Self>: Sized {
    /// Sums up.
    fn sum<I: Iterator<Item = A>>(iter: I) -> Self;
}
/// Types that can be multiplied together from an iterator.
#[diagnostic::on_unimplemented(
    message = "a value of type `{Self}` cannot be made by multiplying all elements of type `{A}` from an iterator",
    label = "value of type `{Self}` cannot be made by multiplying all elements from a `std::iter::Iterator<Item={A}>`"
)]
pub trait Product<A = Self>: Sized {
    /// Multiplies.
    fn product<I: Iterator<Item = A>>(iter: I) -> Self;
}
macro_rules! accum {
    ($zero:expr, $one:expr; $($t:ty)*) => {$(
        impl Sum for $t {
            #[inline]
            #[track_caller]
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self { iter.fold($zero, #[rustc_inherit_overflow_checks] |a, b| a + b) }
        }
        impl Product for $t {
            #[inline]
            #[track_caller]
            fn product<I: Iterator<Item = Self>>(iter: I) -> Self { iter.fold($one, #[rustc_inherit_overflow_checks] |a, b| a * b) }
        }
        impl<'a> Sum<&'a $t> for $t {
            #[inline]
            #[track_caller]
            fn sum<I: Iterator<Item = &'a Self>>(iter: I) -> Self { iter.fold($zero, #[rustc_inherit_overflow_checks] |a, b| a + *b) }
        }
        impl<'a> Product<&'a $t> for $t {
            #[inline]
            #[track_caller]
            fn product<I: Iterator<Item = &'a Self>>(iter: I) -> Self { iter.fold($one, #[rustc_inherit_overflow_checks] |a, b| a * *b) }
        }
    )*};
}
accum! { 0, 1; i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
accum! { -0.0, 1.0; f16 f32 f64 f128 }
macro_rules! accum_wrapped {
    ($w:ident: $($t:ty)*) => { $(accum! { $w(0), $w(1); $w<$t> })* };
}
accum_wrapped! { Wrapping: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
accum_wrapped! { Saturating: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

macro_rules! accum_try {
    ($tr:ident $m:ident) => {
        impl<T, U: $tr<T>, E> $tr<Result<T, E>> for Result<U, E> {
            fn $m<I: Iterator<Item = Result<T, E>>>(iter: I) -> Result<U, E> { crate::iter::try_process(iter, |i| i.$m()) }
        }
        impl<T, U: $tr<T>> $tr<Option<T>> for Option<U> {
            fn $m<I: Iterator<Item = Option<T>>>(iter: I) -> Option<U> { crate::iter::try_process(iter, |i| i.$m()) }
        }
    };
}
accum_try! { Sum sum }
accum_try! { Product product }
