//! The global allocator.
#[doc(inline)]
pub use core::alloc::*;

unsafe extern "Rust" {
    // The compiler links these to the `#[global_allocator]` or to the default one of std.
    #[rustc_allocator]
    #[rustc_nounwind]
    #[rustc_std_internal_symbol]
    fn __rust_alloc(size: usize, align: usize) -> *mut u8;
    #[rustc_deallocator]
    #[rustc_nounwind]
    #[rustc_std_internal_symbol]
    fn __rust_dealloc(ptr: *mut u8, size: usize, align: usize);
    #[rustc_reallocator]
    #[rustc_nounwind]
    #[rustc_std_internal_symbol]
    fn __rust_realloc(ptr: *mut u8, old_size: usize, align: usize, new_size: usize) -> *mut u8;
    #[rustc_allocator_zeroed]
    #[rustc_nounwind]
    #[rustc_std_internal_symbol]
    fn __rust_alloc_zeroed(size: usize, align: usize) -> *mut u8;
    #[rustc_nounwind]
    #[rustc_std_internal_symbol]
    fn __rust_no_alloc_shim_is_unstable_v2();
}

/// Allocates; null on failure.
///
/// # Safety
/// The size must not be zero.
#[must_use = "losing the pointer will leak memory"]
#[inline]
pub unsafe fn alloc(layout: Layout) -> *mut u8 {
    __rust_no_alloc_shim_is_unstable_v2();
    __rust_alloc(layout.size(), layout.align())
}
/// Frees.
///
/// # Safety
/// The block must be from here, with that layout.
#[inline]
pub unsafe fn dealloc(ptr: *mut u8, layout: Layout) { __rust_dealloc(ptr, layout.size(), layout.align()) }
/// Resizes; null on failure.
///
/// # Safety
/// The block must be from here, with that layout; the new size must not be zero.
#[must_use = "losing the pointer will leak memory"]
#[inline]
pub unsafe fn realloc(ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 { __rust_realloc(ptr, layout.size(), layout.align(), new_size) }
/// Allocates zeroed memory; null on failure.
///
/// # Safety
/// The size must not be zero.
#[must_use = "losing the pointer will leak memory"]
#[inline]
pub unsafe fn alloc_zeroed(layout: Layout) -> *mut u8 {
    __rust_no_alloc_shim_is_unstable_v2();
    __rust_alloc_zeroed(layout.size(), layout.align())
}

/// Memory for a value, or a dangling pointer if it has no size. Does not return on failure.
#[inline]
pub(crate) fn allocate(layout: Layout) -> *mut u8 {
    if layout.size() == 0 {
        return core::ptr::without_provenance_mut(layout.align());
    }
    // SAFETY: the size is not zero.
    let p = unsafe { alloc(layout) };
    if p.is_null() {
        handle_alloc_error(layout);
    }
    p
}
/// Frees what `allocate` gave.
///
/// # Safety
/// As `dealloc`, but any size.
#[inline]
pub(crate) unsafe fn deallocate(p: *mut u8, layout: Layout) {
    if layout.size() != 0 {
        dealloc(p, layout);
    }
}

unsafe extern "Rust" {
    #[rustc_std_internal_symbol]
    fn __rust_alloc_error_handler(size: usize, align: usize) -> !;
}
/// Reports that memory is exhausted.
#[cold]
pub const fn handle_alloc_error(layout: Layout) -> ! {
    const fn in_const(_: Layout) -> ! { panic!("allocation failed") }
    fn at_run_time(layout: Layout) -> ! {
        // SAFETY: std or the compiler defines it.
        unsafe { __rust_alloc_error_handler(layout.size(), layout.align()) }
    }
    core::intrinsics::const_eval_select((layout,), in_const, at_run_time)
}
/// What the handler does unless the program has its own.
#[doc(hidden)]
pub mod __alloc_error_handler {
    /// Panics without unwinding.
    #[rustc_std_internal_symbol]
    pub unsafe fn __rdl_alloc_error_handler(size: usize, _align: usize) -> ! {
        core::panicking::panic_nounwind_fmt(format_args!("memory allocation of {size} bytes failed"), false)
    }
}
