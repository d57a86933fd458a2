//! The standard library.
#![no_std]
#![allow(internal_features, incomplete_features, unsafe_op_in_unsafe_fn, dead_code, unused_features, static_mut_refs)]
#![default_lib_allocator]
#![feature(
    lang_items, rustc_attrs, needs_panic_runtime, allocator_internals, thread_local, negative_impls, auto_traits, never_type,
    allow_internal_unstable, decl_macro, linkage, unboxed_closures, coverage_attribute, intrinsics, prelude_import, panic_runtime, dropck_eyepatch, with_negative_coherence
)]

extern crate alloc as alloc_crate;

#[macro_use]
mod macros;

pub use alloc_crate::borrow;
pub use alloc_crate::boxed;
pub use alloc_crate::fmt;
pub use alloc_crate::format;
pub use alloc_crate::rc;
pub use alloc_crate::slice;
pub use alloc_crate::str;
pub use alloc_crate::string;
pub use alloc_crate::task;
pub use alloc_crate::vec;
pub use core::any;
pub mod arch;
pub use core::array;
pub use core::cell;
pub use core::char;
pub use core::clone;
pub use core::cmp;
pub use core::convert;
pub use core::default;
pub use core::future;
pub use core::hint;
#[doc(hidden)]
pub use core::intrinsics;
pub use core::iter;
pub use core::marker;
pub use core::mem;
pub use core::ops;
pub use core::option;
pub use core::pin;
pub use core::primitive;
pub use core::ptr;
pub use core::range;
pub use core::result;
#[allow(deprecated)]
pub use core::{i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize};
pub use core::{
    assert, assert_eq, assert_ne, cfg, cfg_select, column, compile_error, concat, const_format_args, debug_assert, debug_assert_eq,
    debug_assert_ne, env, file, format_args, format_args_nl, include, include_bytes, include_str, line, matches, module_path,
    option_env, stringify, todo, r#try, unimplemented, unreachable, write, writeln, concat_bytes, log_syntax, trace_macros,
};

pub mod alloc;
pub mod ascii;
pub mod backtrace;
pub mod collections;
pub mod env;
pub mod error;
pub mod f32;
pub mod f64;
pub mod ffi;
pub mod fs;
pub mod hash;
pub mod io;
pub mod net;
pub mod num;
pub mod os;
pub mod panic;
#[doc(hidden)]
pub mod panicking;
pub mod path;
pub mod prelude;
pub mod process;
#[doc(hidden)]
pub mod rt;
pub mod sync;
#[doc(hidden)]
pub mod sys;
pub mod thread;
pub mod time;

// Behind the module it names: the oracle resolves it in order.
#[prelude_import]
#[allow(unused)]
use crate::prelude::rust_2024::*;
