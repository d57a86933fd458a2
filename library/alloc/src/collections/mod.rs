//! Collections.
pub mod binary_heap;
mod btree;
pub mod linked_list;
pub mod vec_deque;
/// Sorted maps.
pub mod btree_map {
    pub use super::btree::map::*;
}
/// Sorted sets.
pub mod btree_set {
    pub use super::btree::set::*;
}
pub use binary_heap::BinaryHeap;
pub use btree_map::BTreeMap;
pub use btree_set::BTreeSet;
pub use linked_list::LinkedList;
pub use vec_deque::VecDeque;
use crate::alloc::{Layout, LayoutError};
use core::fmt;

/// Memory could not be reserved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TryReserveError {
    pub(crate) kind: TryReserveErrorKind,
}
/// Why not.
#[derive(Clone, PartialEq, Eq, Debug)]
#[doc(hidden)]
pub enum TryReserveErrorKind {
    /// The size does not fit.
    CapacityOverflow,
    /// The allocator failed.
    AllocError {
        /// What was asked for.
        layout: Layout,
        #[doc(hidden)]
        non_exhaustive: (),
    },
}
impl TryReserveError {
    #[doc(hidden)]
    pub fn kind(&self) -> TryReserveErrorKind { self.kind.clone() }
}
impl From<TryReserveErrorKind> for TryReserveError {
    fn from(kind: TryReserveErrorKind) -> Self { Self { kind } }
}
impl From<LayoutError> for TryReserveErrorKind {
    fn from(_: LayoutError) -> Self { TryReserveErrorKind::CapacityOverflow }
}
impl fmt::Display for TryReserveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("memory allocation failed")?;
        f.write_str(match self.kind {
            TryReserveErrorKind::CapacityOverflow => " because the computed capacity exceeded the collection's maximum",
            TryReserveErrorKind::AllocError { .. } => " because the memory allocator returned an error",
        })
    }
}
impl core::error::Error for TryReserveError {}
