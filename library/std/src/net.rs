//! Network addresses. Sockets are not written yet.
pub use core::net::*;
