//! The macros of the core prelude. Built-in ones are expanded by the compiler and only declared here.

/// Panics with a formatted message.
#[macro_export]
#[rustc_builtin_macro(core_panic)]
#[allow_internal_unstable(edition_panic)]
#[rustc_diagnostic_item = "core_panic_macro"]
macro_rules! panic {
    ($($arg:tt)*) => {};
}

/// Asserts that two values are equal; panics with both of them if not.
#[macro_export]
#[rustc_diagnostic_item = "assert_eq_macro"]
macro_rules! assert_eq {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    $crate::panicking::assert_failed(
                        $crate::panicking::AssertKind::Eq, &*left_val, &*right_val, $crate::option::Option::None);
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    $crate::panicking::assert_failed(
                        $crate::panicking::AssertKind::Eq, &*left_val, &*right_val,
                        $crate::option::Option::Some($crate::format_args!($($arg)+)));
                }
            }
        }
    };
}

/// Asserts that two values differ; panics with both of them if not.
#[macro_export]
#[rustc_diagnostic_item = "assert_ne_macro"]
macro_rules! assert_ne {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    $crate::panicking::assert_failed(
                        $crate::panicking::AssertKind::Ne, &*left_val, &*right_val, $crate::option::Option::None);
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    $crate::panicking::assert_failed(
                        $crate::panicking::AssertKind::Ne, &*left_val, &*right_val,
                        $crate::option::Option::Some($crate::format_args!($($arg)+)));
                }
            }
        }
    };
}

/// `assert!` that exists only where debug assertions are on.
#[macro_export]
#[rustc_diagnostic_item = "debug_assert_macro"]
macro_rules! debug_assert {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert!($($arg)*); } };
}

/// `assert_eq!` that exists only where debug assertions are on.
#[macro_export]
#[rustc_diagnostic_item = "debug_assert_eq_macro"]
macro_rules! debug_assert_eq {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert_eq!($($arg)*); } };
}

/// `assert_ne!` that exists only where debug assertions are on.
#[macro_export]
#[rustc_diagnostic_item = "debug_assert_ne_macro"]
macro_rules! debug_assert_ne {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert_ne!($($arg)*); } };
}

/// Whether a value matches a pattern, with an optional guard.
#[macro_export]
#[rustc_diagnostic_item = "matches_macro"]
macro_rules! matches {
    ($expression:expr, $pattern:pat $(if $guard:expr)? $(,)?) => {
        match $expression {
            $pattern $(if $guard)? => true,
            _ => false,
        }
    };
}

/// The ancestor of the `?` operator.
#[macro_export]
#[deprecated(since = "1.39.0", note = "use the `?` operator instead")]
macro_rules! r#try {
    ($expr:expr $(,)?) => {
        match $expr {
            $crate::result::Result::Ok(val) => val,
            $crate::result::Result::Err(err) => {
                return $crate::result::Result::Err($crate::convert::From::from(err));
            }
        }
    };
}

/// Writes formatted text into a destination that has `write_fmt`.
#[macro_export]
#[rustc_diagnostic_item = "write_macro"]
macro_rules! write {
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args!($($arg)*)) };
}

/// `write!` with a newline at the end.
#[macro_export]
#[rustc_diagnostic_item = "writeln_macro"]
#[allow_internal_unstable(format_args_nl)]
macro_rules! writeln {
    ($dst:expr $(,)?) => { $crate::write!($dst, "\n") };
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args_nl!($($arg)*)) };
}

/// Marks code that the programmer knows is never reached.
#[macro_export]
#[rustc_builtin_macro(unreachable)]
#[allow_internal_unstable(edition_panic)]
#[rustc_diagnostic_item = "unreachable_macro"]
macro_rules! unreachable {
    ($($arg:tt)*) => {};
}

/// Marks code that is not implemented, without a promise that it will be.
#[macro_export]
#[rustc_diagnostic_item = "unimplemented_macro"]
macro_rules! unimplemented {
    () => { $crate::panicking::panic("not implemented") };
    ($($arg:tt)+) => { $crate::panic!("not implemented: {}", $crate::format_args!($($arg)+)) };
}

/// Marks code that is still to be written.
#[macro_export]
#[rustc_diagnostic_item = "todo_macro"]
macro_rules! todo {
    () => { $crate::panicking::panic("not yet implemented") };
    ($($arg:tt)+) => { $crate::panic!("not yet implemented: {}", $crate::format_args!($($arg)+)) };
}

/// The body of `panic!` up to edition 2018.
#[doc(hidden)]
#[macro_export]
macro_rules! __core_panic_2015 {
    () => { $crate::panicking::panic("explicit panic") };
    ($msg:literal $(,)?) => { $crate::panicking::panic($msg) };
    ($msg:expr $(,)?) => {{ $crate::panicking::panic_str_2015($msg); }};
    ("{}", $arg:expr $(,)?) => {{ $crate::panicking::panic_display(&$arg); }};
    ($fmt:expr, $($arg:tt)+) => {{ $crate::panicking::panic_fmt($crate::const_format_args!($fmt, $($arg)+)); }};
}

/// The body of `panic!` from edition 2021 on.
#[doc(hidden)]
#[macro_export]
#[allow_internal_unstable(const_format_args)]
macro_rules! __panic_2021 {
    () => { $crate::panicking::panic("explicit panic") };
    ("{}", $arg:expr $(,)?) => {{ $crate::panicking::panic_display(&$arg); }};
    ($($t:tt)+) => {{ $crate::panicking::panic_fmt($crate::const_format_args!($($t)+)); }};
}

/// The body of `unreachable!` up to edition 2018.
#[doc(hidden)]
#[macro_export]
macro_rules! __unreachable_2015 {
    () => { $crate::panicking::panic("internal error: entered unreachable code") };
    ($msg:expr $(,)?) => { $crate::panicking::unreachable_display(&$msg) };
    ($fmt:expr, $($arg:tt)*) => {
        $crate::panic!($crate::concat!("internal error: entered unreachable code: ", $fmt), $($arg)*)
    };
}

/// The body of `unreachable!` from edition 2021 on.
#[doc(hidden)]
#[macro_export]
macro_rules! __unreachable_2021 {
    () => { $crate::panicking::panic("internal error: entered unreachable code") };
    ($($t:tt)+) => {
        $crate::panic!("internal error: entered unreachable code: {}", $crate::format_args!($($t)+))
    };
}


macro_rules! builtin {
    ($($(#[$attr:meta])* $name:ident;)*) => {$(
        /// Expanded by the compiler.
        #[macro_export]
        #[rustc_builtin_macro]
        $(#[$attr])*
        macro_rules! $name { () => {}; }
    )*};
}

builtin! {
    compile_error;
    #[allow_internal_unstable(fmt_internals, fmt_helpers_for_derive)] format_args;
    #[allow_internal_unstable(fmt_internals)] const_format_args;
    #[allow_internal_unstable(fmt_internals)] format_args_nl;
    env;
    option_env;
    concat;
    concat_bytes;
    line;
    column;
    file;
    stringify;
    include_str;
    include_bytes;
    module_path;
    cfg;
    cfg_select;
    include;
    #[allow_internal_unstable(core_intrinsics, panic_internals, edition_panic, generic_assert_internals)] assert;
    log_syntax;
    trace_macros;
}
