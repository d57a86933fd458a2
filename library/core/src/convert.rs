//! Conversions between types.
use crate::error::Error;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::marker::PointeeSized;

/// Gives its argument back.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "convert_identity"]
pub const fn identity<T>(x: T) -> T { x }

/// Cheap reference-to-reference conversion.
#[rustc_diagnostic_item = "AsRef"]
pub trait AsRef<T: PointeeSized>: PointeeSized {
    /// Converts.
    fn as_ref(&self) -> &T;
}
/// Cheap conversion between unique references.
#[rustc_diagnostic_item = "AsMut"]
pub trait AsMut<T: PointeeSized>: PointeeSized {
    /// Converts.
    fn as_mut(&mut self) -> &mut T;
}
/// Conversion that uses up its input; written as `From`.
#[rustc_diagnostic_item = "Into"]
pub trait Into<T>: Sized {
    /// Converts.
    #[must_use]
    fn into(self) -> T;
}
/// Conversion from another type.
#[rustc_diagnostic_item = "From"]
#[diagnostic::on_unimplemented(message = "the trait bound `{Self}: From<{T}>` is not satisfied")]
pub trait From<T>: Sized {
    /// Converts.
    #[rustc_diagnostic_item = "from_fn"]
    #[must_use]
    fn from(value: T) -> Self;
}
/// Conversion that may fail; written as `TryFrom`.
#[rustc_diagnostic_item = "TryInto"]
pub trait TryInto<T>: Sized {
    /// Why it failed.
    type Error;
    /// Converts.
    fn try_into(self) -> Result<T, Self::Error>;
}
/// Conversion from another type that may fail.
#[rustc_diagnostic_item = "TryFrom"]
pub trait TryFrom<T>: Sized {
    /// Why it failed.
    type Error;
    /// Converts.
    #[rustc_diagnostic_item = "try_from_fn"]
    fn try_from(value: T) -> Result<Self, Self::Error>;
}

impl<T: PointeeSized + AsRef<U>, U: PointeeSized> AsRef<U> for &T {
    #[inline]
    fn as_ref(&self) -> &U { <T as AsRef<U>>::as_ref(*self) }
}
impl<T: PointeeSized + AsRef<U>, U: PointeeSized> AsRef<U> for &mut T {
    #[inline]
    fn as_ref(&self) -> &U { <T as AsRef<U>>::as_ref(*self) }
}
impl<T: PointeeSized + AsMut<U>, U: PointeeSized> AsMut<U> for &mut T {
    #[inline]
    fn as_mut(&mut self) -> &mut U { (*self).as_mut() }
}
impl<T, U: From<T>> Into<U> for T {
    #[inline]
    #[track_caller]
    fn into(self) -> U { U::from(self) }
}
impl<T> From<T> for T {
    #[inline(always)]
    fn from(t: T) -> T { t }
}
impl<T, U: TryFrom<T>> TryInto<U> for T {
    type Error = U::Error;
    #[inline]
    fn try_into(self) -> Result<U, U::Error> { U::try_from(self) }
}
impl<T, U: Into<T>> TryFrom<U> for T {
    type Error = Infallible;
    #[inline]
    fn try_from(value: U) -> Result<Self, Self::Error> { Ok(U::into(value)) }
}
impl<T> AsRef<[T]> for [T] {
    #[inline(always)]
    fn as_ref(&self) -> &[T] { self }
}
impl<T> AsMut<[T]> for [T] {
    #[inline(always)]
    fn as_mut(&mut self) -> &mut [T] { self }
}
impl AsRef<str> for str {
    #[inline(always)]
    fn as_ref(&self) -> &str { self }
}
impl AsMut<str> for str {
    #[inline(always)]
    fn as_mut(&mut self) -> &mut str { self }
}

/// The error of conversions that cannot fail.
#[derive(Copy)]
pub enum Infallible {}
impl Clone for Infallible {
    fn clone(&self) -> Infallible { match *self {} }
}
impl fmt::Debug for Infallible {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result { match *self {} }
}
impl fmt::Display for Infallible {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result { match *self {} }
}
impl Error for Infallible {}
impl PartialEq for Infallible {
    fn eq(&self, _: &Infallible) -> bool { match *self {} }
}
impl Eq for Infallible {}
impl PartialOrd for Infallible {
    fn partial_cmp(&self, _: &Self) -> Option<crate::cmp::Ordering> { match *self {} }
}
impl Ord for Infallible {
    fn cmp(&self, _: &Self) -> crate::cmp::Ordering { match *self {} }
}
impl Hash for Infallible {
    fn hash<H: Hasher>(&self, _: &mut H) { match *self {} }
}

/// Types that a float can be truncated to without a check.
#[doc(hidden)]
pub trait FloatToInt<Int>: Sized {
    /// Truncates.
    ///
    /// # Safety
    /// The value must be finite and fit after truncation.
    unsafe fn to_int_unchecked(self) -> Int;
}
macro_rules! float_to_int {
    ($($f:ty: $($i:ty)*;)*) => {$($(
        impl FloatToInt<$i> for $f {
            #[inline]
            unsafe fn to_int_unchecked(self) -> $i { crate::intrinsics::float_to_int_unchecked(self) }
        }
    )*)*};
}
float_to_int! { f32: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize; f64: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize; }
