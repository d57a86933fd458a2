//! Hashing.
pub use core::hash::*;
pub use crate::collections::hash_map::{DefaultHasher, RandomState};
