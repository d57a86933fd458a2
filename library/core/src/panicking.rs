//! How core panics: every path ends in `panic_fmt`, which calls the program's panic handler.
use crate::fmt;
use crate::panic::{Location, PanicInfo};

/// Panics with a formatted message.
#[cold]
#[inline(never)]
#[track_caller]
#[lang = "panic_fmt"]
#[rustc_do_not_const_check]
pub const fn panic_fmt(fmt: fmt::Arguments<'_>) -> ! {
    unsafe extern "Rust" {
        #[lang = "panic_impl"]
        fn panic_impl(pi: &PanicInfo<'_>) -> !;
    }
    let pi = PanicInfo::new(&fmt, Location::caller(), true, false);
    // SAFETY: the program defines the handler.
    unsafe { panic_impl(&pi) }
}

/// Panics in a function that may not unwind.
#[cold]
#[inline(never)]
#[track_caller]
#[rustc_nounwind]
pub fn panic_nounwind_fmt(fmt: fmt::Arguments<'_>, force_no_backtrace: bool) -> ! {
    unsafe extern "Rust" {
        #[lang = "panic_impl"]
        fn panic_impl(pi: &PanicInfo<'_>) -> !;
    }
    let pi = PanicInfo::new(&fmt, Location::caller(), false, force_no_backtrace);
    // SAFETY: the program defines the handler.
    unsafe { panic_impl(&pi) }
}

/// Panics with a constant message.
#[cold]
#[inline(never)]
#[track_caller]
#[lang = "panic"]
pub const fn panic(expr: &'static str) -> ! { panic_fmt(fmt::Arguments::from_str(expr)) }

macro_rules! panic_const {
    ($($function:ident $lang:literal = $message:expr;)*) => {
        /// Panics of compiler-generated checks.
        pub mod panic_const {
            use super::*;
            $(
                /// A check that the compiler generates.
                #[cold]
                #[inline(never)]
                #[track_caller]
                #[lang = $lang]
                pub const fn $function() -> ! { panic_fmt(fmt::Arguments::from_str($message)) }
            )*
        }
    };
}
panic_const! {
    panic_const_add_overflow "panic_const_add_overflow" = "attempt to add with overflow";
    panic_const_sub_overflow "panic_const_sub_overflow" = "attempt to subtract with overflow";
    panic_const_mul_overflow "panic_const_mul_overflow" = "attempt to multiply with overflow";
    panic_const_div_overflow "panic_const_div_overflow" = "attempt to divide with overflow";
    panic_const_rem_overflow "panic_const_rem_overflow" = "attempt to calculate the remainder with overflow";
    panic_const_neg_overflow "panic_const_neg_overflow" = "attempt to negate with overflow";
    panic_const_shr_overflow "panic_const_shr_overflow" = "attempt to shift right with overflow";
    panic_const_shl_overflow "panic_const_shl_overflow" = "attempt to shift left with overflow";
    panic_const_div_by_zero "panic_const_div_by_zero" = "attempt to divide by zero";
    panic_const_rem_by_zero "panic_const_rem_by_zero" = "attempt to calculate the remainder with a divisor of zero";
    panic_const_coroutine_resumed "panic_const_coroutine_resumed" = "coroutine resumed after completion";
    panic_const_async_fn_resumed "panic_const_async_fn_resumed" = "`async fn` resumed after completion";
    panic_const_async_gen_fn_resumed "panic_const_async_gen_fn_resumed" = "`async gen fn` resumed after completion";
    panic_const_gen_fn_none "panic_const_gen_fn_none" = "`gen fn` should just keep returning `None` after completion";
    panic_const_coroutine_resumed_panic "panic_const_coroutine_resumed_panic" = "coroutine resumed after panicking";
    panic_const_async_fn_resumed_panic "panic_const_async_fn_resumed_panic" = "`async fn` resumed after panicking";
    panic_const_async_gen_fn_resumed_panic "panic_const_async_gen_fn_resumed_panic" = "`async gen fn` resumed after panicking";
    panic_const_gen_fn_none_panic "panic_const_gen_fn_none_panic" = "`gen fn` should just keep returning `None` after panicking";
    panic_const_coroutine_resumed_drop "panic_const_coroutine_resumed_drop" = "coroutine resumed after async drop";
    panic_const_async_fn_resumed_drop "panic_const_async_fn_resumed_drop" = "`async fn` resumed after async drop";
    panic_const_async_gen_fn_resumed_drop "panic_const_async_gen_fn_resumed_drop" = "`async gen fn` resumed after async drop";
    panic_const_gen_fn_none_drop "panic_const_gen_fn_none_drop" = "`gen fn` resumed after async drop";
}

/// Panics without unwinding, with a constant message.
#[cold]
#[inline(never)]
#[lang = "panic_nounwind"]
#[rustc_nounwind]
pub fn panic_nounwind(expr: &'static str) -> ! { panic_nounwind_fmt(fmt::Arguments::from_str(expr), false) }

/// The same without a backtrace.
#[cold]
#[inline(never)]
#[rustc_nounwind]
pub fn panic_nounwind_nobacktrace(expr: &'static str) -> ! { panic_nounwind_fmt(fmt::Arguments::from_str(expr), true) }

/// `unreachable!` with a value.
#[cold]
#[inline(never)]
#[track_caller]
pub fn unreachable_display<T: fmt::Display>(x: &T) -> ! {
    panic_fmt(format_args!("internal error: entered unreachable code: {}", *x))
}

/// `panic!` with a string variable, up to edition 2018.
#[inline]
#[track_caller]
#[rustc_diagnostic_item = "panic_str_2015"]
pub const fn panic_str_2015(expr: &str) -> ! { panic_display(&expr) }

/// `panic!("{}", x)`
#[inline]
#[track_caller]
#[lang = "panic_display"]
#[rustc_do_not_const_check]
pub const fn panic_display<T: fmt::Display>(x: &T) -> ! { panic_fmt(format_args!("{}", *x)) }

/// An index is out of bounds.
#[cold]
#[inline(never)]
#[track_caller]
#[lang = "panic_bounds_check"]
#[rustc_do_not_const_check]
pub const fn panic_bounds_check(index: usize, len: usize) -> ! {
    panic!("index out of bounds: the len is {len} but the index is {index}")
}

/// A pointer is misaligned.
#[cold]
#[inline(never)]
#[track_caller]
#[lang = "panic_misaligned_pointer_dereference"]
#[rustc_nounwind]
pub fn panic_misaligned_pointer_dereference(required: usize, found: usize) -> ! {
    panic_nounwind_fmt(
        format_args!("misaligned pointer dereference: address must be a multiple of {required:#x} but is {found:#x}"),
        false,
    )
}

/// A pointer is null.
#[cold]
#[inline(never)]
#[track_caller]
#[lang = "panic_null_pointer_dereference"]
#[rustc_nounwind]
pub fn panic_null_pointer_dereference() -> ! {
    panic_nounwind_fmt(format_args!("null pointer dereference occurred"), false)
}

/// An enum has an invalid tag.
#[cold]
#[inline(never)]
#[track_caller]
#[lang = "panic_invalid_enum_construction"]
#[rustc_nounwind]
pub fn panic_invalid_enum_construction(source: u128) -> ! {
    panic_nounwind_fmt(format_args!("trying to construct an enum from an invalid value {source:#x}"), false)
}

/// A panic reached a function that must not unwind.
#[cold]
#[inline(never)]
#[lang = "panic_cannot_unwind"]
#[rustc_nounwind]
pub fn panic_cannot_unwind() -> ! { panic_nounwind("panic in a function that cannot unwind") }

/// A destructor panicked during unwinding.
#[cold]
#[inline(never)]
#[lang = "panic_in_cleanup"]
#[rustc_nounwind]
pub fn panic_in_cleanup() -> ! { panic_nounwind_nobacktrace("panic in a destructor during cleanup") }

/// What constant evaluation sees instead of `panic_fmt`.
#[lang = "const_panic_fmt"]
#[rustc_do_not_const_check]
pub const fn const_panic_fmt(fmt: fmt::Arguments<'_>) -> ! {
    if let Some(msg) = fmt.as_str() {
        panic_display(&msg);
    } else {
        // SAFETY: the evaluator reports the panic without a message.
        unsafe { crate::hint::unreachable_unchecked() };
    }
}

/// Which assertion failed.
#[derive(Debug)]
pub enum AssertKind {
    /// `assert_eq!`
    Eq,
    /// `assert_ne!`
    Ne,
    /// `assert_matches!`
    Match,
}

/// Reports a failed `assert_eq!` or `assert_ne!`.
#[cold]
#[inline(never)]
#[track_caller]
pub fn assert_failed<T, U>(kind: AssertKind, left: &T, right: &U, args: Option<fmt::Arguments<'_>>) -> !
where
    T: fmt::Debug + ?Sized,
    U: fmt::Debug + ?Sized,
{
    assert_failed_inner(kind, &left, &right, args)
}

#[inline(never)]
#[track_caller]
fn assert_failed_inner(kind: AssertKind, left: &dyn fmt::Debug, right: &dyn fmt::Debug, args: Option<fmt::Arguments<'_>>) -> ! {
    let op = match kind {
        AssertKind::Eq => "==",
        AssertKind::Ne => "!=",
        AssertKind::Match => "matches",
    };
    match args {
        Some(args) => panic!("assertion `left {op} right` failed: {args}\n  left: {left:?}\n right: {right:?}"),
        None => panic!("assertion `left {op} right` failed\n  left: {left:?}\n right: {right:?}"),
    }
}
