//! The trait of global allocators.
use super::Layout;
use crate::{cmp, ptr};

/// An allocator that `#[global_allocator]` accepts.
///
/// # Safety
/// The methods must do what they say and never unwind.
pub unsafe trait GlobalAlloc {
    /// Allocates; null on failure.
    ///
    /// # Safety
    /// The size must not be zero.
    unsafe fn alloc(&self, layout: Layout) -> *mut u8;
    /// Frees.
    ///
    /// # Safety
    /// The block must be from here, with that layout.
    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout);
    /// Allocates zeroed memory; null on failure.
    ///
    /// # Safety
    /// The size must not be zero.
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let ptr = self.alloc(layout);
        if !ptr.is_null() {
            ptr::write_bytes(ptr, 0, layout.size());
        }
        ptr
    }
    /// Resizes; null on failure.
    ///
    /// # Safety
    /// The block must be from here, with that layout; the new size must not be zero.
    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        let new_layout = Layout::from_size_align_unchecked(new_size, layout.align());
        let new_ptr = self.alloc(new_layout);
        if !new_ptr.is_null() {
            ptr::copy_nonoverlapping(ptr, new_ptr, cmp::min(layout.size(), new_size));
            self.dealloc(ptr, layout);
        }
        new_ptr
    }
}
