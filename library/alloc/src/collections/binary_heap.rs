//! `BinaryHeap`: a priority queue in a vector; children of `i` are at `2i+1` and `2i+2`.
use crate::vec::{self, Vec};
use super::TryReserveError;
use core::fmt;
use core::iter::FusedIterator;
use core::mem::{ManuallyDrop, swap};
use core::ops::{Deref, DerefMut};
use core::{ptr, slice};

/// A priority queue that gives the greatest first.
#[rustc_diagnostic_item = "BinaryHeap"]
pub struct BinaryHeap<T> {
    data: Vec<T>,
}
/// The greatest element, in place; moved to its place when this is dropped.
pub struct PeekMut<'a, T: 'a + Ord> {
    heap: &'a mut BinaryHeap<T>,
    changed: bool,
}
impl<T: Ord + fmt::Debug> fmt::Debug for PeekMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("PeekMut").field(&self.heap.data[0]).finish() }
}
impl<T: Ord> Drop for PeekMut<'_, T> {
    fn drop(&mut self) {
        if self.changed {
            self.heap.sift_down(0, self.heap.len());
        }
    }
}
impl<T: Ord> Deref for PeekMut<'_, T> {
    type Target = T;
    fn deref(&self) -> &T { &self.heap.data[0] }
}
impl<T: Ord> DerefMut for PeekMut<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.changed = true;
        &mut self.heap.data[0]
    }
}
impl<'a, T: Ord> PeekMut<'a, T> {
    /// Removes the element.
    pub fn pop(mut this: PeekMut<'a, T>) -> T {
        if this.changed {
            this.changed = false;
            this.heap.sift_down(0, this.heap.len());
        }
        this.heap.pop().unwrap()
    }
}
/// An element that is out of its place; put back when dropped.
struct Hole<'a, T> {
    data: &'a mut [T],
    elt: ManuallyDrop<T>,
    pos: usize,
}
impl<'a, T> Hole<'a, T> {
    unsafe fn new(data: &'a mut [T], pos: usize) -> Self {
        let elt = ptr::read(data.get_unchecked(pos));
        Hole { data, elt: ManuallyDrop::new(elt), pos }
    }
    unsafe fn move_to(&mut self, index: usize) {
        let p = self.data.as_mut_ptr();
        ptr::copy_nonoverlapping(p.add(index), p.add(self.pos), 1);
        self.pos = index;
    }
}
impl<T> Drop for Hole<'_, T> {
    fn drop(&mut self) {
        // SAFETY: the place is free.
        unsafe { ptr::copy_nonoverlapping(&*self.elt, self.data.get_unchecked_mut(self.pos), 1) }
    }
}
impl<T> BinaryHeap<T> {
    /// An empty queue.
    #[must_use]
    pub const fn new() -> BinaryHeap<T> { BinaryHeap { data: Vec::new() } }
    /// An empty queue with room.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> BinaryHeap<T> { BinaryHeap { data: Vec::with_capacity(capacity) } }
}
impl<T: Ord> BinaryHeap<T> {
    /// The greatest element, in place.
    pub fn peek_mut(&mut self) -> Option<PeekMut<'_, T>> { if self.is_empty() { None } else { Some(PeekMut { heap: self, changed: false }) } }
    /// Removes the greatest element.
    pub fn pop(&mut self) -> Option<T> {
        self.data.pop().map(|mut item| {
            if !self.is_empty() {
                swap(&mut item, &mut self.data[0]);
                self.sift_down_to_bottom(0);
            }
            item
        })
    }
    /// Inserts.
    #[rustc_confusables("append", "put")]
    pub fn push(&mut self, item: T) {
        let old_len = self.len();
        self.data.push(item);
        self.sift_up(0, old_len);
    }
    /// The elements in ascending order.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_sorted_vec(mut self) -> Vec<T> {
        let mut end = self.len();
        while end > 1 {
            end -= 1;
            self.data.swap(0, end);
            self.sift_down(0, end);
        }
        self.into_vec()
    }
    fn sift_up(&mut self, start: usize, pos: usize) -> usize {
        // SAFETY: positions stay below the length.
        unsafe {
            let mut hole = Hole::new(&mut self.data, pos);
            while hole.pos > start {
                let parent = (hole.pos - 1) / 2;
                if *hole.elt <= *hole.data.get_unchecked(parent) {
                    break;
                }
                hole.move_to(parent);
            }
            hole.pos
        }
    }
    fn sift_down(&mut self, pos: usize, end: usize) {
        if pos >= end {
            return;
        }
        // SAFETY: positions stay below the length.
        unsafe {
            let mut hole = Hole::new(&mut self.data, pos);
            let mut child = 2 * pos + 1;
            while child < end {
                if child + 1 < end && *hole.data.get_unchecked(child) <= *hole.data.get_unchecked(child + 1) {
                    child += 1;
                }
                if *hole.elt >= *hole.data.get_unchecked(child) {
                    return;
                }
                hole.move_to(child);
                child = 2 * hole.pos + 1;
            }
        }
    }
    /// Down along the greater children to a leaf, then up: few comparisons for an element from the end.
    fn sift_down_to_bottom(&mut self, mut pos: usize) {
        let end = self.len();
        let start = pos;
        // SAFETY: positions stay below the length.
        unsafe {
            let mut hole = Hole::new(&mut self.data, pos);
            let mut child = 2 * pos + 1;
            while child + 1 < end {
                child += (*hole.data.get_unchecked(child) <= *hole.data.get_unchecked(child + 1)) as usize;
                hole.move_to(child);
                child = 2 * hole.pos + 1;
            }
            if child + 1 == end {
                hole.move_to(child);
            }
            pos = hole.pos;
        }
        self.sift_up(start, pos);
    }
    fn rebuild(&mut self) {
        let mut n = self.len() / 2;
        while n > 0 {
            n -= 1;
            self.sift_down(n, self.len());
        }
    }
    /// Moves all elements of another queue here.
    pub fn append(&mut self, other: &mut Self) {
        if self.len() < other.len() {
            swap(self, other);
        }
        self.data.append(&mut other.data);
        self.rebuild();
    }
    /// Keeps elements for which the predicate holds.
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {
        self.data.retain(f);
        self.rebuild();
    }
}
impl<T> BinaryHeap<T> {
    /// Iterates in arbitrary order.
    pub fn iter(&self) -> Iter<'_, T> { Iter { iter: self.data.iter() } }
    /// The greatest element.
    #[must_use]
    pub fn peek(&self) -> Option<&T> { self.data.first() }
    /// How many elements fit.
    #[must_use]
    pub fn capacity(&self) -> usize { self.data.capacity() }
    /// Makes room.
    pub fn reserve(&mut self, additional: usize) { self.data.reserve(additional) }
    /// Makes room for just that many.
    pub fn reserve_exact(&mut self, additional: usize) { self.data.reserve_exact(additional) }
    /// `reserve` with an error instead of a panic.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> { self.data.try_reserve(additional) }
    /// `reserve_exact` with an error instead of a panic.
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> { self.data.try_reserve_exact(additional) }
    /// Gives back unused memory.
    pub fn shrink_to_fit(&mut self) { self.data.shrink_to_fit() }
    /// Gives back unused memory beyond a bound.
    pub fn shrink_to(&mut self, min: usize) { self.data.shrink_to(min) }
    /// The elements in arbitrary order.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_vec(self) -> Vec<T> { self.data }
    /// The elements in arbitrary order.
    #[must_use]
    pub fn as_slice(&self) -> &[T] { self.data.as_slice() }
    /// The number of elements.
    #[must_use]
    #[rustc_confusables("length", "size")]
    pub fn len(&self) -> usize { self.data.len() }
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool { self.len() == 0 }
    /// Removes all elements, giving them in arbitrary order.
    pub fn drain(&mut self) -> Drain<'_, T> { Drain { iter: self.data.drain(..) } }
    /// Removes everything.
    pub fn clear(&mut self) { self.data.clear(); }
}
/// Elements in arbitrary order.
pub struct Iter<'a, T: 'a> { iter: slice::Iter<'a, T> }
/// Elements in arbitrary order, by value.
#[derive(Clone)]
pub struct IntoIter<T> { iter: vec::IntoIter<T> }
/// See `BinaryHeap::drain`.
#[derive(Debug)]
pub struct Drain<'a, T: 'a> { iter: vec::Drain<'a, T> }
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { iter: self.iter.clone() } }
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Iter").field(&self.iter.as_slice()).finish() }
}
impl<T: fmt::Debug> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.iter.as_slice()).finish() }
}
macro_rules! forward {
    ($([$($p:tt)*] $t:ty, $item:ty;)*) => {$(
        impl<$($p)*> Iterator for $t {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> { self.iter.next() }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
        }
        impl<$($p)*> DoubleEndedIterator for $t {
            #[inline]
            fn next_back(&mut self) -> Option<$item> { self.iter.next_back() }
        }
        impl<$($p)*> ExactSizeIterator for $t {}
        impl<$($p)*> FusedIterator for $t {}
    )*};
}
forward! { ['a, T] Iter<'a, T>, &'a T; [T] IntoIter<T>, T; ['a, T] Drain<'a, T>, T; }
impl<T: Clone> Clone for BinaryHeap<T> {
    fn clone(&self) -> Self { BinaryHeap { data: self.data.clone() } }
}
impl<T> Default for BinaryHeap<T> {
    fn default() -> BinaryHeap<T> { BinaryHeap::new() }
}
impl<T: fmt::Debug> fmt::Debug for BinaryHeap<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.iter()).finish() }
}
impl<T: Ord> From<Vec<T>> for BinaryHeap<T> {
    fn from(vec: Vec<T>) -> BinaryHeap<T> {
        let mut heap = BinaryHeap { data: vec };
        heap.rebuild();
        heap
    }
}
impl<T: Ord, const N: usize> From<[T; N]> for BinaryHeap<T> {
    fn from(arr: [T; N]) -> Self { Self::from_iter(arr) }
}
impl<T> From<BinaryHeap<T>> for Vec<T> {
    fn from(heap: BinaryHeap<T>) -> Vec<T> { heap.data }
}
impl<T: Ord> FromIterator<T> for BinaryHeap<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BinaryHeap<T> { BinaryHeap::from(iter.into_iter().collect::<Vec<_>>()) }
}
impl<T> IntoIterator for BinaryHeap<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { iter: self.data.into_iter() } }
}
impl<'a, T> IntoIterator for &'a BinaryHeap<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<T: Ord> Extend<T> for BinaryHeap<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        self.data.extend(iter);
        self.rebuild();
    }
}
impl<'a, T: 'a + Ord + Copy> Extend<&'a T> for BinaryHeap<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().cloned()); }
}

impl<T> Default for Iter<'_, T> {
    fn default() -> Self { Iter { iter: slice::Iter::default() } }
}
impl<T> Default for IntoIter<T> {
    fn default() -> Self { IntoIter { iter: Vec::new().into_iter() } }
}
