//! Unstable sort, in place.
use super::{Hole, choose_pivot, find_run, insertion_sort};
use crate::mem::{self, ManuallyDrop};
use crate::ptr;

const SMALL: usize = 20;

/// Sorts.
#[inline(always)]
pub fn sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let len = v.len();
    if size_of::<T>() == 0 || len < 2 {
        return;
    }
    if len <= SMALL {
        insertion_sort(v, 1, is_less);
        return;
    }
    long(v, is_less);
}

#[inline(never)]
fn long<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let len = v.len();
    let (run, descending) = find_run(v, is_less);
    if run == len {
        if descending {
            v.reverse();
        }
        return;
    }
    let limit = 2 * (len | 1).ilog2();
    quicksort(v, None, limit, is_less);
}

fn quicksort<'a, T, F: FnMut(&T, &T) -> bool>(mut v: &'a mut [T], mut ancestor: Option<&'a T>, mut limit: u32, is_less: &mut F) {
    loop {
        if v.len() <= SMALL {
            insertion_sort(v, 1, is_less);
            return;
        }
        if limit == 0 {
            heapsort(v, is_less);
            return;
        }
        limit -= 1;
        let pivot = choose_pivot(v, is_less);
        if let Some(p) = ancestor {
            // Nothing here is less than the ancestor pivot; if this pivot is not greater, all equal ones go left.
            if !is_less(p, &v[pivot]) {
                let num_le = partition(v, pivot, &mut |a, b| !is_less(b, a));
                v = &mut v[num_le + 1..];
                ancestor = None;
                continue;
            }
        }
        let num_lt = partition(v, pivot, is_less);
        let (left, right) = v.split_at_mut(num_lt);
        let (pivot, right) = right.split_at_mut(1);
        let pivot = &pivot[0];
        quicksort(left, ancestor, limit, is_less);
        v = right;
        ancestor = Some(pivot);
    }
}

/// Puts elements less than the pivot first, then the pivot; gives the pivot's index.
pub(super) fn partition<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], pivot: usize, is_less: &mut F) -> usize {
    let len = v.len();
    if len == 0 {
        return 0;
    }
    v.swap(0, pivot);
    let (pivot, rest) = v.split_at_mut(1);
    let num_lt = lomuto(rest, &pivot[0], is_less);
    v.swap(0, num_lt);
    num_lt
}

/// Cyclic Lomuto partition: one element is out at a time, so that each step is two moves and no
/// branch. `gap` is the hole; `lt` counts the elements less than the pivot so far.
fn lomuto<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], pivot: &T, is_less: &mut F) -> usize {
    let len = v.len();
    if len == 0 {
        return 0;
    }
    // SAFETY: `right` and `lt` stay in bounds because `lt <= right`; the guard fills the hole.
    unsafe {
        let base = v.as_mut_ptr();
        let mut gap = Hole { value: ManuallyDrop::new(base.read()), dest: base };
        let mut lt = 0usize;
        let mut right = base.add(1);
        let end = base.add(len);
        while right != end {
            let less = is_less(&*right, pivot);
            let left = base.add(lt);
            ptr::copy(left, gap.dest, 1);
            ptr::copy_nonoverlapping(right, left, 1);
            gap.dest = right;
            lt += less as usize;
            right = right.add(1);
        }
        let less = is_less(&gap.value, pivot);
        let left = base.add(lt);
        ptr::copy(left, gap.dest, 1);
        gap.dest = left;
        mem::drop(gap);
        lt + less as usize
    }
}

/// Heapsort: never worse than `n log n`.
#[inline(never)]
pub fn heapsort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let len = v.len();
    let mut i = len + len / 2;
    while i > 0 {
        i -= 1;
        let (mut node, end) = if i >= len {
            (i - len, len)
        } else {
            v.swap(0, i);
            (0, i)
        };
        loop {
            let mut child = 2 * node + 1;
            if child >= end {
                break;
            }
            if child + 1 < end && is_less(&v[child], &v[child + 1]) {
                child += 1;
            }
            if !is_less(&v[node], &v[child]) {
                break;
            }
            v.swap(node, child);
            node = child;
        }
    }
}
