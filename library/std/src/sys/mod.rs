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

/// Random keys for hash maps.
pub fn random_keys() -> (u64, u64) {
    let mut keys = [0u64; 2];
    // SAFETY: the buffer has that size.
    unsafe { libc::getrandom(keys.as_mut_ptr() as *mut _, 16, 1) };
    (keys[0], keys[1])
}
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
