//! The system allocator.
pub use alloc_crate::alloc::*;
use crate::sys::libc;
use core::ptr;

/// malloc and its kin.
#[derive(Debug, Default, Copy, Clone)]
pub struct System;
const MIN_ALIGN: usize = 16;
// SAFETY: malloc does what it says.
unsafe impl GlobalAlloc for System {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() <= MIN_ALIGN && layout.align() <= layout.size() { libc::malloc(layout.size()) as *mut u8 } else { aligned(&layout) }
    }
    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if layout.align() <= MIN_ALIGN && layout.align() <= layout.size() {
            libc::calloc(layout.size(), 1) as *mut u8
        } else {
            let p = aligned(&layout);
            if !p.is_null() {
                ptr::write_bytes(p, 0, layout.size());
            }
            p
        }
    }
    #[inline]
    unsafe fn dealloc(&self, ptr: *mut u8, _layout: Layout) { libc::free(ptr as *mut _) }
    #[inline]
    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        if layout.align() <= MIN_ALIGN && layout.align() <= new_size {
            return libc::realloc(ptr as *mut _, new_size) as *mut u8;
        }
        let new = self.alloc(Layout::from_size_align_unchecked(new_size, layout.align()));
        if !new.is_null() {
            ptr::copy_nonoverlapping(ptr, new, core::cmp::min(layout.size(), new_size));
            self.dealloc(ptr, layout);
        }
        new
    }
}
unsafe fn aligned(layout: &Layout) -> *mut u8 {
    let mut out = ptr::null_mut();
    let align = core::cmp::max(layout.align(), size_of::<usize>());
    if libc::posix_memalign(&mut out, align, layout.size()) != 0 { ptr::null_mut() } else { out as *mut u8 }
}
/// What the compiler links where there is no `#[global_allocator]`.
#[doc(hidden)]
pub mod __default_lib_allocator {
    use super::{GlobalAlloc, Layout, System};
    #[rustc_std_internal_symbol]
    pub unsafe extern "C" fn __rdl_alloc(size: usize, align: usize) -> *mut u8 { System.alloc(Layout::from_size_align_unchecked(size, align)) }
    #[rustc_std_internal_symbol]
    pub unsafe extern "C" fn __rdl_dealloc(ptr: *mut u8, size: usize, align: usize) { System.dealloc(ptr, Layout::from_size_align_unchecked(size, align)) }
    #[rustc_std_internal_symbol]
    pub unsafe extern "C" fn __rdl_realloc(ptr: *mut u8, old: usize, align: usize, new: usize) -> *mut u8 { System.realloc(ptr, Layout::from_size_align_unchecked(old, align), new) }
    #[rustc_std_internal_symbol]
    pub unsafe extern "C" fn __rdl_alloc_zeroed(size: usize, align: usize) -> *mut u8 { System.alloc_zeroed(Layout::from_size_align_unchecked(size, align)) }
}
