//! The names every module starts with, per edition.
mod common {
    pub use crate::borrow::ToOwned;
    pub use crate::boxed::Box;
    pub use crate::string::{String, ToString};
    pub use crate::vec::Vec;
    pub use core::prelude::v1::{
        AsMut, AsRef, AsyncFn, AsyncFnMut, AsyncFnOnce, Clone, Copy, Debug, Default, DoubleEndedIterator, Drop, Eq, Err,
        ExactSizeIterator, Extend, Fn, FnMut, FnOnce, From, Hash, Into, IntoIterator, Iterator, None, Ok, Option, Ord, PartialEq,
        PartialOrd, Result, Send, Sized, Some, Sync, Unpin, align_of, align_of_val, assert, assert_eq, assert_ne, bench, cfg,
        cfg_accessible, cfg_eval, cfg_select, column, compile_error, concat, concat_bytes, const_format_args, debug_assert,
        debug_assert_eq, debug_assert_ne, derive, drop, env, file, format_args, global_allocator, include, include_bytes,
        include_str, line, log_syntax, matches, module_path, option_env, r#try, size_of, size_of_val, stringify, test, test_case,
        todo, trace_macros, unimplemented, unreachable, write, writeln,
    };
    pub use crate::{dbg, eprint, eprintln, format, print, println, thread_local};
}
/// The first prelude, under its old name.
pub mod v1 {
    pub use super::common::*;
}
/// Prelude of edition 2015.
pub mod rust_2015 {
    pub use super::common::*;
}
/// Prelude of edition 2018.
pub mod rust_2018 {
    pub use super::common::*;
}
/// Prelude of edition 2021.
pub mod rust_2021 {
    pub use super::common::*;
    pub use core::convert::{TryFrom, TryInto};
    pub use core::iter::FromIterator;
}
/// Prelude of edition 2024.
pub mod rust_2024 {
    pub use super::rust_2021::*;
    pub use core::future::{Future, IntoFuture};
}
