//! Shareable mutable containers.
mod lazy;
mod once;
mod ref_cell;
pub use self::lazy::LazyCell;
pub use self::once::OnceCell;
pub use self::ref_cell::{BorrowError, BorrowMutError, Ref, RefCell, RefMut};
use crate::cmp::Ordering;

use crate::mem;
use crate::ops::{CoerceUnsized, DispatchFromDyn};
use crate::{fmt, ptr};

/// The core of interior mutability: memory that may change behind a shared reference.
#[lang = "unsafe_cell"]
#[repr(transparent)]
pub struct UnsafeCell<T: ?Sized> {
    value: T,
}
impl<T: ?Sized> !Sync for UnsafeCell<T> {}
impl<T> UnsafeCell<T> {
    /// Wraps a value.
    #[inline(always)]
    pub const fn new(value: T) -> UnsafeCell<T> { UnsafeCell { value } }
    /// Unwraps the value.
    #[inline(always)]
    pub const fn into_inner(self) -> T { self.value }
}
impl<T: ?Sized> UnsafeCell<T> {
    /// Points to the value.
    #[inline(always)]
    #[rustc_as_ptr]
    pub const fn get(&self) -> *mut T { self as *const UnsafeCell<T> as *const T as *mut T }
    /// Refers to the value.
    #[inline(always)]
    pub const fn get_mut(&mut self) -> &mut T { &mut self.value }
    /// Points to the value, by way of a raw pointer.
    #[inline(always)]
    pub const fn raw_get(this: *const Self) -> *mut T { this as *const T as *mut T }
    /// Views unique memory as a cell.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn from_mut(value: &mut T) -> &mut UnsafeCell<T> {
        // SAFETY: the layouts are the same.
        unsafe { &mut *(value as *mut T as *mut UnsafeCell<T>) }
    }
}
impl<T: Default> Default for UnsafeCell<T> {
    fn default() -> UnsafeCell<T> { UnsafeCell::new(T::default()) }
}
impl<T> From<T> for UnsafeCell<T> {
    fn from(t: T) -> UnsafeCell<T> { UnsafeCell::new(t) }
}
impl<T: CoerceUnsized<U>, U> CoerceUnsized<UnsafeCell<U>> for UnsafeCell<T> {}
impl<T: DispatchFromDyn<U>, U> DispatchFromDyn<UnsafeCell<U>> for UnsafeCell<T> {}
impl<T: ?Sized> fmt::Debug for UnsafeCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("UnsafeCell").finish_non_exhaustive() }
}

/// An `UnsafeCell` that may be shared; its users synchronise.
#[doc(hidden)]
#[repr(transparent)]
pub struct SyncUnsafeCell<T: ?Sized>(UnsafeCell<T>);
// SAFETY: access is unsafe anyway.
unsafe impl<T: ?Sized + Sync> Sync for SyncUnsafeCell<T> {}
impl<T> SyncUnsafeCell<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self { SyncUnsafeCell(UnsafeCell::new(value)) }
    /// Points to the value.
    pub const fn get(&self) -> *mut T { self.0.get() }
}

