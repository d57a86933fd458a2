//! `BTreeSet`: a sorted map without values.
use super::map::{self, BTreeMap};
use core::borrow::Borrow;
use core::cmp::Ordering::{self, *};
use core::fmt::{self, Debug};
use core::hash::{Hash, Hasher};
use core::iter::{FusedIterator, Peekable};
use core::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};

/// A sorted set.
#[rustc_diagnostic_item = "BTreeSet"]
pub struct BTreeSet<T> {
    map: BTreeMap<T, ()>,
}
impl<T> BTreeSet<T> {
    /// An empty set.
    #[must_use]
    pub const fn new() -> BTreeSet<T> { BTreeSet { map: BTreeMap::new() } }
    /// Iterates over a range.
    pub fn range<K: ?Sized + Ord, R: RangeBounds<K>>(&self, range: R) -> Range<'_, T> where T: Borrow<K> + Ord { Range { iter: self.map.range(range) } }
    /// What is here but not there.
    pub fn difference<'a>(&'a self, other: &'a BTreeSet<T>) -> Difference<'a, T> where T: Ord { Difference(Merge::new(self, other)) }
    /// What is in one of both only.
    pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T>) -> SymmetricDifference<'a, T> where T: Ord { SymmetricDifference(Merge::new(self, other)) }
    /// What is in both.
    pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T>) -> Intersection<'a, T> where T: Ord { Intersection(Merge::new(self, other)) }
    /// What is in any of both.
    pub fn union<'a>(&'a self, other: &'a BTreeSet<T>) -> Union<'a, T> where T: Ord { Union(Merge::new(self, other)) }
    /// Removes everything.
    pub fn clear(&mut self) { self.map.clear() }
    /// Whether there is such an element.
    pub fn contains<Q: ?Sized + Ord>(&self, value: &Q) -> bool where T: Borrow<Q> + Ord { self.map.contains_key(value) }
    /// The element.
    pub fn get<Q: ?Sized + Ord>(&self, value: &Q) -> Option<&T> where T: Borrow<Q> + Ord { self.map.get_key_value(value).map(|(k, _)| k) }
    /// Whether nothing is in both.
    #[must_use]
    pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool where T: Ord { self.intersection(other).next().is_none() }
    /// Whether all is there too.
    #[must_use]
    pub fn is_subset(&self, other: &BTreeSet<T>) -> bool where T: Ord { self.len() <= other.len() && self.iter().all(|x| other.contains(x)) }
    /// Whether all from there is here.
    #[must_use]
    pub fn is_superset(&self, other: &BTreeSet<T>) -> bool where T: Ord { other.is_subset(self) }
    /// The least element.
    #[must_use]
    pub fn first(&self) -> Option<&T> where T: Ord { self.map.first_key_value().map(|(k, _)| k) }
    /// The greatest element.
    #[must_use]
    pub fn last(&self) -> Option<&T> where T: Ord { self.map.last_key_value().map(|(k, _)| k) }
    /// Removes the least element.
    pub fn pop_first(&mut self) -> Option<T> where T: Ord { self.map.pop_first().map(|kv| kv.0) }
    /// Removes the greatest element.
    pub fn pop_last(&mut self) -> Option<T> where T: Ord { self.map.pop_last().map(|kv| kv.0) }
    /// Inserts; whether it is new.
    #[rustc_confusables("push", "put")]
    pub fn insert(&mut self, value: T) -> bool where T: Ord { self.map.insert(value, ()).is_none() }
    /// Inserts, giving an equal one.
    pub fn replace(&mut self, value: T) -> Option<T> where T: Ord {
        let old = self.take(&value);
        self.map.insert(value, ());
        old
    }
    /// Removes; whether it was there.
    pub fn remove<Q: ?Sized + Ord>(&mut self, value: &Q) -> bool where T: Borrow<Q> + Ord { self.map.remove(value).is_some() }
    /// Removes, giving the element.
    pub fn take<Q: ?Sized + Ord>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q> + Ord { self.map.remove_entry(value).map(|(k, _)| k) }
    /// Keeps elements for which the predicate holds.
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) where T: Ord { self.map.retain(|k, _| f(k)) }
    /// Moves all elements of another set here.
    pub fn append(&mut self, other: &mut Self) where T: Ord { self.map.append(&mut other.map) }
    /// Moves elements from a value on to another set.
    pub fn split_off<Q: ?Sized + Ord>(&mut self, value: &Q) -> Self where T: Borrow<Q> + Ord { BTreeSet { map: self.map.split_off(value) } }
    /// Removes elements of a range for which the predicate holds.
    pub fn extract_if<F: FnMut(&T) -> bool, R: RangeBounds<T>>(&mut self, range: R, pred: F) -> ExtractIf<'_, T, R, F> where T: Ord { ExtractIf { inner: self.map.unfiltered(range, pred) } }
    /// Iterates.
    pub fn iter(&self) -> Iter<'_, T> { Iter { iter: self.map.keys() } }
    /// The number of elements.
    #[must_use]
    #[rustc_confusables("length", "size")]
    pub const fn len(&self) -> usize { self.map.len() }
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool { self.len() == 0 }
}
/// Elements.
pub struct Iter<'a, T: 'a> { iter: map::Keys<'a, T, ()> }
/// Elements by value.
#[derive(Debug)]
pub struct IntoIter<T> { iter: map::IntoIter<T, ()> }
/// See `BTreeSet::extract_if`.
#[must_use = "iterators are lazy and do nothing unless consumed; use `retain` or `extract_if().for_each(drop)` to remove and discard elements"]
pub struct ExtractIf<'a, T, R, F> { inner: map::ExtractIf<'a, T, (), R, F> }
impl<T: PartialOrd, R: RangeBounds<T>, F: FnMut(&T) -> bool> Iterator for ExtractIf<'_, T, R, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.inner.next_by(|pred, element, _| pred(element)).map(|(element, _)| element) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.bounds() }
}
impl<T: PartialOrd, R: RangeBounds<T>, F: FnMut(&T) -> bool> FusedIterator for ExtractIf<'_, T, R, F> {}
impl<T: Debug, R, F> Debug for ExtractIf<'_, T, R, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}
impl<T> Default for Iter<'_, T> { fn default() -> Self { Iter { iter: Default::default() } } }
impl<T> Default for IntoIter<T> { fn default() -> Self { IntoIter { iter: Default::default() } } }
impl<T> Default for Range<'_, T> { fn default() -> Self { Range { iter: Default::default() } } }
/// Elements of a range.
pub struct Range<'a, T: 'a> { iter: map::Range<'a, T, ()> }
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { iter: self.iter.clone() } }
}
impl<T> Clone for Range<'_, T> {
    fn clone(&self) -> Self { Range { iter: self.iter.clone() } }
}
impl<T: Debug> Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Iter").field(&self.iter).finish() }
}
impl<T: Debug> Debug for Range<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Range").field("iter", &self.iter).finish() }
}
macro_rules! forward {
    ($([$($p:tt)*] $t:ty, $item:ty, |$e:pat_param| $x:expr;)*) => {$(
        impl<$($p)*> Iterator for $t {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> { self.iter.next().map(|$e| $x) }
            fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
            fn last(mut self) -> Option<$item> { self.next_back() }
        }
        impl<$($p)*> DoubleEndedIterator for $t {
            #[inline]
            fn next_back(&mut self) -> Option<$item> { self.iter.next_back().map(|$e| $x) }
        }
        impl<$($p)*> FusedIterator for $t {}
    )*};
}
forward! { ['a, T] Iter<'a, T>, &'a T, |k| k; [T] IntoIter<T>, T, |(k, _)| k; ['a, T] Range<'a, T>, &'a T, |(k, _)| k; }
impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> ExactSizeIterator for IntoIter<T> {}

