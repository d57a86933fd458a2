//! Rotation by block swaps, with a small buffer where one side fits it.
use crate::mem::MaybeUninit;
use crate::ptr;

/// Rotates `[mid-left, mid+right)` so that `mid` becomes first.
///
/// # Safety
/// The range must be valid.
pub(super) const unsafe fn ptr_rotate<T>(mut left: usize, mut mid: *mut T, mut right: usize) {
    if size_of::<T>() == 0 {
        return;
    }
    let mut buf = MaybeUninit::<[usize; 32]>::uninit();
    let room = size_of::<[usize; 32]>() / size_of::<T>();
    loop {
        if left == 0 || right == 0 {
            return;
        }
        if align_of::<T>() <= align_of::<usize>() && (left <= room || right <= room) {
            let buf = buf.as_mut_ptr() as *mut T;
            let start = mid.sub(left);
            if left <= right && left <= room {
                ptr::copy_nonoverlapping(start, buf, left);
                ptr::copy(mid, start, right);
                ptr::copy_nonoverlapping(buf, start.add(right), left);
            } else if right <= room {
                ptr::copy_nonoverlapping(mid, buf, right);
                ptr::copy(start, start.add(right), left);
                ptr::copy_nonoverlapping(buf, start, right);
            } else {
                ptr::copy_nonoverlapping(start, buf, left);
                ptr::copy(mid, start, right);
                ptr::copy_nonoverlapping(buf, start.add(right), left);
            }
            return;
        }
        if left >= right {
            ptr::swap_nonoverlapping(mid.sub(right), mid, right);
            mid = mid.sub(right);
            left -= right;
        } else {
            ptr::swap_nonoverlapping(mid.sub(left), mid, left);
            mid = mid.add(left);
            right -= left;
        }
    }
}
