//! Slices of raw parts.
use crate::{array, ptr};

/// A slice of pointer and length.
///
/// # Safety
/// The memory must be valid and not change for the lifetime.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "slice_from_raw_parts"]
#[track_caller]
pub const unsafe fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] { &*ptr::slice_from_raw_parts(data, len) }
/// A mutable slice of pointer and length.
///
/// # Safety
/// The memory must be valid and unaliased for the lifetime.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "slice_from_raw_parts_mut"]
#[track_caller]
pub const unsafe fn from_raw_parts_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] { &mut *ptr::slice_from_raw_parts_mut(data, len) }
/// A slice of one element.
#[must_use]
pub const fn from_ref<T>(s: &T) -> &[T] { array::from_ref(s) }
/// A mutable slice of one element.
#[must_use]
pub const fn from_mut<T>(s: &mut T) -> &mut [T] { array::from_mut(s) }
