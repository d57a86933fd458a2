//! Threads as POSIX knows them.
use crate::thread::JoinHandle;

/// A number of POSIX for a thread.
#[allow(deprecated)]
pub type RawPthread = crate::os::unix::raw::pthread_t;

/// The POSIX thread of a handle. No thread has one to give: green threads move between threads of the system, and those that
/// are threads of the system themselves are detached from the start. So the methods, which are here for programs that only
/// name them, panic.
pub trait JoinHandleExt {
    /// Its number.
    fn as_pthread_t(&self) -> RawPthread;
    /// Its number, which the caller would join or detach.
    fn into_pthread_t(self) -> RawPthread;
}
impl<T> JoinHandleExt for JoinHandle<T> {
    #[track_caller]
    fn as_pthread_t(&self) -> RawPthread { panic!("a thread has no POSIX thread that others may join") }
    #[track_caller]
    fn into_pthread_t(self) -> RawPthread { panic!("a thread has no POSIX thread that others may join") }
}
