//! Stable sort with scratch memory of the slice's length.
use super::{choose_pivot, find_run, insertion_sort};
use crate::mem::MaybeUninit;
use crate::ptr;

/// Slices up to this length need no scratch memory.
pub const SMALL: usize = 20;

/// Sorts; `scratch` must be at least as long as `v` unless `v` is small.
pub fn sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], scratch: &mut [MaybeUninit<T>], is_less: &mut F) {
    let len = v.len();
    if len < 2 {
        return;
    }
    if len <= SMALL {
        insertion_sort(v, 1, is_less);
        return;
    }
    drift(v, scratch, is_less);
}

/// A stretch of the slice; unsorted ones wait, so that neighbours are sorted together.
#[derive(Copy, Clone)]
struct Run {
    len: usize,
    sorted: bool,
}

/// Scans runs and merges them by the depth of their boundary in a balanced merge tree.
fn drift<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], scratch: &mut [MaybeUninit<T>], is_less: &mut F) {
    let len = v.len();
    let good_run = if len <= 4096 { crate::cmp::min(len - len / 2, 64) } else { 1 << ((len | 1).ilog2() / 2) };
    let scale = ((1u64 << 62) + len as u64 - 1) / len as u64;
    let mut runs = [Run { len: 0, sorted: true }; 66];
    let mut depths = [0u8; 66];
    let mut top = 0;
    let mut start = 0;
    let mut prev = Run { len: 0, sorted: true };
    loop {
        let (next, depth) = if start < len {
            let run = next_run(&mut v[start..], good_run, is_less);
            let x = (start - prev.len) as u64 + start as u64;
            let y = start as u64 + (start + run.len) as u64;
            (run, ((scale.wrapping_mul(x)) ^ (scale.wrapping_mul(y))).leading_zeros() as u8)
        } else {
            (Run { len: 0, sorted: true }, 0)
        };
        while top > 1 && depths[top] >= depth {
            let left = runs[top];
            let merged = left.len + prev.len;
            let part = &mut v[start - merged..start];
            prev = merge_runs(part, left, prev, scratch, is_less);
            top -= 1;
        }
        top += 1;
        runs[top] = prev;
        depths[top] = depth;
        if start >= len {
            break;
        }
        start += next.len;
        prev = next;
    }
    if !prev.sorted {
        quicksort(v, scratch, limit(len), None, is_less);
    }
}

fn limit(len: usize) -> u32 { 2 * (len | 1).ilog2() }

fn next_run<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], good_run: usize, is_less: &mut F) -> Run {
    let len = v.len();
    if len >= good_run {
        let (run, descending) = find_run(v, is_less);
        if run >= good_run {
            if descending {
                v[..run].reverse();
            }
            return Run { len: run, sorted: true };
        }
    }
    Run { len: crate::cmp::min(good_run, len), sorted: false }
}

fn merge_runs<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], left: Run, right: Run, scratch: &mut [MaybeUninit<T>], is_less: &mut F) -> Run {
    let len = v.len();
    if left.len == 0 {
        return right;
    }
    if !left.sorted && !right.sorted && len <= scratch.len() {
        return Run { len, sorted: false };
    }
    if !left.sorted {
        quicksort(&mut v[..left.len], scratch, limit(left.len), None, is_less);
    }
    if !right.sorted {
        quicksort(&mut v[left.len..], scratch, limit(right.len), None, is_less);
    }
    merge(v, scratch, left.len, is_less);
    Run { len, sorted: true }
}

/// What is left of the moved-out run, and where it goes.
struct MergeState<T> {
    start: *mut T,
    end: *mut T,
    dst: *mut T,
}
impl<T> Drop for MergeState<T> {
    fn drop(&mut self) {
        // SAFETY: the hole has exactly the size of what is left.
        unsafe { ptr::copy_nonoverlapping(self.start, self.dst, self.end.offset_from_unsigned(self.start)) }
    }
}

