//! The macros of std.

/// Panics with a formatted message.
#[macro_export]
#[rustc_builtin_macro(std_panic)]
#[allow_internal_unstable(edition_panic)]
#[rustc_diagnostic_item = "std_panic_macro"]
macro_rules! panic { ($($arg:tt)*) => {}; }

/// Writes to standard output.
#[macro_export]
#[rustc_diagnostic_item = "print_macro"]
macro_rules! print { ($($arg:tt)*) => {{ $crate::io::_print($crate::format_args!($($arg)*)); }}; }

/// Writes a line to standard output.
#[macro_export]
#[rustc_diagnostic_item = "println_macro"]
#[allow_internal_unstable(format_args_nl)]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($arg:tt)*) => {{ $crate::io::_print($crate::format_args_nl!($($arg)*)); }};
}

/// Writes to standard error.
#[macro_export]
#[rustc_diagnostic_item = "eprint_macro"]
macro_rules! eprint { ($($arg:tt)*) => {{ $crate::io::_eprint($crate::format_args!($($arg)*)); }}; }

/// Writes a line to standard error.
#[macro_export]
#[rustc_diagnostic_item = "eprintln_macro"]
#[allow_internal_unstable(format_args_nl)]
macro_rules! eprintln {
    () => { $crate::eprint!("\n") };
    ($($arg:tt)*) => {{ $crate::io::_eprint($crate::format_args_nl!($($arg)*)); }};
}

/// Shows a value with its source and gives it back.
#[macro_export]
#[rustc_diagnostic_item = "dbg_macro"]
macro_rules! dbg {
    () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) };
    ($val:expr $(,)?) => {
        match $val {
            tmp => {
                $crate::eprintln!("[{}:{}:{}] {} = {:#?}", $crate::file!(), $crate::line!(), $crate::column!(), $crate::stringify!($val), &tmp);
                tmp
            }
        }
    };
    ($($val:expr),+ $(,)?) => { ($($crate::dbg!($val)),+,) };
}

/// Declares thread-local values.
#[macro_export]
#[rustc_diagnostic_item = "thread_local_macro"]
macro_rules! thread_local {
    () => {};
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block; $($rest:tt)*) => {
        $crate::thread_local!(@key $(#[$attr])* $vis $name, $t, const $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block) => {
        $crate::thread_local!(@key $(#[$attr])* $vis $name, $t, const $init);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const { $init:expr }; $($rest:tt)*) => {
        $crate::thread_local!(@key $(#[$attr])* $vis $name, $t, $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr; $($rest:tt)*) => {
        $crate::thread_local!(@key $(#[$attr])* $vis $name, $t, $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr) => {
        $crate::thread_local!(@key $(#[$attr])* $vis $name, $t, $init);
    };
    (@key $(#[$attr:meta])* $vis:vis $name:ident, $t:ty, $init:expr) => {
        $(#[$attr])*
        $vis const $name: $crate::thread::LocalKey<$t> = {
            static SLOT: $crate::thread::LocalSlot = $crate::thread::LocalSlot::new();
            fn init() -> $t { $init }
            // SAFETY: the slot is this key's own.
            unsafe { $crate::thread::LocalKey::new(&SLOT, init) }
        };
    };
}

/// The body of `panic!` up to edition 2018.
#[doc(hidden)]
#[macro_export]
macro_rules! __std_panic_2015 {
    () => {{ $crate::rt::begin_panic("explicit panic") }};
    ($msg:expr $(,)?) => {{ $crate::rt::begin_panic($msg); }};
    ($fmt:expr, $($arg:tt)+) => {{ $crate::rt::panic_fmt($crate::const_format_args!($fmt, $($arg)+)); }};
}
