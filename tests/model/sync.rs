//! `std::sync` itself, upon the modelled machine.
#[path = "../../library/std/src/sync/barrier.rs"]
mod barrier;
#[path = "../../library/std/src/sync/condvar.rs"]
mod condvar;
#[path = "../../library/std/src/sync/lazy.rs"]
mod lazy;
#[path = "../../library/std/src/sync/mpsc.rs"]
pub mod mpsc;
#[path = "../../library/std/src/sync/mutex.rs"]
mod mutex;
#[path = "../../library/std/src/sync/once.rs"]
mod once;
#[path = "../../library/std/src/sync/poison.rs"]
mod poison;
#[path = "../../library/std/src/sync/rwlock.rs"]
mod rwlock;
pub use self::barrier::Barrier;
pub use self::condvar::Condvar;
pub use self::lazy::{LazyLock, OnceLock};
pub use self::mutex::{Mutex, MutexGuard};
pub use self::once::Once;
pub use self::rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
pub use std::sync::Arc;
