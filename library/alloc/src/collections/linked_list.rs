//! `LinkedList`: a doubly linked list.
use crate::boxed::Box;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::mem;
use core::ptr::NonNull;

type Link<T> = Option<NonNull<Node<T>>>;
struct Node<T> {
    next: Link<T>,
    prev: Link<T>,
    element: T,
}
/// A doubly linked list.
#[rustc_diagnostic_item = "LinkedList"]
#[rustc_insignificant_dtor]
pub struct LinkedList<T> {
    head: Link<T>,
    tail: Link<T>,
    len: usize,
    marker: PhantomData<Box<Node<T>>>,
}
// SAFETY: it owns its nodes.
unsafe impl<T: Send> Send for LinkedList<T> {}
// SAFETY: it owns its nodes.
unsafe impl<T: Sync> Sync for LinkedList<T> {}
/// References to elements.
pub struct Iter<'a, T: 'a> {
    head: Link<T>,
    tail: Link<T>,
    len: usize,
    marker: PhantomData<&'a Node<T>>,
}
/// Unique references to elements.
pub struct IterMut<'a, T: 'a> {
    head: Link<T>,
    tail: Link<T>,
    len: usize,
    marker: PhantomData<&'a mut Node<T>>,
}
/// Elements by value.
#[derive(Clone)]
pub struct IntoIter<T> {
    list: LinkedList<T>,
}
// SAFETY: as references.
unsafe impl<T: Sync> Send for Iter<'_, T> {}
// SAFETY: as references.
unsafe impl<T: Sync> Sync for Iter<'_, T> {}
// SAFETY: as unique references.
unsafe impl<T: Send> Send for IterMut<'_, T> {}
// SAFETY: as unique references.
unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { ..*self } }
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Iter").field(&DebugList(self)).field(&self.len).finish() }
}
struct DebugList<'a, 'b, T>(&'a Iter<'b, T>);
impl<T: fmt::Debug> fmt::Debug for DebugList<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.0.clone()).finish() }
}
impl<T: fmt::Debug> fmt::Debug for IterMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("IterMut").finish_non_exhaustive() }
}
impl<T: fmt::Debug> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.list).finish() }
}
impl<T> LinkedList<T> {
    /// An empty list.
    #[must_use]
    pub const fn new() -> Self { LinkedList { head: None, tail: None, len: 0, marker: PhantomData } }
    /// Moves all elements of another list behind these.
    pub fn append(&mut self, other: &mut Self) {
        let Some(tail) = self.tail else {
            mem::swap(self, other);
            return;
        };
        if let Some(head) = other.head.take() {
            // SAFETY: both nodes are ours now.
            unsafe {
                (*tail.as_ptr()).next = Some(head);
                (*head.as_ptr()).prev = Some(tail);
            }
            self.tail = other.tail.take();
            self.len += mem::replace(&mut other.len, 0);
        }
    }
    /// Iterates.
    pub fn iter(&self) -> Iter<'_, T> { Iter { head: self.head, tail: self.tail, len: self.len, marker: PhantomData } }
    /// Iterates, for changing elements.
    pub fn iter_mut(&mut self) -> IterMut<'_, T> { IterMut { head: self.head, tail: self.tail, len: self.len, marker: PhantomData } }
    /// Whether there are no elements.
    #[must_use]
    pub fn is_empty(&self) -> bool { self.head.is_none() }
    /// The number of elements.
    #[must_use]
    #[rustc_confusables("length", "size")]
    pub fn len(&self) -> usize { self.len }
    /// Removes everything.
    pub fn clear(&mut self) { drop(mem::take(self)); }
    /// Whether an element equals `x`.
    pub fn contains(&self, x: &T) -> bool where T: PartialEq<T> { self.iter().any(|e| e == x) }
    /// The first element.
    #[must_use]
    pub fn front(&self) -> Option<&T> { self.iter().next() }
    /// The first element, uniquely.
    #[must_use]
    pub fn front_mut(&mut self) -> Option<&mut T> { self.iter_mut().next() }
    /// The last element.
    #[must_use]
    pub fn back(&self) -> Option<&T> { self.iter().next_back() }
    /// The last element, uniquely.
    #[must_use]
    pub fn back_mut(&mut self) -> Option<&mut T> { self.iter_mut().next_back() }
    /// Inserts at the front.
    pub fn push_front(&mut self, element: T) { self.push_front_mut(element); }
    /// Inserts at the front and gives the place.
    #[must_use = "if you don't need a reference to the value, use `LinkedList::push_front` instead"]
    pub fn push_front_mut(&mut self, element: T) -> &mut T {
        let node = Box::into_non_null(Box::new(Node { next: self.head, prev: None, element }));
        match self.head {
            None => self.tail = Some(node),
            // SAFETY: the node is ours.
            Some(head) => unsafe { (*head.as_ptr()).prev = Some(node) },
        }
        self.head = Some(node);
        self.len += 1;
        // SAFETY: the node is in the list, which is borrowed.
        unsafe { &mut (*node.as_ptr()).element }
    }
    /// Inserts at the back.
    #[rustc_confusables("push", "append")]
    pub fn push_back(&mut self, element: T) { self.push_back_mut(element); }
    /// Inserts at the back and gives the place.
    #[must_use = "if you don't need a reference to the value, use `LinkedList::push_back` instead"]
    pub fn push_back_mut(&mut self, element: T) -> &mut T {
        let node = Box::into_non_null(Box::new(Node { next: None, prev: self.tail, element }));
        match self.tail {
            None => self.head = Some(node),
            // SAFETY: the node is ours.
            Some(tail) => unsafe { (*tail.as_ptr()).next = Some(node) },
        }
        self.tail = Some(node);
        self.len += 1;
        // SAFETY: the node is in the list, which is borrowed.
        unsafe { &mut (*node.as_ptr()).element }
    }
    /// Removes the first element.
    pub fn pop_front(&mut self) -> Option<T> { self.head.map(|n| self.unlink(n)) }
    /// Removes the last element.
    #[rustc_confusables("pop")]
    pub fn pop_back(&mut self) -> Option<T> { self.tail.map(|n| self.unlink(n)) }
    fn unlink(&mut self, node: NonNull<Node<T>>) -> T {
        // SAFETY: the node is ours and leaves the list.
        unsafe {
            let node = Box::from_non_null(node);
            match node.prev {
                Some(prev) => (*prev.as_ptr()).next = node.next,
                None => self.head = node.next,
            }
            match node.next {
                Some(next) => (*next.as_ptr()).prev = node.prev,
                None => self.tail = node.prev,
            }
            self.len -= 1;
            node.element
        }
    }
    /// Moves elements from an index on to another list.
    pub fn split_off(&mut self, at: usize) -> LinkedList<T> {
        let len = self.len();
        assert!(at <= len, "Cannot split off at a nonexistent index");
        if at == 0 {
            return mem::take(self);
        }
        let mut node = self.head.unwrap();
        // SAFETY: nodes of the list.
        unsafe {
            for _ in 1..at {
                node = (*node.as_ptr()).next.unwrap();
            }
            let head = (*node.as_ptr()).next.take();
            let Some(h) = head else { return LinkedList::new() };
            (*h.as_ptr()).prev = None;
            let other = LinkedList { head, tail: self.tail, len: len - at, marker: PhantomData };
            self.tail = Some(node);
            self.len = at;
            other
        }
    }
    /// Keeps elements for which the predicate holds.
    #[doc(hidden)]
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.extract_if(|x| !f(x)).for_each(drop) }
    /// Removes elements for which the predicate holds.
    pub fn extract_if<F: FnMut(&mut T) -> bool>(&mut self, filter: F) -> ExtractIf<'_, T, F> { ExtractIf { at: self.head, left: self.len, list: self, pred: filter } }
}
/// See `LinkedList::extract_if`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ExtractIf<'a, T, F> {
    list: &'a mut LinkedList<T>,
    at: Link<T>,
    left: usize,
    pred: F,
}
impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        while let Some(node) = self.at {
            // SAFETY: a node of the list.
            unsafe {
                self.at = (*node.as_ptr()).next;
                self.left -= 1;
                if (self.pred)(&mut (*node.as_ptr()).element) {
                    return Some(self.list.unlink(node));
                }
            }
        }
        None
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (0, Some(self.left)) }
}
impl<T, F> fmt::Debug for ExtractIf<'_, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}
// SAFETY: the elements are dropped, nothing else is touched.
unsafe impl<#[may_dangle] T> Drop for LinkedList<T> {
    fn drop(&mut self) {
        struct Guard<'a, T>(&'a mut LinkedList<T>);
        impl<T> Drop for Guard<'_, T> {
            fn drop(&mut self) { while self.0.pop_front().is_some() {} }
        }
        let g = Guard(self);
        while g.0.pop_front().is_some() {}
        mem::forget(g);
    }
}
macro_rules! iterator {
    ($t:ident $item:ty, |$n:ident| $x:expr) => {
        impl<'a, T> Iterator for $t<'a, T> {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> {
                if self.len == 0 {
                    return None;
                }
                // SAFETY: there is a node.
                self.head.map(|$n| unsafe {
                    self.len -= 1;
                    self.head = (*$n.as_ptr()).next;
                    $x
                })
            }
            fn size_hint(&self) -> (usize, Option<usize>) { (self.len, Some(self.len)) }
            fn last(mut self) -> Option<$item> { self.next_back() }
        }
        impl<'a, T> DoubleEndedIterator for $t<'a, T> {
            #[inline]
            fn next_back(&mut self) -> Option<$item> {
                if self.len == 0 {
                    return None;
                }
                // SAFETY: there is a node.
                self.tail.map(|$n| unsafe {
                    self.len -= 1;
                    self.tail = (*$n.as_ptr()).prev;
                    $x
                })
            }
        }
        impl<T> ExactSizeIterator for $t<'_, T> {}
        impl<T> FusedIterator for $t<'_, T> {}
    };
}
iterator! { Iter &'a T, |n| &(*n.as_ptr()).element }
iterator! { IterMut &'a mut T, |n| &mut (*n.as_ptr()).element }
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.list.pop_front() }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.list.len, Some(self.list.len)) }
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> { self.list.pop_back() }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> FusedIterator for IntoIter<T> {}
impl<T> Default for LinkedList<T> {
    fn default() -> Self { Self::new() }
}
impl<T> FromIterator<T> for LinkedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut list = Self::new();
        list.extend(iter);
        list
    }
}
impl<T> IntoIterator for LinkedList<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { list: self } }
}
impl<'a, T> IntoIterator for &'a LinkedList<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut LinkedList<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<T> Extend<T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) { iter.into_iter().for_each(move |e| self.push_back(e)); }
}
impl<'a, T: 'a + Copy> Extend<&'a T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().cloned()); }
}
impl<T: PartialEq> PartialEq for LinkedList<T> {
    fn eq(&self, other: &Self) -> bool { self.len() == other.len() && self.iter().eq(other) }
}
impl<T: Eq> Eq for LinkedList<T> {}
impl<T: PartialOrd> PartialOrd for LinkedList<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.iter().partial_cmp(other) }
}
impl<T: Ord> Ord for LinkedList<T> {
    fn cmp(&self, other: &Self) -> Ordering { self.iter().cmp(other) }
}
impl<T: Clone> Clone for LinkedList<T> {
    fn clone(&self) -> Self { self.iter().cloned().collect() }
}
impl<T: fmt::Debug> fmt::Debug for LinkedList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self).finish() }
}
impl<T: Hash> Hash for LinkedList<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len());
        for e in self {
            e.hash(state);
        }
    }
}
impl<T, const N: usize> From<[T; N]> for LinkedList<T> {
    fn from(arr: [T; N]) -> Self { Self::from_iter(arr) }
}

impl<T> Default for Iter<'_, T> {
    fn default() -> Self { Iter { head: None, tail: None, len: 0, marker: PhantomData } }
}
impl<T> Default for IterMut<'_, T> {
    fn default() -> Self { IterMut { head: None, tail: None, len: 0, marker: PhantomData } }
}
impl<T> Default for IntoIter<T> {
    fn default() -> Self { LinkedList::new().into_iter() }
}
