//! Methods of `*mut T`.
use crate::intrinsics;
use crate::marker::PointeeSized;

impl<T: PointeeSized> *mut T {
    /// Whether the address is null.
    #[must_use]
    #[inline]
    #[rustc_diagnostic_item = "ptr_mut_is_null"]
    pub const fn is_null(self) -> bool {
        #[inline]
        const fn in_const(p: *const u8) -> bool {
            match crate::intrinsics::ptr_guaranteed_cmp(p, crate::ptr::without_provenance(0)) {
                2 => panic!("null-ness of this pointer cannot be determined in const context"),
                r => r == 1,
            }
        }
        #[inline]
        fn at_run_time(p: *const u8) -> bool { p.addr() == 0 }
        intrinsics::const_eval_select((self as *const u8,), in_const, at_run_time)
    }
    /// Points to another type.
    #[inline(always)]
    pub const fn cast<U>(self) -> *mut U { self as _ }
    /// The address, without exposing provenance.
    #[must_use]
    #[inline(always)]
    pub fn addr(self) -> usize {
        // SAFETY: a thin pointer is an integer of the same size.
        unsafe { crate::mem::transmute(self.cast::<()>()) }
    }
    /// The address, exposing provenance.
    #[inline(always)]
    pub fn expose_provenance(self) -> usize { self.cast::<()>() as usize }
    /// The same provenance at another address.
    #[must_use]
    #[inline]
    pub fn with_addr(self, addr: usize) -> Self {
        let offset = (addr as isize).wrapping_sub(self.addr() as isize);
        self.wrapping_byte_offset(offset)
    }
    /// The same provenance at the address that `f` gives.
    #[must_use]
    #[inline]
    pub fn map_addr(self, f: impl FnOnce(usize) -> usize) -> Self { self.with_addr(f(self.addr())) }
    /// Address and metadata.
    #[inline]
    pub const fn to_raw_parts(self) -> (*mut (), <T as crate::ptr::Pointee>::Metadata) { (self.cast(), crate::ptr::metadata(self)) }
    /// A reference.
    ///
    /// # Safety
    /// The pointer must not be null and must be valid for the lifetime.
    #[inline]
    #[must_use]
    pub const unsafe fn as_ref_unchecked<'a>(self) -> &'a T { &*self }
    /// A unique reference.
    ///
    /// # Safety
    /// The pointer must not be null, and must be valid and unaliased for the lifetime.
    #[inline]
    #[must_use]
    pub const unsafe fn as_mut_unchecked<'a>(self) -> &'a mut T { &mut *self }
    /// A reference, or none for null.
    ///
    /// # Safety
    /// If not null, it must be valid for the lifetime.
    #[inline]
    pub const unsafe fn as_ref<'a>(self) -> Option<&'a T> { if self.is_null() { None } else { Some(&*self) } }
    /// Moves by bytes.
    ///
    /// # Safety
    /// As `offset`.
    #[must_use]
    #[inline(always)]
    pub const unsafe fn byte_offset(self, count: isize) -> Self { crate::ptr::from_raw_parts_mut(self.cast::<u8>().offset(count), crate::ptr::metadata(self)) }
    /// Moves by bytes, without promise.
    #[must_use]
    #[inline(always)]
    pub const fn wrapping_byte_offset(self, count: isize) -> Self { crate::ptr::from_raw_parts_mut(self.cast::<u8>().wrapping_offset(count), crate::ptr::metadata(self)) }
    /// Moves forward by bytes.
    ///
    /// # Safety
    /// As `add`.
    #[must_use]
    #[inline(always)]
    pub const unsafe fn byte_add(self, count: usize) -> Self { crate::ptr::from_raw_parts_mut(self.cast::<u8>().add(count), crate::ptr::metadata(self)) }
    /// Moves back by bytes.
    ///
    /// # Safety
    /// As `sub`.
    #[must_use]
    #[inline(always)]
    pub const unsafe fn byte_sub(self, count: usize) -> Self { crate::ptr::from_raw_parts_mut(self.cast::<u8>().sub(count), crate::ptr::metadata(self)) }
    /// Moves forward by bytes, without promise.
    #[must_use]
    #[inline(always)]
    pub const fn wrapping_byte_add(self, count: usize) -> Self { self.wrapping_byte_offset(count as isize) }
    /// Moves back by bytes, without promise.
    #[must_use]
    #[inline(always)]
    pub const fn wrapping_byte_sub(self, count: usize) -> Self { self.wrapping_byte_offset((count as isize).wrapping_neg()) }
    /// The distance in bytes.
    ///
    /// # Safety
    /// As `offset_from`.
    #[inline(always)]
    pub const unsafe fn byte_offset_from<U: PointeeSized>(self, origin: *const U) -> isize { self.cast::<u8>().offset_from(origin.cast::<u8>()) }
    /// The distance in bytes to an earlier pointer.
    ///
    /// # Safety
    /// As `offset_from_unsigned`.
    #[inline(always)]
    pub const unsafe fn byte_offset_from_unsigned<U: PointeeSized>(self, origin: *mut U) -> usize { self.cast::<u8>().offset_from_unsigned(origin.cast::<u8>()) }

