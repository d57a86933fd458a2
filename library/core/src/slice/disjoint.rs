//! Several unique references at once.
use super::SliceIndex;
use crate::fmt;
use crate::mem::MaybeUninit;
use crate::ops::{Range, RangeInclusive};

/// Indices that can be compared for overlap.
///
/// # Safety
/// The answers must be right.
pub unsafe trait GetDisjointMutIndex: Clone {
    /// Whether it lies within the length.
    #[doc(hidden)]
    fn is_in_bounds(&self, len: usize) -> bool;
    /// Whether two overlap.
    #[doc(hidden)]
    fn is_overlapping(&self, other: &Self) -> bool;
}
// SAFETY: plain comparison.
unsafe impl GetDisjointMutIndex for usize {
    #[inline]
    fn is_in_bounds(&self, len: usize) -> bool { *self < len }
    #[inline]
    fn is_overlapping(&self, other: &Self) -> bool { *self == *other }
}
// SAFETY: plain comparison.
unsafe impl GetDisjointMutIndex for Range<usize> {
    #[inline]
    fn is_in_bounds(&self, len: usize) -> bool { self.start <= self.end && self.end <= len }
    #[inline]
    fn is_overlapping(&self, other: &Self) -> bool { self.start < other.end && other.start < self.end }
}
// SAFETY: plain comparison.
unsafe impl GetDisjointMutIndex for RangeInclusive<usize> {
    #[inline]
    fn is_in_bounds(&self, len: usize) -> bool { self.start <= self.end && self.end < len }
    #[inline]
    fn is_overlapping(&self, other: &Self) -> bool { self.start <= other.end && other.start <= self.end }
}
/// Why `get_disjoint_mut` failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetDisjointMutError {
    /// An index is out of bounds.
    IndexOutOfBounds,
    /// Two indices overlap.
    OverlappingIndices,
}
impl fmt::Display for GetDisjointMutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            GetDisjointMutError::IndexOutOfBounds => "an index is out of bounds",
            GetDisjointMutError::OverlappingIndices => "there were overlapping indices",
        })
    }
}
impl crate::error::Error for GetDisjointMutError {}

impl<T> [T] {
    /// Unique references at several indices, unchecked.
    ///
    /// # Safety
    /// All must be in bounds and disjoint.
    #[inline]
    pub unsafe fn get_disjoint_unchecked_mut<I, const N: usize>(&mut self, indices: [I; N]) -> [&mut I::Output; N]
    where
        I: GetDisjointMutIndex + SliceIndex<Self>,
    {
        let slice: *mut [T] = self;
        let mut arr: MaybeUninit<[&mut I::Output; N]> = MaybeUninit::uninit();
        let arr_ptr = arr.as_mut_ptr() as *mut &mut I::Output;
        let mut i = 0;
        while i < N {
            let idx = indices.get_unchecked(i).clone();
            arr_ptr.add(i).write(&mut *idx.get_unchecked_mut(slice));
            i += 1;
        }
        arr.assume_init()
    }
    /// Unique references at several indices.
    #[inline]
    pub fn get_disjoint_mut<I, const N: usize>(&mut self, indices: [I; N]) -> Result<[&mut I::Output; N], GetDisjointMutError>
    where
        I: GetDisjointMutIndex + SliceIndex<Self>,
    {
        let mut i = 0;
        while i < N {
            if !indices[i].is_in_bounds(self.len()) {
                return Err(GetDisjointMutError::IndexOutOfBounds);
            }
            let mut j = 0;
            while j < i {
                if indices[i].is_overlapping(&indices[j]) {
                    return Err(GetDisjointMutError::OverlappingIndices);
                }
                j += 1;
            }
            i += 1;
        }
        // SAFETY: checked.
        unsafe { Ok(self.get_disjoint_unchecked_mut(indices)) }
    }
}
