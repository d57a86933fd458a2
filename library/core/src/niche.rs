//! Types with invalid values that enums may use as tags. This is the only place that asks for
//! such layouts. The oracle (nightly 1.97) has dropped `rustc_layout_scalar_valid_range_*` for
//! pattern types, so each type is written both ways; `cfg(nightly_oracle)` selects.
use crate::marker::PointeeSized;

#[cfg(nightly_oracle)]
mod types {
    use super::*;
    use crate::pattern_type;
    /// Integer types that range patterns may restrict.
    pub trait RangePattern {
        /// The least value.
        #[lang = "RangeMin"]
        const MIN: Self;
        /// The greatest value.
        #[lang = "RangeMax"]
        const MAX: Self;
        /// The value before.
        #[lang = "RangeSub"]
        fn sub_one(self) -> Self;
    }
    macro_rules! range_pattern {
        ($($t:ident)*) => {$(
            impl RangePattern for $t {
                const MIN: $t = $t::MIN;
                const MAX: $t = $t::MAX;
                fn sub_one(self) -> Self { self - 1 }
            }
        )*};
    }
    range_pattern! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
    impl RangePattern for char {
        const MIN: char = char::MIN;
        const MAX: char = char::MAX;
        fn sub_one(self) -> Self { char::from_u32(self as u32 - 1).unwrap() }
    }
    macro_rules! int {
        ($($name:ident $t:ident [$($pat:tt)*] $low:literal $high:literal;)*) => {$(
            #[derive(Copy, Clone)]
            #[repr(transparent)]
            #[doc = "An integer with a restricted range."]
            pub struct $name(pattern_type!($t is $($pat)*));
            impl $name {
                /// Wraps a value of the range.
                ///
                /// # Safety
                /// The value must lie in it.
                #[inline(always)]
                pub const unsafe fn new_unchecked(x: $t) -> Self { crate::intrinsics::transmute(x) }
                /// The value.
                #[inline(always)]
                pub const fn get(self) -> $t {
                    // SAFETY: the pattern type has the layout of its base.
                    unsafe { crate::intrinsics::transmute(self) }
                }
            }
        )*};
    }
    int! {
        NonZeroU8Inner u8 [1..] 1 0; NonZeroU16Inner u16 [1..] 1 0; NonZeroU32Inner u32 [1..] 1 0;
        NonZeroU64Inner u64 [1..] 1 0; NonZeroU128Inner u128 [1..] 1 0; NonZeroUsizeInner usize [1..] 1 0;
        NonZeroI8Inner i8 [..=-1 | 1..] 1 0; NonZeroI16Inner i16 [..=-1 | 1..] 1 0; NonZeroI32Inner i32 [..=-1 | 1..] 1 0;
        NonZeroI64Inner i64 [..=-1 | 1..] 1 0; NonZeroI128Inner i128 [..=-1 | 1..] 1 0; NonZeroIsizeInner isize [..=-1 | 1..] 1 0;
        NonZeroCharInner char ['\u{1}'..='\u{10ffff}'] 1 0;
        Nanoseconds u32 [0..=999_999_999] 0 0;
        Capacity usize [0..=0x7fff_ffff_ffff_ffff] 0 0;
        Descriptor i32 [0..=0x7fff_ffff] 0 0;
        DescriptorNotMinusOne i32 [..=-2 | 0..] 0 0;
    }

    /// A raw pointer that is never null.
    #[repr(transparent)]
    pub struct NonNullPtr<T: PointeeSized>(pattern_type!(*const T is !null));
    impl<T: PointeeSized> NonNullPtr<T> {
        /// Wraps a pointer.
        ///
        /// # Safety
        /// It must not be null.
        #[inline(always)]
        pub const unsafe fn new_unchecked(p: *const T) -> Self { crate::intrinsics::transmute(p) }
        /// The pointer.
        #[inline(always)]
        pub const fn get(self) -> *const T {
            // SAFETY: the pattern type has the layout of its base.
            unsafe { crate::intrinsics::transmute(self) }
        }
    }
    impl<T: PointeeSized> Copy for NonNullPtr<T> {}
    impl<T: PointeeSized> Clone for NonNullPtr<T> {
        #[inline(always)]
        fn clone(&self) -> Self { *self }
    }
    impl<T: PointeeSized + crate::marker::Unsize<U>, U: PointeeSized> crate::ops::CoerceUnsized<pattern_type!(*const U is !null)> for pattern_type!(*const T is !null) {}
    impl<T: PointeeSized + crate::marker::Unsize<U>, U: PointeeSized> crate::ops::DispatchFromDyn<pattern_type!(*const U is !null)> for pattern_type!(*const T is !null) {}
    impl<T: PointeeSized + crate::marker::Unsize<U>, U: PointeeSized> crate::ops::CoerceUnsized<NonNullPtr<U>> for NonNullPtr<T> {}
    impl<T: PointeeSized + crate::marker::Unsize<U>, U: PointeeSized> crate::ops::DispatchFromDyn<NonNullPtr<U>> for NonNullPtr<T> {}
}

