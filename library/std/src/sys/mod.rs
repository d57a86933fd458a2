//! The platform: Linux on x86-64 with glibc.
mod demangle;
pub mod fd;
pub mod libc;
pub mod runtime;
pub mod path;
pub mod sched;
pub mod socket;
mod symbols;
pub mod unwind;

/// The last error of the C library.
pub fn errno() -> i32 {
    // SAFETY: the location belongs to the thread.
    unsafe { *libc::__errno_location() }
}
/// Ends the process at once.
pub fn abort() -> ! {
    // SAFETY: it does not return.
    unsafe { libc::abort() }
}
