//! Comparison of slices. Elements that say so are compared as bytes.
use crate::cmp::Ordering::{self, *};
use crate::intrinsics::compare_bytes;

impl<T: PartialEq<U>, U> PartialEq<[U]> for [T] {
    #[inline]
    fn eq(&self, other: &[U]) -> bool {
        if self.len() != other.len() {
            return false;
        }
        if <T as PartialEq<U>>::__bytewise() {
            // SAFETY: both have the same number of bytes and equality is that of bytes.
            return unsafe { compare_bytes(self.as_ptr() as *const u8, other.as_ptr() as *const u8, size_of_val(self)) == 0 };
        }
        let mut i = 0;
        while i < self.len() {
            // SAFETY: the lengths are the same.
            if unsafe { *self.get_unchecked(i) != *other.get_unchecked(i) } {
                return false;
            }
            i += 1;
        }
        true
    }
}
impl<T: Eq> Eq for [T] {}
impl<T: Ord> Ord for [T] {
    #[inline]
    fn cmp(&self, other: &[T]) -> Ordering {
        let l = crate::cmp::min(self.len(), other.len());
        if <T as Ord>::__bytewise_order() {
            // SAFETY: the elements are bytes, and `l` of them are in both.
            let order = unsafe { compare_bytes(self.as_ptr() as *const u8, other.as_ptr() as *const u8, l) };
            let diff = if order == 0 { self.len() as isize - other.len() as isize } else { order as isize };
            return diff.cmp(&0);
        }
        let mut i = 0;
        while i < l {
            match self[i].cmp(&other[i]) {
                Equal => {}
                non_eq => return non_eq,
            }
            i += 1;
        }
        self.len().cmp(&other.len())
    }
}
impl<T: PartialOrd> PartialOrd for [T] {
    #[inline]
    fn partial_cmp(&self, other: &[T]) -> Option<Ordering> {
        let l = crate::cmp::min(self.len(), other.len());
        let (lhs, rhs) = (&self[..l], &other[..l]);
        let mut i = 0;
        while i < l {
            match lhs[i].partial_cmp(&rhs[i]) {
                Some(Equal) => {}
                non_eq => return non_eq,
            }
            i += 1;
        }
        self.len().partial_cmp(&other.len())
    }
}
