//! Synchronisation. Waiting goes through `sys::sched`.
mod barrier;
mod condvar;
mod lazy;
pub mod mpsc;
mod mutex;
mod once;
mod poison;
mod rwlock;
pub use alloc_crate::sync::{Arc, Weak};
pub use core::sync::atomic;
pub use self::barrier::{Barrier, BarrierWaitResult};
pub use self::condvar::{Condvar, WaitTimeoutResult};
pub use self::lazy::{LazyLock, OnceLock};
pub use self::mutex::{Mutex, MutexGuard};
#[allow(deprecated)]
pub use self::once::{ONCE_INIT, Once, OnceState};
pub use self::poison::{LockResult, PoisonError, TryLockError, TryLockResult};
pub use self::rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