/// A cell that moves values in and out.
#[rustc_diagnostic_item = "Cell"]
#[repr(transparent)]
pub struct Cell<T: ?Sized> {
    value: UnsafeCell<T>,
}
// SAFETY: a cell owns its value.
unsafe impl<T: ?Sized + Send> Send for Cell<T> {}
impl<T: ?Sized> !Sync for Cell<T> {}
impl<T: Copy> Clone for Cell<T> {
    #[inline]
    fn clone(&self) -> Cell<T> { Cell::new(self.get()) }
}
impl<T: Default> Default for Cell<T> {
    #[inline]
    fn default() -> Cell<T> { Cell::new(Default::default()) }
}
impl<T: PartialEq + Copy> PartialEq for Cell<T> {
    #[inline]
    fn eq(&self, other: &Cell<T>) -> bool { self.get() == other.get() }
}
impl<T: Eq + Copy> Eq for Cell<T> {}
impl<T: PartialOrd + Copy> PartialOrd for Cell<T> {
    #[inline]
    fn partial_cmp(&self, other: &Cell<T>) -> Option<Ordering> { self.get().partial_cmp(&other.get()) }
}
impl<T: Ord + Copy> Ord for Cell<T> {
    #[inline]
    fn cmp(&self, other: &Cell<T>) -> Ordering { self.get().cmp(&other.get()) }
}
impl<T> From<T> for Cell<T> {
    fn from(t: T) -> Cell<T> { Cell::new(t) }
}
impl<T> Cell<T> {
    /// Wraps a value.
    #[inline]
    pub const fn new(value: T) -> Cell<T> { Cell { value: UnsafeCell::new(value) } }
    /// Stores a value.
    #[inline]
    pub fn set(&self, val: T) { self.replace(val); }
    /// Swaps with another cell.
    #[inline]
    pub fn swap(&self, other: &Self) {
        if ptr::eq(self, other) {
            return;
        }
        let (a, b) = (self as *const Self as usize, other as *const Self as usize);
        if a.abs_diff(b) < size_of::<T>() {
            panic!("`Cell::swap` on overlapping non-identical `Cell`s");
        }
        // SAFETY: the cells do not overlap and are not shared between threads.
        unsafe { ptr::swap(self.value.get(), other.value.get()) }
    }
    /// Stores a value and gives what was there.
    #[inline]
    pub const fn replace(&self, val: T) -> T {
        // SAFETY: no reference to the value exists, and no other thread has access.
        mem::replace(unsafe { &mut *self.value.get() }, val)
    }
    /// Unwraps the value.
    pub const fn into_inner(self) -> T { self.value.into_inner() }
    /// A copy of the value.
    #[inline]
    pub const fn get(&self) -> T
    where
        T: Copy,
    {
        // SAFETY: no other thread has access.
        unsafe { *self.value.get() }
    }
    /// Replaces the value by `f` of it.
    #[inline]
    pub fn update(&self, f: impl FnOnce(T) -> T)
    where
        T: Copy,
    {
        let old = self.get();
        self.set(f(old));
    }
}
impl<T: ?Sized> Cell<T> {
    /// Points to the value.
    #[inline]
    #[rustc_as_ptr]
    pub const fn as_ptr(&self) -> *mut T { self.value.get() }
    /// Refers to the value.
    #[inline]
    pub const fn get_mut(&mut self) -> &mut T { self.value.get_mut() }
    /// Views unique memory as a cell.
    #[inline]
    pub const fn from_mut(t: &mut T) -> &Cell<T> {
        // SAFETY: the layouts are the same and access was unique.
        unsafe { &*(t as *mut T as *const Cell<T>) }
    }
}
impl<T: Default> Cell<T> {
    /// Takes the value, leaving the default.
    pub fn take(&self) -> T { self.replace(Default::default()) }
}
impl<T: CoerceUnsized<U>, U> CoerceUnsized<Cell<U>> for Cell<T> {}
impl<T: DispatchFromDyn<U>, U> DispatchFromDyn<Cell<U>> for Cell<T> {}
impl<T> Cell<[T]> {
    /// A slice of cells instead of a cell of a slice.
    pub const fn as_slice_of_cells(&self) -> &[Cell<T>] {
        // SAFETY: the layouts are the same.
        unsafe { &*(self as *const Cell<[T]> as *const [Cell<T>]) }
    }
}
impl<T, const N: usize> Cell<[T; N]> {
    /// An array of cells instead of a cell of an array.
    pub const fn as_array_of_cells(&self) -> &[Cell<T>; N] {
        // SAFETY: the layouts are the same.
        unsafe { &*(self as *const Cell<[T; N]> as *const [Cell<T>; N]) }
    }
}
impl<T: Copy + fmt::Debug> fmt::Debug for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Cell").field("value", &self.get()).finish() }
}
impl<T> AsRef<[Cell<T>]> for Cell<[T]> {
    fn as_ref(&self) -> &[Cell<T>] { self.as_slice_of_cells() }
}
impl<T, const N: usize> AsRef<[Cell<T>]> for Cell<[T; N]> {
    fn as_ref(&self) -> &[Cell<T>] { self.as_array_of_cells() }
}
impl<T, const N: usize> AsRef<[Cell<T>; N]> for Cell<[T; N]> {
    fn as_ref(&self) -> &[Cell<T>; N] { self.as_array_of_cells() }
}
