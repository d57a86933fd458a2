//! The core library: everything of Rust's library that needs neither an allocator nor an
//! operating system. Lang items, intrinsics and internal attributes carry rustc's names;
//! `library/README.md` lists them, because they are the interface to the compiler.
#![no_core]
#![rustc_coherence_is_core]
#![allow(internal_features, incomplete_features)]
#![allow(unsafe_op_in_unsafe_fn, dead_code, unused_features, non_contiguous_range_endpoints)]
#![feature(
    no_core, lang_items, intrinsics, rustc_attrs, auto_traits, negative_impls, unboxed_closures,
    fundamental, dropck_eyepatch, decl_macro, prelude_import, never_type, arbitrary_self_types,
    unsized_fn_params, optimize_attribute, link_llvm_intrinsics, doc_notable_trait, rustdoc_internals,
    abi_unadjusted, exhaustive_patterns, allow_internal_unstable, extern_types, let_chains, adt_const_params, f16, f128,
    builtin_syntax, with_negative_coherence, transparent_unions, coverage_attribute, stmt_expr_attributes, freeze_impls, const_precise_live_drops, marker_trait_attr, target_feature_11, extended_varargs_abi_support, c_variadic
)]
#![cfg_attr(nightly_oracle, feature(pattern_types))]

#[macro_use]
mod macros;
#[macro_use]
mod internal_macros;

pub mod alloc;
pub mod any;
pub mod array;
pub mod ascii;
mod bool;
pub mod borrow;
pub mod cell;
pub mod char;
pub mod clone;
pub mod cmp;
pub mod convert;
pub mod default;
pub mod error;
mod escape;
pub mod ffi;
pub mod fmt;
pub mod future;
pub mod hash;
pub mod hint;
pub mod intrinsics;
pub mod iter;
#[doc(hidden)]
pub mod macro_attrs;
pub mod marker;
pub mod mem;
pub mod net;
#[doc(hidden)]
pub mod niche;
pub mod num;
pub mod ops;
pub mod option;
pub mod panic;
#[doc(hidden)]
pub mod panicking;
pub mod pin;
pub mod prelude;
pub mod primitive;
pub mod ptr;
pub mod range;
pub mod result;
pub mod slice;
pub mod str;
pub mod sync;
pub mod task;
pub mod time;
mod tuple;
mod unit;
#[doc(hidden)]
pub mod unicode;

macro_rules! legacy_int_modules {
    ($($t:ident)*) => {$(
        /// Constants of the integer type of the same name, kept for old programs.
        pub mod $t {
            #[doc = "The smallest value."]
            pub const MIN: $t = $t::MIN;
            #[doc = "The largest value."]
            pub const MAX: $t = $t::MAX;
        }
    )*};
}
legacy_int_modules! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

macro_rules! legacy_float_modules {
    ($($t:ident)*) => {$(
        /// Constants of the floating point type of the same name.
        pub mod $t {
            pub const RADIX: u32 = $t::RADIX;
            pub const MANTISSA_DIGITS: u32 = $t::MANTISSA_DIGITS;
            pub const DIGITS: u32 = $t::DIGITS;
            pub const EPSILON: $t = $t::EPSILON;
            pub const MIN: $t = $t::MIN;
            pub const MIN_POSITIVE: $t = $t::MIN_POSITIVE;
            pub const MAX: $t = $t::MAX;
            pub const MIN_EXP: i32 = $t::MIN_EXP;
            pub const MAX_EXP: i32 = $t::MAX_EXP;
            pub const MIN_10_EXP: i32 = $t::MIN_10_EXP;
            pub const MAX_10_EXP: i32 = $t::MAX_10_EXP;
            pub const NAN: $t = $t::NAN;
            pub const INFINITY: $t = $t::INFINITY;
            pub const NEG_INFINITY: $t = $t::NEG_INFINITY;
            /// Mathematical constants.
            pub mod consts {
                pub const PI: $t = 3.14159265358979323846264338327950288;
                pub const TAU: $t = 6.28318530717958647692528676655900577;
                pub const GOLDEN_RATIO: $t = 1.618033988749894848204586834365638118;
                pub const EULER_GAMMA: $t = 0.577215664901532860606512090082402431;
                pub const FRAC_PI_2: $t = 1.57079632679489661923132169163975144;
                pub const FRAC_PI_3: $t = 1.04719755119659774615421446109316763;
                pub const FRAC_PI_4: $t = 0.785398163397448309615660845819875721;
                pub const FRAC_PI_6: $t = 0.52359877559829887307710723054658381;
                pub const FRAC_PI_8: $t = 0.39269908169872415480783042290993786;
                pub const FRAC_1_PI: $t = 0.318309886183790671537767526745028724;
                pub const FRAC_2_PI: $t = 0.636619772367581343075535053490057448;
                pub const FRAC_2_SQRT_PI: $t = 1.12837916709551257389615890312154517;
                pub const SQRT_2: $t = 1.41421356237309504880168872420969808;
                pub const FRAC_1_SQRT_2: $t = 0.707106781186547524400844362104849039;
                pub const E: $t = 2.71828182845904523536028747135266250;
                pub const LOG2_E: $t = 1.44269504088896340735992468100189214;
                pub const LOG2_10: $t = 3.32192809488736234787031942948939018;
                pub const LOG10_E: $t = 0.434294481903251827651128918916605082;
                pub const LOG10_2: $t = 0.301029995663981195213738894724493027;
                pub const LN_2: $t = 0.693147180559945309417232121458176568;
                pub const LN_10: $t = 2.30258509299404568401799145468436421;
            }
        }
    )*};
}
legacy_float_modules! { f32 f64 }

/// What belongs to one architecture.
pub mod arch {
    #[cfg(target_arch = "x86_64")]
    pub mod x86_64;
    /// Places textual assembly in the program.
    #[rustc_builtin_macro]
    pub macro asm("assembly template", $(operands,)* $(options($(option),*))?) {}
    /// Places module-level assembly in the program.
    #[rustc_builtin_macro]
    pub macro global_asm("assembly template", $(operands,)* $(options($(option),*))?) {}
    /// The body of a naked function.
    #[rustc_builtin_macro]
    pub macro naked_asm("assembly template", $(operands,)* $(options($(option),*))?) {}
}

// Behind the module it names: the oracle resolves it in order.
#[prelude_import]
#[allow(unused)]
use crate::prelude::rust_2024::*;
