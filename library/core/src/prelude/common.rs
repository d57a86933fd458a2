//! What all editions have in common.
pub use crate::clone::Clone;
pub use crate::cmp::{Eq, Ord, PartialEq, PartialOrd};
pub use crate::convert::{AsMut, AsRef, From, Into};
pub use crate::default::Default;
pub use crate::fmt::macros::Debug;
pub use crate::hash::macros::Hash;
pub use crate::iter::{DoubleEndedIterator, ExactSizeIterator, Extend, IntoIterator, Iterator};
pub use crate::marker::{Copy, Send, Sized, Sync, Unpin};
pub use crate::mem::{align_of, align_of_val, drop, size_of, size_of_val};
pub use crate::ops::{AsyncFn, AsyncFnMut, AsyncFnOnce, Drop, Fn, FnMut, FnOnce};
pub use crate::option::Option::{self, None, Some};
pub use crate::result::Result::{self, Err, Ok};
pub use crate::{
    assert, cfg, column, compile_error, concat, env, file, format_args, include, include_bytes, include_str, line,
    module_path, option_env, stringify, trace_macros, log_syntax, concat_bytes, const_format_args,
};
pub use crate::macro_attrs::{bench, cfg_accessible, cfg_eval, derive, derive_const, global_allocator, test, test_case};
// Macros are named here, and need no `#[macro_use] extern crate`.
pub use crate::{
    assert_eq, assert_ne, cfg_select, debug_assert, debug_assert_eq, debug_assert_ne, matches, panic, r#try, todo,
    unimplemented, unreachable, write, writeln,
};
