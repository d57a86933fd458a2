//! `MaybeUninit`: memory for a value that may not be there yet.
use super::ManuallyDrop;
use crate::{fmt, intrinsics, ptr, slice};

/// Memory of a `T`'s size that need not hold one.
#[derive(Copy)]
#[lang = "maybe_uninit"]
#[repr(transparent)]
pub union MaybeUninit<T> {
    uninit: (),
    value: ManuallyDrop<T>,
}
impl<T: Copy> Clone for MaybeUninit<T> {
    #[inline(always)]
    fn clone(&self) -> Self { *self }
}
impl<T> fmt::Debug for MaybeUninit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let full = crate::any::type_name::<Self>();
        f.pad(match full.find("MaybeUninit") {
            Some(i) => &full[i..],
            None => full,
        })
    }
}
impl<T> MaybeUninit<T> {
    /// Holds a value.
    #[must_use = "`forget` does this implicitly"]
    #[inline(always)]
    pub const fn new(val: T) -> MaybeUninit<T> { MaybeUninit { value: ManuallyDrop::new(val) } }
    /// Holds nothing.
    #[must_use]
    #[inline(always)]
    #[rustc_diagnostic_item = "maybe_uninit_uninit"]
    pub const fn uninit() -> MaybeUninit<T> { MaybeUninit { uninit: () } }
    /// Holds zero bytes.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "maybe_uninit_zeroed"]
    pub const fn zeroed() -> MaybeUninit<T> {
        let mut u = MaybeUninit::<T>::uninit();
        // SAFETY: the memory is ours, of that size.
        unsafe { intrinsics::write_bytes(&mut u, 0, 1) };
        u
    }
    /// Stores a value, without dropping an earlier one.
    #[inline(always)]
    pub const fn write(&mut self, val: T) -> &mut T {
        *self = MaybeUninit::new(val);
        // SAFETY: just stored.
        unsafe { self.assume_init_mut() }
    }
    /// Points to the value.
    #[inline(always)]
    pub const fn as_ptr(&self) -> *const T { self as *const _ as *const T }
    /// Points to the value.
    #[inline(always)]
    pub const fn as_mut_ptr(&mut self) -> *mut T { self as *mut _ as *mut T }
    /// Takes the value.
    ///
    /// # Safety
    /// It must be there.
    #[inline(always)]
    #[track_caller]
    pub const unsafe fn assume_init(self) -> T {
        intrinsics::assert_inhabited::<T>();
        ManuallyDrop::into_inner(self.value)
    }
    /// Copies the value out.
    ///
    /// # Safety
    /// It must be there, and not be used twice unless `Copy`.
    #[inline(always)]
    #[track_caller]
    pub const unsafe fn assume_init_read(&self) -> T { self.as_ptr().read() }
    /// Drops the value in place.
    ///
    /// # Safety
    /// It must be there.
    pub unsafe fn assume_init_drop(&mut self) { ptr::drop_in_place(self.as_mut_ptr()) }
    /// Refers to the value.
    ///
    /// # Safety
    /// It must be there.
    #[inline(always)]
    pub const unsafe fn assume_init_ref(&self) -> &T { &*self.as_ptr() }
    /// Refers to the value uniquely.
    ///
    /// # Safety
    /// It must be there.
    #[inline(always)]
    pub const unsafe fn assume_init_mut(&mut self) -> &mut T { &mut *self.as_mut_ptr() }
    /// Views the slice's start.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn slice_as_ptr(this: &[MaybeUninit<T>]) -> *const T { this.as_ptr() as *const T }
    /// Views the slice's start.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn slice_as_mut_ptr(this: &mut [MaybeUninit<T>]) -> *mut T { this.as_mut_ptr() as *mut T }
}
impl<T> [MaybeUninit<T>] {
    /// Copies `src` in.
    pub const fn write_copy_of_slice(&mut self, src: &[T]) -> &mut [T]
    where
        T: Copy,
    {
        // SAFETY: both have the same layout.
        let uninit_src: &[MaybeUninit<T>] = unsafe { super::transmute(src) };
        self.copy_from_slice(uninit_src);
        // SAFETY: all elements were written.
        unsafe { self.assume_init_mut() }
    }
    /// Clones `src` in.
    pub fn write_clone_of_slice(&mut self, src: &[T]) -> &mut [T]
    where
        T: Clone,
    {
        assert_eq!(self.len(), src.len(), "destination and source slices have different lengths");
        struct Guard<'a, T>(&'a mut [MaybeUninit<T>], usize);
        impl<T> Drop for Guard<'_, T> {
            fn drop(&mut self) {
                // SAFETY: the first `self.1` elements were written.
                unsafe { self.0[..self.1].assume_init_drop() }
            }
        }
        let mut guard = Guard(self, 0);
        for (i, item) in src.iter().enumerate() {
            guard.0[i].write(item.clone());
            guard.1 += 1;
        }
        let slice: *mut [MaybeUninit<T>] = guard.0;
        super::forget(guard);
        // SAFETY: all elements were written, and the guard's borrow is over.
        unsafe { (*slice).assume_init_mut() }
    }
    /// Drops all elements.
    ///
    /// # Safety
    /// They must be there.
    #[inline(always)]
    pub unsafe fn assume_init_drop(&mut self) { ptr::drop_in_place(self as *mut Self as *mut [T]) }
    /// Refers to all elements.
    ///
    /// # Safety
    /// They must be there.
    #[inline(always)]
    pub const unsafe fn assume_init_ref(&self) -> &[T] { &*(self as *const Self as *const [T]) }
    /// Refers to all elements uniquely.
    ///
    /// # Safety
    /// They must be there.
    #[inline(always)]
    pub const unsafe fn assume_init_mut(&mut self) -> &mut [T] { &mut *(self as *mut Self as *mut [T]) }
}
impl<T, const N: usize> MaybeUninit<[T; N]> {
    /// An array of memory instead of memory for an array.
    #[inline]
    pub const fn transpose(self) -> [MaybeUninit<T>; N] {
        // SAFETY: the layouts are the same.
        unsafe { intrinsics::transmute_unchecked(self) }
    }
}
impl<T, const N: usize> From<[MaybeUninit<T>; N]> for MaybeUninit<[T; N]> {
    fn from(a: [MaybeUninit<T>; N]) -> Self { a.transpose() }
}
impl<T, const N: usize> From<MaybeUninit<[T; N]>> for [MaybeUninit<T>; N] {
    fn from(a: MaybeUninit<[T; N]>) -> Self { a.transpose() }
}
impl<T, const N: usize> AsRef<[MaybeUninit<T>; N]> for MaybeUninit<[T; N]> {
    // SAFETY: nothing need be initialised, and the layouts are the same.
    fn as_ref(&self) -> &[MaybeUninit<T>; N] { unsafe { &*(&raw const *self).cast() } }
}
impl<T, const N: usize> AsMut<[MaybeUninit<T>; N]> for MaybeUninit<[T; N]> {
    // SAFETY: as above.
    fn as_mut(&mut self) -> &mut [MaybeUninit<T>; N] { unsafe { &mut *(&raw mut *self).cast() } }
}
impl<T, const N: usize> AsRef<[MaybeUninit<T>]> for MaybeUninit<[T; N]> {
    fn as_ref(&self) -> &[MaybeUninit<T>] {
        // SAFETY: the layouts are the same.
        unsafe { slice::from_raw_parts(self as *const _ as *const MaybeUninit<T>, N) }
    }
}
impl<T, const N: usize> AsMut<[MaybeUninit<T>]> for MaybeUninit<[T; N]> {
    fn as_mut(&mut self) -> &mut [MaybeUninit<T>] {
        // SAFETY: the layouts are the same.
        unsafe { slice::from_raw_parts_mut(self as *mut _ as *mut MaybeUninit<T>, N) }
    }
}
impl<T, const N: usize> [MaybeUninit<T>; N] {
    /// Memory for an array instead of an array of memory.
    #[inline]
    pub const fn transpose(self) -> MaybeUninit<[T; N]> {
        // SAFETY: the layouts are the same.
        unsafe { intrinsics::transmute_unchecked(self) }
    }
}
