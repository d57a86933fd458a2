//! Sorted collections.
pub mod map;
mod map_iter;
pub mod set;