    /// The same pointer, for reading.
    #[inline(always)]
    #[rustc_diagnostic_item = "ptr_cast_const"]
    pub const fn cast_const(self) -> *const T { self as _ }
    /// A unique reference, or none for null.
    ///
    /// # Safety
    /// If not null, it must be valid and unaliased for the lifetime.
    #[inline]
    pub const unsafe fn as_mut<'a>(self) -> Option<&'a mut T> { if self.is_null() { None } else { Some(&mut *self) } }
    /// Drops the value in place.
    ///
    /// # Safety
    /// See `ptr::drop_in_place`.
    #[inline(always)]
    pub unsafe fn drop_in_place(self) { crate::ptr::drop_in_place(self) }
}

impl<T> *mut T {
    /// Whether the pointer is aligned for `T`.
    #[must_use]
    #[inline]
    pub fn is_aligned(self) -> bool { self.addr() & (align_of::<T>() - 1) == 0 }
    /// Moves by `count` elements.
    ///
    /// # Safety
    /// The result must stay within the allocation.
    #[must_use]
    #[inline(always)]
    #[track_caller]
    pub const unsafe fn offset(self, count: isize) -> Self { intrinsics::offset(self, count) }
    /// Moves by `count` elements, without promise.
    #[must_use]
    #[inline(always)]
    pub const fn wrapping_offset(self, count: isize) -> Self {
        // SAFETY: the intrinsic has no precondition.
        unsafe { intrinsics::arith_offset(self as *const T, count) as Self }
    }
    /// The distance in elements.
    ///
    /// # Safety
    /// Both must lie in the same allocation, a multiple of the size apart.
    #[inline]
    pub const unsafe fn offset_from(self, origin: *const T) -> isize { intrinsics::ptr_offset_from(self as *const T, origin) }
    /// The distance in elements to an earlier pointer.
    ///
    /// # Safety
    /// As `offset_from`, and `self >= origin`.
    #[inline]
    pub const unsafe fn offset_from_unsigned(self, origin: *const T) -> usize { intrinsics::ptr_offset_from_unsigned(self as *const T, origin) }
    /// Moves forward by `count` elements.
    ///
    /// # Safety
    /// The result must stay within the allocation.
    #[must_use]
    #[inline(always)]
    #[track_caller]
    pub const unsafe fn add(self, count: usize) -> Self { intrinsics::offset(self, count) }
    /// Moves back by `count` elements.
    ///
    /// # Safety
    /// The result must stay within the allocation.
    #[must_use]
    #[inline(always)]
    #[track_caller]
    pub const unsafe fn sub(self, count: usize) -> Self { intrinsics::offset(self, (count as isize).wrapping_neg()) }
    /// Moves forward, without promise.
    #[must_use]
    #[inline(always)]
    pub const fn wrapping_add(self, count: usize) -> Self { self.wrapping_offset(count as isize) }
    /// Moves back, without promise.
    #[must_use]
    #[inline(always)]
    pub const fn wrapping_sub(self, count: usize) -> Self { self.wrapping_offset((count as isize).wrapping_neg()) }
    /// Reads the value.
    ///
    /// # Safety
    /// See `ptr::read`.
    #[inline]
    #[track_caller]
    pub const unsafe fn read(self) -> T { crate::ptr::read(self) }
    /// Reads the value, volatile.
    ///
    /// # Safety
    /// See `ptr::read_volatile`.
    #[inline]
    pub unsafe fn read_volatile(self) -> T { crate::ptr::read_volatile(self) }
    /// Reads the value at any alignment.
    ///
    /// # Safety
    /// See `ptr::read_unaligned`.
    #[inline]
    pub const unsafe fn read_unaligned(self) -> T { crate::ptr::read_unaligned(self) }
    /// Copies elements to `dest`; the regions may overlap.
    ///
    /// # Safety
    /// See `ptr::copy`.
    #[inline]
    pub const unsafe fn copy_to(self, dest: *mut T, count: usize) { crate::ptr::copy(self, dest, count) }
    /// Copies elements to `dest`.
    ///
    /// # Safety
    /// See `ptr::copy_nonoverlapping`.
    #[inline]
    pub const unsafe fn copy_to_nonoverlapping(self, dest: *mut T, count: usize) { crate::ptr::copy_nonoverlapping(self, dest, count) }
    /// How many elements to advance to be aligned.
    #[must_use]
    #[inline]
    pub fn align_offset(self, align: usize) -> usize {
        if !align.is_power_of_two() {
            panic!("align_offset: align is not a power-of-two");
        }
        // SAFETY: `align` is a power of two.
        unsafe { crate::ptr::align_offset(self as *const T, align) }
    }

