//! What is particular to the system.
pub use core::ffi as raw;
pub mod fd;
pub mod linux;
pub mod unix;
pub mod verdigris;
