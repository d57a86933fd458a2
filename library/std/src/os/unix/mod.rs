//! What Unix has beyond other systems.
pub mod ffi;
pub mod fs;
pub mod net;
pub mod process;
pub mod raw;
pub mod thread;

pub mod io {
    //! Descriptors.
    pub use crate::os::fd::*;
}
pub mod prelude {
    //! The traits of this module, and descriptors.
    pub use super::ffi::{OsStrExt, OsStringExt};
    pub use super::fs::{DirEntryExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
    pub use super::process::{CommandExt, ExitStatusExt};
    pub use super::thread::JoinHandleExt;
    pub use crate::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
}
