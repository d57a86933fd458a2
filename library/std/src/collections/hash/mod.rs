//! Hash maps and sets.
pub mod map;
mod map_iter;
pub mod random;
pub mod set;
mod table;
