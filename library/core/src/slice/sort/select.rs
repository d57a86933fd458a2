//! Quickselect, with heapsort when pivots keep failing.
use super::unstable::{heapsort, partition};
use super::{choose_pivot, insertion_sort};

/// Puts the element of rank `index` in its place.
pub fn partition_at_index<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], index: usize, mut is_less: F) -> (&mut [T], &mut T, &mut [T]) {
    let len = v.len();
    if index >= len {
        panic!("partition_at_index index {index} greater than length of slice {len}");
    }
    if size_of::<T>() != 0 {
        select(v, index, &mut is_less);
    }
    let (left, right) = v.split_at_mut(index);
    let (pivot, right) = right.split_at_mut(1);
    (left, &mut pivot[0], right)
}

fn select<'a, T, F: FnMut(&T, &T) -> bool>(mut v: &'a mut [T], mut index: usize, is_less: &mut F) {
    let mut ancestor: Option<&'a T> = None;
    let mut limit = 2 * (v.len() | 1).ilog2() + 8;
    loop {
        if v.len() <= 16 {
            if v.len() >= 2 {
                insertion_sort(v, 1, is_less);
            }
            return;
        }
        if limit == 0 {
            heapsort(v, is_less);
            return;
        }
        limit -= 1;
        let pivot = choose_pivot(v, is_less);
        if let Some(p) = ancestor {
            if !is_less(p, &v[pivot]) {
                let num_le = partition(v, pivot, &mut |a, b| !is_less(b, a));
                let mid = num_le + 1;
                if mid > index {
                    return;
                }
                v = &mut v[mid..];
                index -= mid;
                ancestor = None;
                continue;
            }
        }
        let mid = partition(v, pivot, is_less);
        let (left, right) = v.split_at_mut(mid);
        let (pivot, right) = right.split_at_mut(1);
        if mid < index {
            v = right;
            index = index - mid - 1;
            ancestor = Some(&pivot[0]);
        } else if mid > index {
            v = left;
        } else {
            return;
        }
    }
}