/// Both sets in step.
struct Merge<'a, T> {
    a: Peekable<Iter<'a, T>>,
    b: Peekable<Iter<'a, T>>,
}
impl<'a, T: Ord> Merge<'a, T> {
    fn new(a: &'a BTreeSet<T>, b: &'a BTreeSet<T>) -> Self { Merge { a: a.iter().peekable(), b: b.iter().peekable() } }
    /// The next element of either, with where it is.
    fn next(&mut self) -> Option<(Option<&'a T>, Option<&'a T>)> {
        match (self.a.peek(), self.b.peek()) {
            (None, None) => None,
            (Some(_), None) => Some((self.a.next(), None)),
            (None, Some(_)) => Some((None, self.b.next())),
            (Some(x), Some(y)) => Some(match x.cmp(y) {
                Less => (self.a.next(), None),
                Greater => (None, self.b.next()),
                Equal => (self.a.next(), self.b.next()),
            }),
        }
    }
}
impl<T> Clone for Merge<'_, T> {
    fn clone(&self) -> Self { Merge { a: self.a.clone(), b: self.b.clone() } }
}
macro_rules! operation {
    ($($(#[$doc:meta])* $name:ident $pat:pat => $x:expr;)*) => {$(
        $(#[$doc])*
        #[must_use = "this returns an iterator"]
        pub struct $name<'a, T: 'a>(Merge<'a, T>);
        impl<T> Clone for $name<'_, T> {
            fn clone(&self) -> Self { $name(self.0.clone()) }
        }
        impl<'a, T: Ord> Iterator for $name<'a, T> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                while let Some(pair) = self.0.next() {
                    #[allow(irrefutable_let_patterns)]
                    if let $pat = pair {
                        return $x;
                    }
                }
                None
            }
        }
        impl<T: Ord> FusedIterator for $name<'_, T> {}
        impl<T: Debug> Debug for $name<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple(stringify!($name)).field(&self.0.a).field(&self.0.b).finish() }
        }
    )*};
}
operation! {
    #[doc = "See `BTreeSet::difference`."] Difference (Some(x), None) => Some(x);
    #[doc = "See `BTreeSet::symmetric_difference`."] SymmetricDifference ((Some(x), None) | (None, Some(x))) => Some(x);
    #[doc = "See `BTreeSet::intersection`."] Intersection (Some(x), Some(_)) => Some(x);
    #[doc = "See `BTreeSet::union`."] Union (a, b) => a.or(b);
}
macro_rules! operator {
    ($($tr:ident $m:ident $f:ident;)*) => {$(
        impl<T: Ord + Clone> $tr<&BTreeSet<T>> for &BTreeSet<T> {
            type Output = BTreeSet<T>;
            fn $m(self, rhs: &BTreeSet<T>) -> BTreeSet<T> { self.$f(rhs).cloned().collect() }
        }
    )*};
}
operator! { Sub sub difference; BitXor bitxor symmetric_difference; BitAnd bitand intersection; BitOr bitor union; }
impl<T: Clone> Clone for BTreeSet<T> {
    fn clone(&self) -> Self { BTreeSet { map: self.map.clone() } }
}
impl<T: Hash> Hash for BTreeSet<T> {
    fn hash<H: Hasher>(&self, state: &mut H) { self.map.hash(state) }
}
impl<T: PartialEq> PartialEq for BTreeSet<T> {
    fn eq(&self, other: &Self) -> bool { self.map == other.map }
}
impl<T: Eq> Eq for BTreeSet<T> {}
impl<T: PartialOrd> PartialOrd for BTreeSet<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.map.partial_cmp(&other.map) }
}
impl<T: Ord> Ord for BTreeSet<T> {
    fn cmp(&self, other: &Self) -> Ordering { self.map.cmp(&other.map) }
}
impl<T: Debug> Debug for BTreeSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_set().entries(self.iter()).finish() }
}
impl<T> Default for BTreeSet<T> {
    fn default() -> Self { BTreeSet::new() }
}
impl<T: Ord> FromIterator<T> for BTreeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self { BTreeSet { map: iter.into_iter().map(|x| (x, ())).collect() } }
}
impl<T: Ord, const N: usize> From<[T; N]> for BTreeSet<T> {
    fn from(arr: [T; N]) -> Self { arr.into_iter().collect() }
}
impl<T: Ord> Extend<T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) { iter.into_iter().for_each(move |e| { self.insert(e); }); }
}
impl<'a, T: Ord + Copy + 'a> Extend<&'a T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().cloned()); }
}
impl<T> IntoIterator for BTreeSet<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { iter: self.map.into_iter() } }
}
impl<'a, T> IntoIterator for &'a BTreeSet<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
