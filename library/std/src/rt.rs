//! Start and end of a program.
pub use crate::panicking::begin_panic;
pub use core::panicking::{panic_display, panic_fmt};
use crate::io::Write;
use core::fmt;
use core::sync::atomic::{AtomicIsize, AtomicPtr, Ordering};

pub(crate) static ARGC: AtomicIsize = AtomicIsize::new(0);
pub(crate) static ARGV: AtomicPtr<*const u8> = AtomicPtr::new(core::ptr::null_mut());

/// Writes to standard error and aborts.
pub fn abort_fmt(args: fmt::Arguments<'_>) -> ! {
    let _ = crate::io::stderr().write_fmt(args);
    crate::sys::abort()
}
/// Writes to standard error and aborts.
pub fn abort_with(message: &str) -> ! { abort_fmt(format_args!("fatal runtime error: {message}, aborting\n")) }

#[lang = "start"]
fn lang_start<T: crate::process::Termination + 'static>(main: fn() -> T, argc: isize, argv: *const *const u8, sigpipe: u8) -> isize {
    ARGC.store(argc, Ordering::Relaxed);
    ARGV.store(argv as *mut _, Ordering::Relaxed);
    // SAFETY: ignoring SIGPIPE turns it into an error of writes.
    unsafe { if sigpipe != 1 { crate::sys::libc::signal(13, 1); } }
    crate::thread::set_main();
    crate::sys::runtime::enter_main();
    // SAFETY: the process ends when the function did.
    let code = match unsafe { crate::panicking::catch_unwind(move || crate::process::Termination::report(main()).to_i32()) } {
        Ok(code) => code as isize,
        Err(e) => {
            core::mem::forget(e);
            101
        }
    };
    cleanup();
    code
}
/// What runs before the process ends.
pub fn cleanup() { crate::io::flush_stdout(); }
