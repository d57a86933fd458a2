//! `ManuallyDrop`: a value without an automatic destructor.
use crate::ops::{Deref, DerefMut, DerefPure};
use crate::ptr;

/// Holds a value that is not dropped.
#[lang = "manually_drop"]
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct ManuallyDrop<T: ?Sized> {
    value: T,
}
impl<T> ManuallyDrop<T> {
    /// Wraps a value.
    #[must_use = "if you don't need the wrapper, you can use `mem::forget` instead"]
    #[inline(always)]
    pub const fn new(value: T) -> ManuallyDrop<T> { ManuallyDrop { value } }
    /// Unwraps the value.
    #[inline(always)]
    pub const fn into_inner(slot: ManuallyDrop<T>) -> T { slot.value }
    /// Moves the value out, leaving the wrapper unusable.
    ///
    /// # Safety
    /// The wrapper's value must not be used again.
    #[must_use = "if you don't need the value, you can use `ManuallyDrop::drop` instead"]
    #[inline]
    pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T { ptr::read(&slot.value) }
}
impl<T: ?Sized> ManuallyDrop<T> {
    /// Drops the value in place.
    ///
    /// # Safety
    /// The value must not be used again.
    #[inline]
    pub unsafe fn drop(slot: &mut ManuallyDrop<T>) { ptr::drop_in_place(&mut slot.value) }
}
impl<T: ?Sized> Deref for ManuallyDrop<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T { &self.value }
}
impl<T: ?Sized> DerefMut for ManuallyDrop<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T { &mut self.value }
}
// SAFETY: deref is a field projection.
unsafe impl<T: ?Sized> DerefPure for ManuallyDrop<T> {}
