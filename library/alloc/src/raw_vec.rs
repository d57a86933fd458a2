//! The buffer of vectors: pointer and capacity. The capacity keeps below `isize::MAX`, which
//! gives `Option<Vec<T>>` its niche; types without size have all of it.
use crate::alloc::{self, Layout, handle_alloc_error};
use crate::collections::TryReserveError;
use crate::collections::TryReserveErrorKind::*;
use core::marker::PhantomData;
use core::niche::Capacity;
use core::ptr::NonNull;

/// A buffer for `T`s. Does not drop them.
pub struct RawVec<T> {
    ptr: NonNull<T>,
    cap: Capacity,
    _marker: PhantomData<T>,
}
// SAFETY: it owns its memory.
unsafe impl<T: Send> Send for RawVec<T> {}
// SAFETY: it owns its memory.
unsafe impl<T: Sync> Sync for RawVec<T> {}

/// Reports that a capacity cannot be.
#[inline(never)]
#[cold]
#[track_caller]
pub fn capacity_overflow() -> ! { panic!("capacity overflow") }

#[cold]
#[inline(never)]
#[track_caller]
fn handle_error(e: TryReserveError) -> ! {
    match e.kind {
        CapacityOverflow => capacity_overflow(),
        AllocError { layout, .. } => handle_alloc_error(layout),
    }
}
impl<T> RawVec<T> {
    const IS_ZST: bool = size_of::<T>() == 0;
    const MIN_NON_ZERO_CAP: usize = if size_of::<T>() == 1 { 8 } else if size_of::<T>() <= 1024 { 4 } else { 1 };
    /// No memory yet.
    #[inline]
    pub const fn new() -> Self {
        // SAFETY: zero is in range.
        RawVec { ptr: NonNull::dangling(), cap: unsafe { Capacity::new_unchecked(0) }, _marker: PhantomData }
    }
    /// Memory for `n` elements.
    #[inline]
    #[track_caller]
    pub fn with_capacity(n: usize) -> Self {
        match Self::try_with_capacity(n, false) {
            Ok(v) => v,
            Err(e) => handle_error(e),
        }
    }
    /// Zeroed memory for `n` elements.
    #[inline]
    #[track_caller]
    pub fn with_capacity_zeroed(n: usize) -> Self {
        match Self::try_with_capacity(n, true) {
            Ok(v) => v,
            Err(e) => handle_error(e),
        }
    }
    /// The same, with an error instead of a panic.
    #[inline]
    pub fn try_with_capacity(n: usize, zeroed: bool) -> Result<Self, TryReserveError> {
        if Self::IS_ZST || n == 0 {
            return Ok(Self::new());
        }
        let Ok(layout) = Layout::array::<T>(n) else { return Err(CapacityOverflow.into()) };
        // SAFETY: the size is not zero.
        let p = unsafe { if zeroed { alloc::alloc_zeroed(layout) } else { alloc::alloc(layout) } };
        match NonNull::new(p) {
            // SAFETY: a valid layout keeps the capacity in range.
            Some(p) => Ok(RawVec { ptr: p.cast(), cap: unsafe { Capacity::new_unchecked(n) }, _marker: PhantomData }),
            None => Err(AllocError { layout, non_exhaustive: () }.into()),
        }
    }
    /// Of parts.
    ///
    /// # Safety
    /// They must be from a `RawVec` or equivalent.
    #[inline]
    pub const unsafe fn from_raw_parts(ptr: *mut T, cap: usize) -> Self {
        let cap = if Self::IS_ZST { 0 } else { cap };
        RawVec { ptr: NonNull::new_unchecked(ptr), cap: Capacity::new_unchecked(cap), _marker: PhantomData }
    }
    /// Points to the first element.
    #[inline(always)]
    pub const fn ptr(&self) -> *mut T { self.ptr.as_ptr() }
    /// How many elements fit.
    #[inline(always)]
    pub const fn capacity(&self) -> usize { if Self::IS_ZST { usize::MAX } else { self.cap.get() } }
    fn current(&self) -> Option<Layout> {
        if Self::IS_ZST || self.cap.get() == 0 {
            return None;
        }
        // SAFETY: the layout was valid when the memory was allocated.
        unsafe { Some(Layout::from_size_align_unchecked(size_of::<T>() * self.cap.get(), align_of::<T>())) }
    }
    #[inline]
    fn needs_to_grow(&self, len: usize, additional: usize) -> bool { additional > self.capacity().wrapping_sub(len) }
    /// Makes room, with amortised growth.
    #[inline]
    #[track_caller]
    pub fn reserve(&mut self, len: usize, additional: usize) {
        if self.needs_to_grow(len, additional) {
            if let Err(e) = self.grow(len, additional, false) {
                handle_error(e);
            }
        }
    }
    /// Makes room for one element more than the capacity.
    #[inline(never)]
    #[cold]
    #[track_caller]
    pub fn grow_one(&mut self) {
        if let Err(e) = self.grow(self.capacity(), 1, false) {
            handle_error(e);
        }
    }
    /// Makes room for just that many.
    #[track_caller]
    pub fn reserve_exact(&mut self, len: usize, additional: usize) {
        if let Err(e) = self.try_reserve_exact(len, additional) {
            handle_error(e);
        }
    }
    /// `reserve` with an error instead of a panic.
    pub fn try_reserve(&mut self, len: usize, additional: usize) -> Result<(), TryReserveError> {
        if self.needs_to_grow(len, additional) { self.grow(len, additional, false) } else { Ok(()) }
    }
    /// `reserve_exact` with an error instead of a panic.
    pub fn try_reserve_exact(&mut self, len: usize, additional: usize) -> Result<(), TryReserveError> {
        if self.needs_to_grow(len, additional) { self.grow(len, additional, true) } else { Ok(()) }
    }
    #[cold]
    #[inline(never)]
    fn grow(&mut self, len: usize, additional: usize, exact: bool) -> Result<(), TryReserveError> {
        if Self::IS_ZST {
            return Err(CapacityOverflow.into());
        }
        let required = len.checked_add(additional).ok_or(CapacityOverflow)?;
        let cap = if exact { required } else { core::cmp::max(Self::MIN_NON_ZERO_CAP, core::cmp::max(self.cap.get() * 2, required)) };
        let new = Layout::array::<T>(cap).map_err(|_| CapacityOverflow)?;
        // SAFETY: the new size is not zero; the old block is ours.
        let p = unsafe {
            match self.current() {
                Some(old) => alloc::realloc(self.ptr.as_ptr() as *mut u8, old, new.size()),
                None => alloc::alloc(new),
            }
        };
        match NonNull::new(p) {
            Some(p) => {
                self.ptr = p.cast();
                // SAFETY: a valid layout keeps the capacity in range.
                self.cap = unsafe { Capacity::new_unchecked(cap) };
                Ok(())
            }
            None => Err(AllocError { layout: new, non_exhaustive: () }.into()),
        }
    }
    /// Gives back what is behind `cap` elements.
    #[track_caller]
    pub fn shrink_to_fit(&mut self, cap: usize) {
        assert!(cap <= self.capacity(), "Tried to shrink to a larger capacity");
        let Some(old) = self.current() else { return };
        // SAFETY: the block is ours; the new layout is smaller.
        unsafe {
            if cap == 0 {
                alloc::dealloc(self.ptr.as_ptr() as *mut u8, old);
                self.ptr = NonNull::dangling();
            } else {
                let size = size_of::<T>() * cap;
                match NonNull::new(alloc::realloc(self.ptr.as_ptr() as *mut u8, old, size)) {
                    Some(p) => self.ptr = p.cast(),
                    None => handle_alloc_error(Layout::from_size_align_unchecked(size, old.align())),
                }
            }
            self.cap = Capacity::new_unchecked(cap);
        }
    }
}
// SAFETY: dropping does not touch the elements.
unsafe impl<#[may_dangle] T> Drop for RawVec<T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(layout) = self.current() {
            // SAFETY: the block is ours.
            unsafe { alloc::dealloc(self.ptr.as_ptr() as *mut u8, layout) }
        }
    }
}
