//! `vec!` and `format!`.

/// Makes a `Vec` of elements, or of one element repeated.
#[macro_export]
#[rustc_diagnostic_item = "vec_macro"]
macro_rules! vec {
    () => { $crate::vec::Vec::new() };
    ($elem:expr; $n:expr) => { $crate::vec::from_elem($elem, $n) };
    ($($x:expr),+ $(,)?) => { $crate::slice::into_vec($crate::boxed::Box::new([$($x),+])) };
}

/// Makes a `String` of formatted text.
#[macro_export]
#[rustc_diagnostic_item = "format_macro"]
macro_rules! format {
    ($($arg:tt)*) => { $crate::__export::must_use({ $crate::fmt::format($crate::__export::format_args!($($arg)*)) }) };
}
