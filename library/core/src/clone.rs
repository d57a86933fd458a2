//! Explicit duplication.
use crate::marker::PointeeSized;

/// Types whose values can be duplicated on request.
#[lang = "clone"]
#[rustc_diagnostic_item = "Clone"]
#[rustc_trivial_field_reads]
pub trait Clone: Sized {
    /// A duplicate of the value.
    #[must_use = "cloning is often expensive and is not expected to have side effects"]
    #[lang = "clone_fn"]
    #[rustc_diagnostic_item = "clone_method"]
    fn clone(&self) -> Self;
    /// Overwrites `self` with a duplicate of `source`.
    #[inline]
    fn clone_from(&mut self, source: &Self) { *self = source.clone() }
}
/// Derive for `Clone`.
#[rustc_builtin_macro]
#[allow_internal_unstable(core_intrinsics, derive_clone_copy, trivial_clone)]
pub macro Clone($item:item) {}

#[doc(hidden)]
pub use crate::marker::TrivialClone;

/// Used by derives to check a field's type.
#[doc(hidden)]
pub struct AssertParamIsClone<T: Clone + PointeeSized> {
    _field: crate::marker::PhantomData<T>,
}
/// Used by derives to check a field's type.
#[doc(hidden)]
pub struct AssertParamIsCopy<T: Copy + PointeeSized> {
    _field: crate::marker::PhantomData<T>,
}

macro_rules! impl_clone {
    ($($t:ty)*) => {$(
        impl Clone for $t {
            #[inline(always)]
            fn clone(&self) -> Self { *self }
        }
    )*};
}
impl_clone! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f16 f32 f64 f128 bool char }
impl Clone for ! {
    #[inline]
    fn clone(&self) -> Self { *self }
}
impl<T: PointeeSized> Clone for *const T {
    #[inline(always)]
    fn clone(&self) -> Self { *self }
}
impl<T: PointeeSized> Clone for *mut T {
    #[inline(always)]
    fn clone(&self) -> Self { *self }
}
impl<T: PointeeSized> Clone for &T {
    #[inline(always)]
    #[rustc_diagnostic_item = "noop_method_clone"]
    fn clone(&self) -> Self { *self }
}
impl<T: PointeeSized> !Clone for &mut T {}
