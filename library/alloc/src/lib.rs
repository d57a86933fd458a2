//! The alloc library: what needs an allocator but no operating system.
#![no_std]
#![allow(internal_features, incomplete_features, unsafe_op_in_unsafe_fn, dead_code, unused_features)]
#![needs_allocator]
#![feature(
    lang_items, rustc_attrs, allocator_internals, unboxed_closures, dropck_eyepatch, fundamental, auto_traits, negative_impls,
    unsized_fn_params, arbitrary_self_types, never_type, allow_internal_unstable, decl_macro, linkage,
    with_negative_coherence
)]

#[macro_use]
mod macros;

pub mod alloc;
pub mod borrow;
pub mod boxed;
pub mod collections;
pub mod ffi;
pub mod fmt;
#[doc(hidden)]
pub mod raw_vec;
pub mod rc;
pub mod slice;
pub mod str;
pub mod string;
pub mod sync;
pub mod task;
pub mod vec;

/// Used by `vec!` and `format!`.
#[doc(hidden)]
pub mod __export {
    pub use core::format_args;
    pub use core::hint::must_use;
}
