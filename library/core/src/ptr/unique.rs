//! `Unique`: a non-null pointer that owns what it points to.
use crate::fmt;
use crate::marker::{PhantomData, PointeeSized, Unsize};
use crate::ops::{CoerceUnsized, DispatchFromDyn};
use crate::ptr::NonNull;

/// The pointer inside `Box`.
#[repr(transparent)]
pub struct Unique<T: PointeeSized> {
    pointer: NonNull<T>,
    _marker: PhantomData<T>,
}
// SAFETY: the owner of a `T` may move or share it as the `T` itself.
unsafe impl<T: Send + PointeeSized> Send for Unique<T> {}
// SAFETY: as above.
unsafe impl<T: Sync + PointeeSized> Sync for Unique<T> {}
impl<T: PointeeSized> Unique<T> {
    /// Wraps a pointer.
    ///
    /// # Safety
    /// It must not be null.
    #[inline]
    pub const unsafe fn new_unchecked(ptr: *mut T) -> Self {
        Unique { pointer: NonNull::new_unchecked(ptr), _marker: PhantomData }
    }
    /// The raw pointer.
    #[inline]
    pub const fn as_ptr(self) -> *mut T { self.pointer.as_ptr() }
    /// The non-null pointer.
    #[inline]
    pub const fn as_non_null_ptr(self) -> NonNull<T> { self.pointer }
}
impl<T: PointeeSized> Clone for Unique<T> {
    #[inline]
    fn clone(&self) -> Self { *self }
}
impl<T: PointeeSized> Copy for Unique<T> {}
impl<T: PointeeSized + Unsize<U>, U: PointeeSized> CoerceUnsized<Unique<U>> for Unique<T> {}
impl<T: PointeeSized + Unsize<U>, U: PointeeSized> DispatchFromDyn<Unique<U>> for Unique<T> {}
impl<T: PointeeSized> fmt::Debug for Unique<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.as_ptr(), f) }
}
