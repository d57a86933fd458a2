//! Slices.
mod ascii;
mod chunks;
mod cmp;
mod disjoint;
mod index;
mod inherent;
mod iter;
#[doc(hidden)]
pub mod memchr;
mod raw;
mod rotate;
mod search;
#[doc(hidden)]
pub mod sort;
mod split;
mod take;

pub use self::ascii::EscapeAscii;
#[doc(hidden)]
pub use self::ascii::is_ascii_simple;
pub use self::chunks::{
    ArrayWindows, ChunkBy, ChunkByMut, Chunks, ChunksExact, ChunksExactMut, ChunksMut, RChunks, RChunksExact, RChunksExactMut,
    RChunksMut, Windows,
};
pub use self::disjoint::{GetDisjointMutError, GetDisjointMutIndex};
pub use self::index::SliceIndex;
#[doc(hidden)]
pub use self::index::{range, slice_end_index_len_fail, slice_index_order_fail, slice_start_index_len_fail};
pub use self::iter::{Iter, IterMut};
pub use self::raw::{from_mut, from_raw_parts, from_raw_parts_mut, from_ref};
pub use self::split::{
    RSplit, RSplitMut, RSplitN, RSplitNMut, Split, SplitInclusive, SplitInclusiveMut, SplitMut, SplitN, SplitNMut,
};

/// Patterns for `strip_prefix` and `strip_suffix` of slices.
#[doc(hidden)]
pub trait SlicePattern {
    /// Element type.
    type Item;
    /// The pattern as a slice.
    fn as_slice(&self) -> &[Self::Item];
}
impl<T> SlicePattern for [T] {
    type Item = T;
    #[inline]
    fn as_slice(&self) -> &[T] { self }
}
impl<T, const N: usize> SlicePattern for [T; N] {
    type Item = T;
    #[inline]
    fn as_slice(&self) -> &[T] { self }
}
impl<T> Default for &[T] {
    fn default() -> Self { &[] }
}
impl<T> Default for &mut [T] {
    fn default() -> Self { &mut [] }
}