    /// Copies elements from `src`; the regions may overlap.
    ///
    /// # Safety
    /// See `ptr::copy`.
    #[inline]
    pub const unsafe fn copy_from(self, src: *const T, count: usize) { crate::ptr::copy(src, self, count) }
    /// Copies elements from `src`.
    ///
    /// # Safety
    /// See `ptr::copy_nonoverlapping`.
    #[inline]
    pub const unsafe fn copy_from_nonoverlapping(self, src: *const T, count: usize) { crate::ptr::copy_nonoverlapping(src, self, count) }
    /// Stores a value.
    ///
    /// # Safety
    /// See `ptr::write`.
    #[inline(always)]
    pub const unsafe fn write(self, val: T) { crate::ptr::write(self, val) }
    /// Fills with a byte.
    ///
    /// # Safety
    /// See `ptr::write_bytes`.
    #[inline]
    pub const unsafe fn write_bytes(self, val: u8, count: usize) { crate::ptr::write_bytes(self, val, count) }
    /// Stores a value, volatile.
    ///
    /// # Safety
    /// See `ptr::write_volatile`.
    #[inline]
    pub unsafe fn write_volatile(self, val: T) { crate::ptr::write_volatile(self, val) }
    /// Stores a value at any alignment.
    ///
    /// # Safety
    /// See `ptr::write_unaligned`.
    #[inline]
    pub const unsafe fn write_unaligned(self, val: T) { crate::ptr::write_unaligned(self, val) }
    /// Stores a value and gives what was there.
    ///
    /// # Safety
    /// See `ptr::replace`.
    #[inline]
    pub const unsafe fn replace(self, src: T) -> T { crate::ptr::replace(self, src) }
    /// Swaps with another place.
    ///
    /// # Safety
    /// See `ptr::swap`.
    #[inline]
    pub const unsafe fn swap(self, with: *mut T) { crate::ptr::swap(self, with) }
}

impl<T> *mut [T] {
    /// As a pointer to an array, if it has that length.
    #[inline]
    #[must_use]
    pub const fn as_mut_array<const N: usize>(self) -> Option<*mut [T; N]> { if self.len() == N { Some(self as *mut [T; N]) } else { None } }
    /// The number of elements.
    #[inline]
    pub const fn len(self) -> usize { crate::ptr::metadata(self) }
    /// Whether there are no elements.
    #[inline(always)]
    pub const fn is_empty(self) -> bool { self.len() == 0 }

    /// Points to the first element.
    #[inline(always)]
    pub const fn as_mut_ptr(self) -> *mut T { self as *mut T }
}
