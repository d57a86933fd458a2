//! Collections.
pub mod hash;
pub use self::hash::map::HashMap;
pub use self::hash::set::HashSet;
pub use alloc_crate::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, TryReserveError, VecDeque};
pub use alloc_crate::collections::{binary_heap, btree_map, btree_set, linked_list, vec_deque};
pub use core::ops::Bound;
/// Hash maps.
pub mod hash_map {
    pub use super::hash::map::*;
    pub use super::hash::random::{DefaultHasher, RandomState};
}
/// Hash sets.
pub mod hash_set {
    pub use super::hash::set::*;
}
