//! `HashSet`: a hash map without values.
use super::map::{self, HashMap};
use super::random::RandomState;
use crate::collections::TryReserveError;
use core::borrow::Borrow;
use core::fmt::{self, Debug};
use core::hash::{BuildHasher, Hash};
use core::iter::{Chain, FusedIterator};
use core::ops::{BitAnd, BitOr, BitXor, Sub};

/// A hash set.
#[rustc_diagnostic_item = "HashSet"]
pub struct HashSet<T, S = RandomState> {
    map: HashMap<T, (), S>,
}
impl<T> HashSet<T, RandomState> {
    /// An empty set.
    #[inline]
    #[must_use]
    pub fn new() -> HashSet<T, RandomState> { Default::default() }
    /// An empty set with room.
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> HashSet<T, RandomState> { HashSet { map: HashMap::with_capacity(capacity) } }
}
impl<T, S> HashSet<T, S> {
    /// How many elements fit.
    pub fn capacity(&self) -> usize { self.map.capacity() }
    /// Iterates.
    pub fn iter(&self) -> Iter<'_, T> { Iter { base: self.map.keys() } }
    /// The number of elements.
    pub fn len(&self) -> usize { self.map.len() }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool { self.map.is_empty() }
    /// Removes all elements, giving them.
    pub fn drain(&mut self) -> Drain<'_, T> { Drain { base: self.map.drain() } }
    /// Removes elements for which the predicate holds.
    pub fn extract_if<F: FnMut(&T) -> bool>(&mut self, pred: F) -> ExtractIf<'_, T, F> { ExtractIf { inner: self.map.unfiltered(pred) } }
    /// Keeps elements for which the predicate holds.
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.map.retain(|k, _| f(k)); }
    /// Removes everything.
    pub fn clear(&mut self) { self.map.clear() }
    /// An empty set with a hasher.
    pub const fn with_hasher(hasher: S) -> HashSet<T, S> { HashSet { map: HashMap::with_hasher(hasher) } }
    /// An empty set with room and a hasher.
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashSet<T, S> { HashSet { map: HashMap::with_capacity_and_hasher(capacity, hasher) } }
    /// The hasher's maker.
    pub fn hasher(&self) -> &S { self.map.hasher() }
}
impl<T: Eq + Hash, S: BuildHasher> HashSet<T, S> {
    /// Makes room.
    pub fn reserve(&mut self, additional: usize) { self.map.reserve(additional) }
    /// `reserve` with an error instead of a panic.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> { self.map.try_reserve(additional) }
    /// Gives back unused memory.
    pub fn shrink_to_fit(&mut self) { self.map.shrink_to_fit() }
    /// Gives back unused memory beyond a bound.
    pub fn shrink_to(&mut self, min_capacity: usize) { self.map.shrink_to(min_capacity) }
    /// What is here but not there.
    pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> Difference<'a, T, S> { Difference { iter: self.iter(), other } }
    /// What is in one of both only.
    pub fn symmetric_difference<'a>(&'a self, other: &'a HashSet<T, S>) -> SymmetricDifference<'a, T, S> { SymmetricDifference { iter: self.difference(other).chain(other.difference(self)) } }
    /// What is in both.
    pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> Intersection<'a, T, S> {
        if self.len() <= other.len() { Intersection { iter: self.iter(), other } } else { Intersection { iter: other.iter(), other: self } }
    }
    /// What is in any of both.
    pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S> {
        if self.len() >= other.len() { Union { iter: self.iter().chain(other.difference(self)) } } else { Union { iter: other.iter().chain(self.difference(other)) } }
    }
    /// Whether there is such an element.
    #[inline]
    pub fn contains<Q: ?Sized + Hash + Eq>(&self, value: &Q) -> bool where T: Borrow<Q> { self.map.contains_key(value) }
    /// The element.
    #[inline]
    pub fn get<Q: ?Sized + Hash + Eq>(&self, value: &Q) -> Option<&T> where T: Borrow<Q> { self.map.get_key_value(value).map(|(k, _)| k) }
    /// Whether nothing is in both.
    pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool { self.intersection(other).next().is_none() }
    /// Whether all is there too.
    pub fn is_subset(&self, other: &HashSet<T, S>) -> bool { self.len() <= other.len() && self.iter().all(|v| other.contains(v)) }
    /// Whether all from there is here.
    pub fn is_superset(&self, other: &HashSet<T, S>) -> bool { other.is_subset(self) }
    /// Inserts; whether it is new.
    #[inline]
    #[rustc_confusables("push", "append", "put")]
    pub fn insert(&mut self, value: T) -> bool { self.map.insert(value, ()).is_none() }
    /// Inserts, giving an equal one.
    pub fn replace(&mut self, value: T) -> Option<T> {
        let old = self.take(&value);
        self.map.insert(value, ());
        old
    }
    /// Removes; whether it was there.
    #[inline]
    #[rustc_confusables("delete", "take")]
    pub fn remove<Q: ?Sized + Hash + Eq>(&mut self, value: &Q) -> bool where T: Borrow<Q> { self.map.remove(value).is_some() }
    /// Removes, giving the element.
    #[inline]
    pub fn take<Q: ?Sized + Hash + Eq>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q> { self.map.remove_entry(value).map(|(k, _)| k) }
}
/// Elements.
pub struct Iter<'a, K: 'a> { base: map::Keys<'a, K, ()> }
/// Elements by value.
#[derive(Debug)]
pub struct IntoIter<K> { base: map::IntoIter<K, ()> }
/// See `HashSet::drain`.
#[derive(Debug)]
pub struct Drain<'a, K: 'a> { base: map::Drain<'a, K, ()> }
/// See `HashSet::extract_if`.
#[must_use = "iterators are lazy and do nothing unless consumed; use `retain` to remove and discard elements"]
pub struct ExtractIf<'a, K, F> { inner: map::ExtractIf<'a, K, (), F> }
impl<K, F: FnMut(&K) -> bool> Iterator for ExtractIf<'_, K, F> {
    type Item = K;
    fn next(&mut self) -> Option<K> { self.inner.next_by(|pred, key, _| pred(key)).map(|(key, _)| key) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.bounds() }
}
impl<K, F: FnMut(&K) -> bool> FusedIterator for ExtractIf<'_, K, F> {}
impl<K: Debug, F> Debug for ExtractIf<'_, K, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}
impl<K> Default for Iter<'_, K> { fn default() -> Self { Iter { base: Default::default() } } }
impl<K> Default for IntoIter<K> { fn default() -> Self { IntoIter { base: Default::default() } } }
/// See `HashSet::difference`.
#[must_use = "this returns an iterator"]
pub struct Difference<'a, T: 'a, S: 'a> { iter: Iter<'a, T>, other: &'a HashSet<T, S> }
/// See `HashSet::intersection`.
#[must_use = "this returns an iterator"]
pub struct Intersection<'a, T: 'a, S: 'a> { iter: Iter<'a, T>, other: &'a HashSet<T, S> }
/// See `HashSet::symmetric_difference`.
#[must_use = "this returns an iterator"]
pub struct SymmetricDifference<'a, T: 'a, S: 'a> { iter: Chain<Difference<'a, T, S>, Difference<'a, T, S>> }
/// See `HashSet::union`.
#[must_use = "this returns an iterator"]
pub struct Union<'a, T: 'a, S: 'a> { iter: Chain<Iter<'a, T>, Difference<'a, T, S>> }
impl<K> Clone for Iter<'_, K> {
    fn clone(&self) -> Self { Iter { base: self.base.clone() } }
}
impl<K: Debug> Debug for Iter<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
macro_rules! elements {
    ($([$($p:tt)*] $t:ty, $item:ty, |$e:pat_param| $x:expr;)*) => {$(
        impl<$($p)*> Iterator for $t {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> { self.base.next().map(|$e| $x) }
            fn size_hint(&self) -> (usize, Option<usize>) { self.base.size_hint() }
        }
        impl<$($p)*> ExactSizeIterator for $t {}
        impl<$($p)*> FusedIterator for $t {}
    )*};
}
elements! { ['a, K] Iter<'a, K>, &'a K, |k| k; [K] IntoIter<K>, K, |(k, _)| k; ['a, K] Drain<'a, K>, K, |(k, _)| k; }
macro_rules! operations {
    ($($t:ident |$s:ident| $next:expr;)*) => {$(
        impl<T, S> Clone for $t<'_, T, S> {
            fn clone(&self) -> Self { $t { iter: self.iter.clone(), ..*self } }
        }
        impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for $t<'a, T, S> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> { let $s = self; $next }
        }
        impl<T: Eq + Hash, S: BuildHasher> FusedIterator for $t<'_, T, S> {}
        impl<T: Debug + Eq + Hash, S: BuildHasher> Debug for $t<'_, T, S> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
        }
    )*};
}
operations! {
    Difference |s| loop { let e = s.iter.next()?; if !s.other.contains(e) { return Some(e); } };
    Intersection |s| loop { let e = s.iter.next()?; if s.other.contains(e) { return Some(e); } };
    SymmetricDifference |s| s.iter.next();
    Union |s| s.iter.next();
}
macro_rules! operators {
    ($($tr:ident $m:ident $f:ident;)*) => {$(
        impl<T: Eq + Hash + Clone, S: BuildHasher + Default> $tr<&HashSet<T, S>> for &HashSet<T, S> {
            type Output = HashSet<T, S>;
            fn $m(self, rhs: &HashSet<T, S>) -> HashSet<T, S> { self.$f(rhs).cloned().collect() }
        }
    )*};
}
operators! { BitOr bitor union; BitAnd bitand intersection; BitXor bitxor symmetric_difference; Sub sub difference; }
impl<T: Clone, S: Clone> Clone for HashSet<T, S> {
    fn clone(&self) -> Self { Self { map: self.map.clone() } }
}
impl<T: Eq + Hash, S: BuildHasher> PartialEq for HashSet<T, S> {
    fn eq(&self, other: &HashSet<T, S>) -> bool { self.len() == other.len() && self.iter().all(|key| other.contains(key)) }
}
impl<T: Eq + Hash, S: BuildHasher> Eq for HashSet<T, S> {}
impl<T: Debug, S> Debug for HashSet<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_set().entries(self.iter()).finish() }
}
impl<T: Eq + Hash, S: BuildHasher + Default> FromIterator<T> for HashSet<T, S> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> HashSet<T, S> {
        let mut set = HashSet::with_hasher(Default::default());
        set.extend(iter);
        set
    }
}
impl<T: Eq + Hash, const N: usize> From<[T; N]> for HashSet<T, RandomState> {
    fn from(arr: [T; N]) -> Self { Self::from_iter(arr) }
}
impl<T: Eq + Hash, S: BuildHasher> Extend<T> for HashSet<T, S> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) { self.map.extend(iter.into_iter().map(|k| (k, ()))); }
}
impl<'a, T: 'a + Eq + Hash + Copy, S: BuildHasher> Extend<&'a T> for HashSet<T, S> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().cloned()); }
}
impl<T, S: Default> Default for HashSet<T, S> {
    fn default() -> HashSet<T, S> { HashSet { map: HashMap::default() } }
}
impl<'a, T, S> IntoIterator for &'a HashSet<T, S> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<T, S> IntoIterator for HashSet<T, S> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { base: self.map.into_iter() } }
}
