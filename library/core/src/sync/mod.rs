//! Synchronisation.
pub mod atomic;