/// Merges two sorted neighbours through a copy of the shorter.
fn merge<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], scratch: &mut [MaybeUninit<T>], mid: usize, is_less: &mut F) {
    let len = v.len();
    if mid == 0 || mid >= len || !is_less(&v[mid], &v[mid - 1]) {
        return;
    }
    // SAFETY: the scratch memory holds the shorter run; the guard returns what is left of it.
    unsafe {
        let v = v.as_mut_ptr();
        let buf = scratch.as_mut_ptr() as *mut T;
        let (v_mid, v_end) = (v.add(mid), v.add(len));
        if mid <= len - mid {
            ptr::copy_nonoverlapping(v, buf, mid);
            let mut state = MergeState { start: buf, end: buf.add(mid), dst: v };
            let mut right = v_mid;
            while state.start != state.end && right != v_end {
                let take_right = is_less(&*right, &*state.start);
                let src = if take_right { right } else { state.start };
                ptr::copy_nonoverlapping(src, state.dst, 1);
                state.dst = state.dst.add(1);
                right = right.add(take_right as usize);
                state.start = state.start.add(!take_right as usize);
            }
        } else {
            ptr::copy_nonoverlapping(v_mid, buf, len - mid);
            // Backwards: `dst` is the end of the left run; what is left of the right run follows it.
            let mut state = MergeState { start: buf, end: buf.add(len - mid), dst: v_mid };
            let mut out = v_end;
            while state.dst != v && state.end != buf {
                let left = state.dst.sub(1);
                let right = state.end.sub(1);
                let take_left = is_less(&*right, &*left);
                let src = if take_left { left } else { right };
                out = out.sub(1);
                ptr::copy_nonoverlapping(src, out, 1);
                state.dst = state.dst.sub(take_left as usize);
                state.end = state.end.sub(!take_left as usize);
            }
        }
    }
}

/// Stable quicksort: partitions into scratch memory and back.
fn quicksort<T, F: FnMut(&T, &T) -> bool>(mut v: &mut [T], scratch: &mut [MaybeUninit<T>], mut limit: u32, mut ancestor: Option<&T>, is_less: &mut F) {
    loop {
        let len = v.len();
        if len <= SMALL {
            insertion_sort(v, 1, is_less);
            return;
        }
        if limit == 0 {
            merge_sort(v, scratch, is_less);
            return;
        }
        limit -= 1;
        let pivot_pos = choose_pivot(v, is_less);
        // A copy of the pivot outlives the moves of the partition; it is never dropped, and a type
        // whose comparison mutates it through a cell only sees a stale pivot.
        // SAFETY: the copy is wrapped.
        let pivot = unsafe { crate::mem::ManuallyDrop::new(ptr::read(&v[pivot_pos])) };
        let equal = match ancestor {
            Some(a) => !is_less(a, &v[pivot_pos]),
            None => false,
        };
        if !equal {
            let num_lt = stable_partition(v, scratch, pivot_pos, false, is_less);
            if num_lt != 0 {
                let (left, right) = v.split_at_mut(num_lt);
                quicksort(right, scratch, limit, Some(&pivot), is_less);
                v = left;
                continue;
            }
        }
        let num_le = stable_partition(v, scratch, pivot_pos, true, &mut |a: &T, b: &T| !is_less(b, a));
        v = &mut v[num_le..];
        ancestor = None;
    }
}

/// Moves elements before the pivot to the front, others behind, each in order. The pivot itself
/// goes left if `pivot_left`.
fn stable_partition<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], scratch: &mut [MaybeUninit<T>], pivot_pos: usize, pivot_left: bool, is_less: &mut F) -> usize {
    let len = v.len();
    assert!(scratch.len() >= len && pivot_pos < len);
    // SAFETY: the first `lt` places and the last `i - lt` places of the scratch memory are used
    // before they meet; `v` is intact until all comparisons are done.
    unsafe {
        let base = v.as_ptr();
        let buf = scratch.as_mut_ptr() as *mut T;
        let pivot = &*base.add(pivot_pos);
        let mut lt = 0usize;
        let mut rev = buf.add(len);
        let mut i = 0;
        while i < len {
            let src = base.add(i);
            let less = if i == pivot_pos { pivot_left } else { is_less(&*src, pivot) };
            rev = rev.sub(1);
            // Behind `lt` elements from the front, or behind `i - lt` from the back.
            let dst = if less { buf.add(lt) } else { rev.add(lt) };
            ptr::copy_nonoverlapping(src, dst, 1);
            lt += less as usize;
            i += 1;
        }
        let out = v.as_mut_ptr();
        ptr::copy_nonoverlapping(buf, out, lt);
        let mut j = 0;
        while j < len - lt {
            ptr::copy_nonoverlapping(buf.add(len - 1 - j), out.add(lt + j), 1);
            j += 1;
        }
        lt
    }
}

/// Plain top-down merge sort, for the worst case.
fn merge_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], scratch: &mut [MaybeUninit<T>], is_less: &mut F) {
    let len = v.len();
    if len <= SMALL {
        insertion_sort(v, 1, is_less);
        return;
    }
    let mid = len / 2;
    merge_sort(&mut v[..mid], scratch, is_less);
    merge_sort(&mut v[mid..], scratch, is_less);
    merge(v, scratch, mid, is_less);
}
