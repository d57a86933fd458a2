//! Sorting. `unstable` is a quicksort with branchless partition and heapsort as its limit
//! (Orson Peters, "Pattern-defeating Quicksort", 2021, and its descendants); `stable` merges
//! natural runs in the order of Munro and Wild's powersort and sorts unordered stretches by a
//! stable out-of-place quicksort. A comparison may panic: the slice then holds its elements in
//! some order, because elements leave it only under a guard that puts them back.
pub mod select;
pub mod stable;
pub mod unstable;

use crate::mem::ManuallyDrop;
use crate::ptr;

/// Fills the hole at `dest` with `value` when dropped.
pub(super) struct Hole<T> {
    pub(super) value: ManuallyDrop<T>,
    pub(super) dest: *mut T,
}
impl<T> Drop for Hole<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: `dest` is the place whose element was moved away last.
        unsafe { ptr::copy_nonoverlapping(&*self.value, self.dest, 1) }
    }
}

/// Inserts `*tail` into the sorted elements from `base` up to it.
///
/// # Safety
/// `base..=tail` must be valid.
#[inline]
pub(super) unsafe fn insert_tail<T, F: FnMut(&T, &T) -> bool>(base: *mut T, tail: *mut T, is_less: &mut F) {
    let mut sift = tail.sub(1);
    if !is_less(&*tail, &*sift) {
        return;
    }
    let mut hole = Hole { value: ManuallyDrop::new(tail.read()), dest: tail };
    loop {
        ptr::copy_nonoverlapping(sift, hole.dest, 1);
        hole.dest = sift;
        if sift == base {
            break;
        }
        sift = sift.sub(1);
        if !is_less(&hole.value, &*sift) {
            break;
        }
    }
}

/// Insertion sort, with the first `offset` elements sorted already.
#[inline]
pub(super) fn insertion_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], offset: usize, is_less: &mut F) {
    let len = v.len();
    let base = v.as_mut_ptr();
    let mut i = if offset == 0 { 1 } else { offset };
    while i < len {
        // SAFETY: `i` is in bounds and what is before is sorted.
        unsafe { insert_tail(base, base.add(i), is_less) };
        i += 1;
    }
}

/// The index of a good pivot: median of three, recursively for long slices.
pub(super) fn choose_pivot<T, F: FnMut(&T, &T) -> bool>(v: &[T], is_less: &mut F) -> usize {
    let len = v.len();
    let eighth = len / 8;
    let (a, b, c) = (0, eighth * 4, eighth * 7);
    if len < 64 { median3(v, a, b, c, is_less) } else { median3_rec(v, a, b, c, eighth, is_less) }
}
fn median3_rec<T, F: FnMut(&T, &T) -> bool>(v: &[T], mut a: usize, mut b: usize, mut c: usize, n: usize, is_less: &mut F) -> usize {
    if n * 8 >= 64 {
        let n8 = n / 8;
        a = median3_rec(v, a, a + n8 * 4, a + n8 * 7, n8, is_less);
        b = median3_rec(v, b, b + n8 * 4, b + n8 * 7, n8, is_less);
        c = median3_rec(v, c, c + n8 * 4, c + n8 * 7, n8, is_less);
    }
    median3(v, a, b, c, is_less)
}
#[inline]
fn median3<T, F: FnMut(&T, &T) -> bool>(v: &[T], a: usize, b: usize, c: usize, is_less: &mut F) -> usize {
    let x = is_less(&v[a], &v[b]);
    let y = is_less(&v[a], &v[c]);
    if x == y {
        let z = is_less(&v[b], &v[c]);
        if z ^ x { c } else { b }
    } else {
        a
    }
}

/// The length of the run at the start, and whether it is strictly descending.
pub(super) fn find_run<T, F: FnMut(&T, &T) -> bool>(v: &[T], is_less: &mut F) -> (usize, bool) {
    let len = v.len();
    if len < 2 {
        return (len, false);
    }
    let mut end = 2;
    let descending = is_less(&v[1], &v[0]);
    while end < len && is_less(&v[end], &v[end - 1]) == descending {
        end += 1;
    }
    (end, descending)
}
