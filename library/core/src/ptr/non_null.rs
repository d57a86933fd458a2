//! `NonNull`: a raw pointer with null as its niche.
use crate::cmp::Ordering;
use crate::marker::{PointeeSized, Unsize};
use crate::mem::MaybeUninit;
use crate::niche::NonNullPtr;
use crate::num::NonZero;
use crate::ops::{CoerceUnsized, DispatchFromDyn};
use crate::{fmt, hash, ptr};

/// A covariant `*mut T` that is never null.
#[repr(transparent)]
#[rustc_diagnostic_item = "NonNull"]
pub struct NonNull<T: PointeeSized> {
    pointer: NonNullPtr<T>,
}
impl<T: PointeeSized> !Send for NonNull<T> {}
impl<T: PointeeSized> !Sync for NonNull<T> {}

impl<T: Sized> NonNull<T> {
    /// An aligned pointer to nothing.
    #[must_use]
    #[inline]
    pub const fn dangling() -> Self {
        // SAFETY: alignments are not zero.
        unsafe { NonNull::new_unchecked(ptr::dangling_mut()) }
    }
    /// An address that may not be accessed.
    #[inline]
    #[must_use]
    pub const fn without_provenance(addr: NonZero<usize>) -> Self {
        // SAFETY: the address is not zero.
        unsafe { NonNull::new_unchecked(ptr::without_provenance_mut(addr.get())) }
    }
    /// A pointer to an exposed allocation.
    #[inline]
    pub fn with_exposed_provenance(addr: NonZero<usize>) -> Self {
        // SAFETY: the address is not zero.
        unsafe { NonNull::new_unchecked(ptr::with_exposed_provenance_mut(addr.get())) }
    }
    /// Refers to memory that may hold no value.
    ///
    /// # Safety
    /// The memory must be valid for the lifetime.
    #[inline]
    pub const unsafe fn as_uninit_ref<'a>(self) -> &'a MaybeUninit<T> { &*(self.as_ptr() as *const MaybeUninit<T>) }
    /// Refers to memory that may hold no value.
    ///
    /// # Safety
    /// The memory must be valid and unaliased for the lifetime.
    #[inline]
    pub const unsafe fn as_uninit_mut<'a>(self) -> &'a mut MaybeUninit<T> { &mut *(self.as_ptr() as *mut MaybeUninit<T>) }
}
impl<T: PointeeSized> NonNull<T> {
    /// Wraps a pointer.
    ///
    /// # Safety
    /// It must not be null.
    #[inline(always)]
    #[track_caller]
    pub const unsafe fn new_unchecked(ptr: *mut T) -> Self { NonNull { pointer: NonNullPtr::new_unchecked(ptr as *const T) } }
    /// Wraps a pointer unless it is null.
    #[inline]
    pub const fn new(ptr: *mut T) -> Option<Self> {
        // SAFETY: checked.
        if !ptr.is_null() { Some(unsafe { Self::new_unchecked(ptr) }) } else { None }
    }
    /// Of a reference.
    #[inline]
    pub const fn from_ref(r: &T) -> Self {
        // SAFETY: references are not null.
        unsafe { NonNull::new_unchecked(r as *const T as *mut T) }
    }
    /// Of a unique reference.
    #[inline]
    pub const fn from_mut(r: &mut T) -> Self {
        // SAFETY: references are not null.
        unsafe { NonNull::new_unchecked(r as *mut T) }
    }
    /// The address.
    #[must_use]
    #[inline]
    pub fn addr(self) -> NonZero<usize> {
        // SAFETY: not null.
        unsafe { NonZero::new_unchecked(self.as_ptr().addr()) }
    }
    /// The address, exposing provenance.
    pub fn expose_provenance(self) -> NonZero<usize> {
        // SAFETY: not null.
        unsafe { NonZero::new_unchecked(self.as_ptr().expose_provenance()) }
    }
    /// The same provenance at another address.
    #[must_use]
    #[inline]
    pub fn with_addr(self, addr: NonZero<usize>) -> Self {
        // SAFETY: the address is not zero.
        unsafe { NonNull::new_unchecked(self.as_ptr().with_addr(addr.get())) }
    }
    /// The same provenance at the address that `f` gives.
    #[must_use]
    #[inline]
    pub fn map_addr(self, f: impl FnOnce(NonZero<usize>) -> NonZero<usize>) -> Self { self.with_addr(f(self.addr())) }
    /// The raw pointer.
    #[inline(always)]
    #[rustc_never_returns_null_ptr]
    #[must_use]
    pub const fn as_ptr(self) -> *mut T { self.pointer.get() as *mut T }
    /// A reference.
    ///
    /// # Safety
    /// It must be valid for the lifetime.
    #[must_use]
    #[inline(always)]
    pub const unsafe fn as_ref<'a>(&self) -> &'a T { &*(self.pointer.get()) }
    /// A unique reference.
    ///
    /// # Safety
    /// It must be valid and unaliased for the lifetime.
    #[must_use]
    #[inline(always)]
    pub const unsafe fn as_mut<'a>(&mut self) -> &'a mut T { &mut *self.as_ptr() }
    /// Points to another type.
    #[must_use]
    #[inline]
    pub const fn cast<U>(self) -> NonNull<U> {
        // SAFETY: not null.
        unsafe { NonNull::new_unchecked(self.as_ptr() as *mut U) }
    }
    /// Address and metadata.
    #[doc(hidden)]
    #[inline]
    pub const fn to_raw_parts(self) -> (NonNull<()>, <T as ptr::Pointee>::Metadata) { (self.cast(), ptr::metadata(self.as_ptr())) }
    /// Moves by bytes.
    ///
    /// # Safety
    /// As `offset`.
    #[inline]
    #[must_use]
    pub const unsafe fn byte_offset(self, count: isize) -> Self { NonNull::new_unchecked(self.as_ptr().byte_offset(count)) }
    /// Moves forward by bytes.
    ///
    /// # Safety
    /// As `add`.
    #[inline]
    #[must_use]
    pub const unsafe fn byte_add(self, count: usize) -> Self { NonNull::new_unchecked(self.as_ptr().byte_add(count)) }
    /// Moves back by bytes.
    ///
    /// # Safety
    /// As `sub`.
    #[inline]
    #[must_use]
    pub const unsafe fn byte_sub(self, count: usize) -> Self { NonNull::new_unchecked(self.as_ptr().byte_sub(count)) }
    /// The distance in bytes.
    ///
    /// # Safety
    /// As `offset_from`.
    #[inline]
    pub const unsafe fn byte_offset_from<U: ?Sized>(self, origin: NonNull<U>) -> isize { self.as_ptr().byte_offset_from(origin.as_ptr()) }
    /// Drops the value in place.
    ///
    /// # Safety
    /// See `ptr::drop_in_place`.
    #[inline(always)]
    pub unsafe fn drop_in_place(self) { ptr::drop_in_place(self.as_ptr()) }
}
impl<T> NonNull<T> {
    /// Moves by elements.
    ///
    /// # Safety
    /// See the raw pointer's method.
    #[inline]
    #[must_use]
    pub const unsafe fn offset(self, count: isize) -> Self { NonNull::new_unchecked(self.as_ptr().offset(count)) }
    /// Moves forward.
    ///
    /// # Safety
    /// See the raw pointer's method.
    #[inline]
    #[must_use]
    pub const unsafe fn add(self, count: usize) -> Self { NonNull::new_unchecked(self.as_ptr().add(count)) }
    /// Moves back.
    ///
    /// # Safety
    /// See the raw pointer's method.
    #[inline]
    #[must_use]
    pub const unsafe fn sub(self, count: usize) -> Self { NonNull::new_unchecked(self.as_ptr().sub(count)) }
    /// The distance in elements.
    ///
    /// # Safety
    /// See the raw pointer's method.
    #[inline]
    pub const unsafe fn offset_from(self, origin: NonNull<T>) -> isize { self.as_ptr().offset_from(origin.as_ptr()) }
    /// The distance in elements to an earlier pointer.
    ///
    /// # Safety
    /// See the raw pointer's method.
    #[inline]
    pub const unsafe fn offset_from_unsigned(self, origin: NonNull<T>) -> usize { self.as_ptr().offset_from_unsigned(origin.as_ptr()) }
    /// Reads the value.
    ///
    /// # Safety
    /// See `ptr::read`.
    #[inline]
    pub const unsafe fn read(self) -> T { ptr::read(self.as_ptr()) }
    /// Reads the value, volatile.
    ///
    /// # Safety
    /// See `ptr::read_volatile`.
    #[inline]
    pub unsafe fn read_volatile(self) -> T { ptr::read_volatile(self.as_ptr()) }
    /// Reads the value at any alignment.
    ///
    /// # Safety
    /// See `ptr::read_unaligned`.
    #[inline]
    pub const unsafe fn read_unaligned(self) -> T { ptr::read_unaligned(self.as_ptr()) }
    /// Copies elements to `dest`.
    ///
    /// # Safety
    /// See `ptr::copy`.
    #[inline(always)]
    pub const unsafe fn copy_to(self, dest: NonNull<T>, count: usize) { ptr::copy(self.as_ptr(), dest.as_ptr(), count) }
    /// Copies elements to `dest`, without overlap.
    ///
    /// # Safety
    /// See `ptr::copy_nonoverlapping`.
    #[inline(always)]
    pub const unsafe fn copy_to_nonoverlapping(self, dest: NonNull<T>, count: usize) { ptr::copy_nonoverlapping(self.as_ptr(), dest.as_ptr(), count) }
    /// Copies elements from `src`.
    ///
    /// # Safety
    /// See `ptr::copy`.
    #[inline(always)]
    pub const unsafe fn copy_from(self, src: NonNull<T>, count: usize) { ptr::copy(src.as_ptr(), self.as_ptr(), count) }
    /// Copies elements from `src`, without overlap.
    ///
    /// # Safety
    /// See `ptr::copy_nonoverlapping`.
    #[inline(always)]
    pub const unsafe fn copy_from_nonoverlapping(self, src: NonNull<T>, count: usize) { ptr::copy_nonoverlapping(src.as_ptr(), self.as_ptr(), count) }
    /// Stores a value.
    ///
    /// # Safety
    /// See `ptr::write`.
    #[inline(always)]
    pub const unsafe fn write(self, val: T) { ptr::write(self.as_ptr(), val) }
    /// Fills with a byte.
    ///
    /// # Safety
    /// See `ptr::write_bytes`.
    #[inline(always)]
    pub const unsafe fn write_bytes(self, val: u8, count: usize) { ptr::write_bytes(self.as_ptr(), val, count) }
    /// Stores a value, volatile.
    ///
    /// # Safety
    /// See `ptr::write_volatile`.
    #[inline(always)]
    pub unsafe fn write_volatile(self, val: T) { ptr::write_volatile(self.as_ptr(), val) }
    /// Stores a value at any alignment.
    ///
    /// # Safety
    /// See `ptr::write_unaligned`.
    #[inline(always)]
    pub const unsafe fn write_unaligned(self, val: T) { ptr::write_unaligned(self.as_ptr(), val) }
    /// Stores a value and gives what was there.
    ///
    /// # Safety
    /// See `ptr::replace`.
    #[inline(always)]
    pub const unsafe fn replace(self, src: T) -> T { ptr::replace(self.as_ptr(), src) }
    /// Swaps with another place.
    ///
    /// # Safety
    /// See `ptr::swap`.
    #[inline(always)]
    pub const unsafe fn swap(self, with: NonNull<T>) { ptr::swap(self.as_ptr(), with.as_ptr()) }
    /// How many elements to advance to be aligned.
    #[inline]
    #[must_use]
    pub fn align_offset(self, align: usize) -> usize { self.as_ptr().align_offset(align) }
    /// Whether the pointer is aligned for `T`.
    #[inline]
    #[must_use]
    pub fn is_aligned(self) -> bool { self.as_ptr().is_aligned() }
}
impl<T> NonNull<[T]> {
    /// A slice pointer.
    #[inline]
    #[must_use]
    pub const fn slice_from_raw_parts(data: NonNull<T>, len: usize) -> Self {
        // SAFETY: not null.
        unsafe { Self::new_unchecked(ptr::slice_from_raw_parts_mut(data.as_ptr(), len)) }
    }
    /// The number of elements.
    #[must_use]
    #[inline]
    pub const fn len(self) -> usize { self.as_ptr().len() }
    /// Whether there are no elements.
    #[must_use]
    #[inline]
    pub const fn is_empty(self) -> bool { self.len() == 0 }
    /// Points to the first element.
    #[inline]
    pub const fn as_non_null_ptr(self) -> NonNull<T> { self.cast() }
    /// Points to the first element.
    #[inline]
    pub const fn as_mut_ptr(self) -> *mut T { self.as_non_null_ptr().as_ptr() }
}
impl<T: PointeeSized> Clone for NonNull<T> {
    #[inline(always)]
    fn clone(&self) -> Self { *self }
}
impl<T: PointeeSized> Copy for NonNull<T> {}
impl<T: PointeeSized + Unsize<U>, U: PointeeSized> CoerceUnsized<NonNull<U>> for NonNull<T> {}
impl<T: PointeeSized + Unsize<U>, U: PointeeSized> DispatchFromDyn<NonNull<U>> for NonNull<T> {}
impl<T: PointeeSized> fmt::Debug for NonNull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.as_ptr(), f) }
}
impl<T: PointeeSized> fmt::Pointer for NonNull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.as_ptr(), f) }
}
impl<T: PointeeSized> Eq for NonNull<T> {}
impl<T: PointeeSized> PartialEq for NonNull<T> {
    #[inline]
    #[allow(ambiguous_wide_pointer_comparisons)]
    fn eq(&self, other: &Self) -> bool { self.as_ptr() == other.as_ptr() }
}
impl<T: PointeeSized> Ord for NonNull<T> {
    #[inline]
    #[allow(ambiguous_wide_pointer_comparisons)]
    fn cmp(&self, other: &Self) -> Ordering { self.as_ptr().cmp(&other.as_ptr()) }
}
impl<T: PointeeSized> PartialOrd for NonNull<T> {
    #[inline]
    #[allow(ambiguous_wide_pointer_comparisons)]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.as_ptr().partial_cmp(&other.as_ptr()) }
}
impl<T: PointeeSized> hash::Hash for NonNull<T> {
    #[inline]
    fn hash<H: hash::Hasher>(&self, state: &mut H) { self.as_ptr().hash(state) }
}
impl<T: PointeeSized> From<&mut T> for NonNull<T> {
    #[inline]
    fn from(r: &mut T) -> Self { NonNull::from_mut(r) }
}
impl<T: PointeeSized> From<&T> for NonNull<T> {
    #[inline]
    fn from(r: &T) -> Self { NonNull::from_ref(r) }
}
