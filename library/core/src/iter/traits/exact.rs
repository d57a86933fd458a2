//! Marker-like iterator traits.

/// Iterators that know how many elements are left.
pub trait ExactSizeIterator: Iterator {
    /// That number.
    #[inline]
    fn len(&self) -> usize {
        let (lower, upper) = self.size_hint();
        assert_eq!(upper, Some(lower));
        lower
    }
    /// Whether none are left.
    #[doc(hidden)]
    #[inline]
    fn is_empty(&self) -> bool { self.len() == 0 }
}
impl<I: ExactSizeIterator + ?Sized> ExactSizeIterator for &mut I {
    fn len(&self) -> usize { (**self).len() }
}
/// Iterators that keep giving `None` after the first.
pub trait FusedIterator: Iterator {}
impl<I: FusedIterator + ?Sized> FusedIterator for &mut I {}
/// Iterators whose size hint is exact, or whose upper bound is `None` for more than `usize::MAX`.
///
/// # Safety
/// That must be so.
pub unsafe trait TrustedLen: Iterator {}
// SAFETY: forwards.
unsafe impl<I: TrustedLen + ?Sized> TrustedLen for &mut I {}
