//! What only this library has: green threads, and a look at their scheduler.

/// Threads.
pub mod thread {
    use crate::thread::Builder;

    /// Settings of threads beyond `std`'s.
    pub trait BuilderExt {
        /// Makes it an OS thread, with a stack and C thread-locals of the system's own. For libraries that
        /// must always be called by the same thread; everything in `std` works on it as on a green thread.
        ///
        /// ```
        /// use std::os::verdigris::thread::BuilderExt;
        /// let handle = std::thread::Builder::new().os_thread().spawn(|| 1).unwrap();
        /// assert_eq!(handle.join().unwrap(), 1);
        /// ```
        fn os_thread(self) -> Self;
    }
    impl BuilderExt for Builder {
        fn os_thread(self) -> Self { self.on_os_thread() }
    }
}

/// The scheduler of green threads.
pub mod runtime {
    pub use crate::sys::runtime::Counters;

    /// Figures of the scheduler as they are now.
    pub fn counters() -> Counters { crate::sys::runtime::counters() }
}