#[cfg(not(nightly_oracle))]
mod types {
    use super::*;
    macro_rules! int {
        ($($name:ident $t:ident $low:literal $high:literal;)*) => {$(
            #[derive(Copy, Clone)]
            #[repr(transparent)]
            #[rustc_layout_scalar_valid_range_start($low)]
            #[rustc_layout_scalar_valid_range_end($high)]
            #[doc = "An integer with a restricted range."]
            pub struct $name($t);
            impl $name {
                /// Wraps a value of the range.
                ///
                /// # Safety
                /// The value must lie in it.
                #[inline(always)]
                pub const unsafe fn new_unchecked(x: $t) -> Self { Self(x) }
                /// The value.
                #[inline(always)]
                pub const fn get(self) -> $t { self.0 }
            }
        )*};
    }
    int! {
        NonZeroU8Inner u8 1 0xff; NonZeroU16Inner u16 1 0xffff; NonZeroU32Inner u32 1 0xffff_ffff;
        NonZeroU64Inner u64 1 0xffff_ffff_ffff_ffff; NonZeroUsizeInner usize 1 0xffff_ffff_ffff_ffff;
        NonZeroU128Inner u128 1 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff;
        NonZeroI8Inner i8 1 0xff; NonZeroI16Inner i16 1 0xffff; NonZeroI32Inner i32 1 0xffff_ffff;
        NonZeroI64Inner i64 1 0xffff_ffff_ffff_ffff; NonZeroIsizeInner isize 1 0xffff_ffff_ffff_ffff;
        NonZeroI128Inner i128 1 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff;
        NonZeroCharInner char 1 0x10ffff;
        Nanoseconds u32 0 999_999_999;
        Capacity usize 0 0x7fff_ffff_ffff_ffff;
        Descriptor i32 0 0x7fff_ffff;
        DescriptorNotMinusOne i32 0 0xffff_fffe;
    }

    /// A raw pointer that is never null.
    #[repr(transparent)]
    #[rustc_layout_scalar_valid_range_start(1)]
    pub struct NonNullPtr<T: PointeeSized>(*const T);
    impl<T: PointeeSized> NonNullPtr<T> {
        /// Wraps a pointer.
        ///
        /// # Safety
        /// It must not be null.
        #[inline(always)]
        pub const unsafe fn new_unchecked(p: *const T) -> Self { Self(p) }
        /// The pointer.
        #[inline(always)]
        pub const fn get(self) -> *const T { self.0 }
    }
    impl<T: PointeeSized> Copy for NonNullPtr<T> {}
    impl<T: PointeeSized> Clone for NonNullPtr<T> {
        #[inline(always)]
        fn clone(&self) -> Self { *self }
    }
    impl<T: PointeeSized + crate::marker::Unsize<U>, U: PointeeSized> crate::ops::CoerceUnsized<NonNullPtr<U>> for NonNullPtr<T> {}
    impl<T: PointeeSized + crate::marker::Unsize<U>, U: PointeeSized> crate::ops::DispatchFromDyn<NonNullPtr<U>> for NonNullPtr<T> {}
}
pub use types::*;

/// Names a type restricted by a pattern; only the oracle knows it.
#[cfg(nightly_oracle)]
#[macro_export]
#[rustc_builtin_macro(pattern_type)]
macro_rules! pattern_type { ($($arg:tt)*) => {}; }
