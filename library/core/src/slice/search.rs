//! Searching and testing order.
use super::SlicePattern;
use crate::cmp::Ordering;

impl<T> [T] {
    /// Whether an element equals `x`.
    #[inline]
    #[must_use]
    pub fn contains(&self, x: &T) -> bool
    where
        T: PartialEq,
    {
        if size_of::<T>() == 1 && <T as PartialEq>::__bytewise() {
            // SAFETY: the elements are bytes.
            let (bytes, byte) = unsafe { (super::from_raw_parts(self.as_ptr() as *const u8, self.len()), *(x as *const T as *const u8)) };
            return super::memchr::memchr(byte, bytes).is_some();
        }
        for y in self {
            if *y == *x {
                return true;
            }
        }
        false
    }
    /// Whether the slice starts with another.
    #[must_use]
    pub fn starts_with(&self, needle: &[T]) -> bool
    where
        T: PartialEq,
    {
        let n = needle.len();
        self.len() >= n && needle == &self[..n]
    }
    /// Whether the slice ends with another.
    #[must_use]
    pub fn ends_with(&self, needle: &[T]) -> bool
    where
        T: PartialEq,
    {
        let (m, n) = (self.len(), needle.len());
        m >= n && needle == &self[m - n..]
    }
    /// The rest after a prefix.
    #[must_use = "returns the subslice without modifying the original"]
    pub fn strip_prefix<P: SlicePattern<Item = T> + ?Sized>(&self, prefix: &P) -> Option<&[T]>
    where
        T: PartialEq,
    {
        let prefix = prefix.as_slice();
        let n = prefix.len();
        if n <= self.len() {
            let (head, tail) = self.split_at(n);
            if head == prefix {
                return Some(tail);
            }
        }
        None
    }
    /// The rest before a suffix.
    #[must_use = "returns the subslice without modifying the original"]
    pub fn strip_suffix<P: SlicePattern<Item = T> + ?Sized>(&self, suffix: &P) -> Option<&[T]>
    where
        T: PartialEq,
    {
        let suffix = suffix.as_slice();
        let (len, n) = (self.len(), suffix.len());
        if n <= len {
            let (head, tail) = self.split_at(len - n);
            if tail == suffix {
                return Some(head);
            }
        }
        None
    }
    /// Finds `x` in a sorted slice: its index, or where it would go.
    pub fn binary_search(&self, x: &T) -> Result<usize, usize>
    where
        T: Ord,
    {
        self.binary_search_by(|p| p.cmp(x))
    }
    /// Finds an element by a function that tells where it lies.
    #[inline]
    pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, mut f: F) -> Result<usize, usize> {
        let mut size = self.len();
        if size == 0 {
            return Err(0);
        }
        let mut base = 0usize;
        while size > 1 {
            let half = size / 2;
            let mid = base + half;
            // SAFETY: `mid` is less than the length.
            let cmp = f(unsafe { self.get_unchecked(mid) });
            base = if cmp == Ordering::Greater { base } else { mid };
            size -= half;
        }
        // SAFETY: `base` is less than the length.
        let cmp = f(unsafe { self.get_unchecked(base) });
        if cmp == Ordering::Equal { Ok(base) } else { Err(base + (cmp == Ordering::Less) as usize) }
    }
    /// Finds an element by a key.
    #[inline]
    pub fn binary_search_by_key<'a, B: Ord, F: FnMut(&'a T) -> B>(&'a self, b: &B, mut f: F) -> Result<usize, usize> {
        self.binary_search_by(|k| f(k).cmp(b))
    }
    /// The first index for which the predicate does not hold, if it holds for a first part.
    #[must_use]
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, mut pred: P) -> usize {
        self.binary_search_by(|x| if pred(x) { Ordering::Less } else { Ordering::Greater }).unwrap_or_else(|i| i)
    }
    /// Whether the elements are in order.
    #[inline]
    #[must_use]
    pub fn is_sorted(&self) -> bool
    where
        T: PartialOrd,
    {
        self.is_sorted_by(|a, b| a <= b)
    }
    /// Whether the elements are in order by a function.
    #[must_use]
    pub fn is_sorted_by<'a, F: FnMut(&'a T, &'a T) -> bool>(&'a self, mut compare: F) -> bool {
        let mut i = 1;
        while i < self.len() {
            if !compare(&self[i - 1], &self[i]) {
                return false;
            }
            i += 1;
        }
        true
    }
    /// Whether the elements are in order by a key.
    #[inline]
    #[must_use]
    pub fn is_sorted_by_key<'a, F: FnMut(&'a T) -> K, K: PartialOrd>(&'a self, f: F) -> bool { self.iter().is_sorted_by_key(f) }
    /// The index of an element that is referred to.
    #[must_use]
    pub fn element_offset(&self, element: &T) -> Option<usize> {
        if size_of::<T>() == 0 {
            panic!("elements are zero-sized");
        }
        let start = self.as_ptr().addr();
        let offset = (element as *const T).addr().wrapping_sub(start);
        if offset % size_of::<T>() != 0 {
            return None;
        }
        let index = offset / size_of::<T>();
        if index < self.len() { Some(index) } else { None }
    }
}
