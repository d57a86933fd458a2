//! What the runtime's files find under `crate::sys`: the runtime itself, and a C library that makes memory for stacks once.
#[path = "../../library/std/src/sys/runtime/mod.rs"]
pub mod runtime;
#[path = "../../library/std/src/sys/sched.rs"]
pub mod sched;
#[path = "../../library/std/src/sys/libc.rs"]
mod c;
pub mod libc {
    pub use super::c::*;
    /// # Safety
    /// As that of C.
    pub unsafe fn mmap(address: *mut c_void, length: usize, protection: c_int, flags: c_int, fd: c_int, offset: i64) -> *mut c_void {
        crate::world::map(length, || super::c::mmap(address, length, protection, flags, fd, offset) as usize) as *mut c_void
    }
    /// # Safety
    /// As that of C.
    pub unsafe fn epoll_ctl(epoll: c_int, what: c_int, fd: c_int, event: *mut epoll_event) -> c_int {
        crate::world::enter_kernel();
        super::c::epoll_ctl(epoll, what, fd, event)
    }
    /// # Safety
    /// As that of C.
    pub unsafe fn write(fd: c_int, from: *const c_void, count: usize) -> isize {
        crate::world::enter_kernel();
        super::c::write(fd, from, count)
    }
    /// # Safety
    /// None.
    pub unsafe fn madvise(_: *mut c_void, _: usize, _: c_int) -> c_int { 0 }
}
pub fn errno() -> i32 { std::io::Error::last_os_error().raw_os_error().unwrap_or(0) }
pub fn abort() -> ! { crate::world::fail("aborts".to_string()) }
