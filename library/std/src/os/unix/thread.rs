//! Threads as POSIX knows them.
use crate::thread::JoinHandle;

/// A number of POSIX for a thread.
#[allow(deprecated)]
pub type RawPthread = crate::os::unix::raw::pthread_t;

/// The POSIX thread of a handle.
pub trait JoinHandleExt {
    /// Its number.
    fn as_pthread_t(&self) -> RawPthread;
    /// Its number; the caller must join or detach it.
    fn into_pthread_t(self) -> RawPthread;
}
impl<T> JoinHandleExt for JoinHandle<T> {
    fn as_pthread_t(&self) -> RawPthread { self.native() }
    fn into_pthread_t(self) -> RawPthread { self.into_native() }
}
