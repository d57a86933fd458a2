//! Iterators of `BTreeMap`.
use super::map::{BTreeMap, Pos};
use crate::vec::{self, Vec};
use core::fmt::{self, Debug};
use core::iter::{Flatten, FusedIterator};
use core::marker::PhantomData;
use core::ops::{Bound, RangeBounds};

/// The entries between two positions, as pointers into the chunks.
pub struct Range<'a, K: 'a, V: 'a> {
    chunks: &'a [Vec<(K, V)>],
    front: Pos,
    back: Pos,
}
impl<'a, K, V> Range<'a, K, V> {
    pub(super) fn new(map: &'a BTreeMap<K, V>, front: Pos, back: Pos) -> Self { Range { chunks: &map.chunks, front, back } }
}
impl<K, V> Clone for Range<'_, K, V> {
    fn clone(&self) -> Self { Range { chunks: self.chunks, front: self.front, back: self.back } }
}
impl<'a, K, V> Iterator for Range<'a, K, V> {
    type Item = (&'a K, &'a V);
    #[inline]
    fn next(&mut self) -> Option<(&'a K, &'a V)> {
        if self.front >= self.back {
            return None;
        }
        let (c, i) = self.front;
        let chunk = &self.chunks[c];
        self.front = if i + 1 == chunk.len() { (c + 1, 0) } else { (c, i + 1) };
        let (k, v) = &chunk[i];
        Some((k, v))
    }
    fn last(mut self) -> Option<Self::Item> { self.next_back() }
    fn min(mut self) -> Option<Self::Item> where (&'a K, &'a V): Ord { self.next() }
    fn max(mut self) -> Option<Self::Item> where (&'a K, &'a V): Ord { self.next_back() }
}
impl<'a, K, V> DoubleEndedIterator for Range<'a, K, V> {
    #[inline]
    fn next_back(&mut self) -> Option<(&'a K, &'a V)> {
        if self.front >= self.back {
            return None;
        }
        let (mut c, mut i) = self.back;
        if i == 0 {
            c -= 1;
            i = self.chunks[c].len();
        }
        self.back = (c, i - 1);
        let (k, v) = &self.chunks[c][i - 1];
        Some((k, v))
    }
}
impl<K, V> FusedIterator for Range<'_, K, V> {}
impl<K: Debug, V: Debug> Debug for Range<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
/// The same, for changing values.
pub struct RangeMut<'a, K: 'a, V: 'a> {
    chunks: *mut [Vec<(K, V)>],
    front: Pos,
    back: Pos,
    _marker: PhantomData<&'a mut (K, V)>,
}
// SAFETY: it is a unique borrow.
unsafe impl<K: Send, V: Send> Send for RangeMut<'_, K, V> {}
// SAFETY: it is a unique borrow.
unsafe impl<K: Sync, V: Sync> Sync for RangeMut<'_, K, V> {}
impl<'a, K, V> RangeMut<'a, K, V> {
    pub(super) fn new(map: &'a mut BTreeMap<K, V>, front: Pos, back: Pos) -> Self { RangeMut { chunks: &raw mut map.chunks[..], front, back, _marker: PhantomData } }
    unsafe fn chunk(&self, c: usize) -> (*mut (K, V), usize) {
        let chunk = (self.chunks as *mut Vec<(K, V)>).add(c);
        ((*chunk).as_mut_ptr(), (*chunk).len())
    }
    fn shared(&self) -> Range<'_, K, V> {
        // SAFETY: a shared view of the same borrow.
        Range { chunks: unsafe { &*self.chunks }, front: self.front, back: self.back }
    }
}
impl<'a, K, V> Iterator for RangeMut<'a, K, V> {
    type Item = (&'a K, &'a mut V);
    #[inline]
    fn next(&mut self) -> Option<(&'a K, &'a mut V)> {
        if self.front >= self.back {
            return None;
        }
        let (c, i) = self.front;
        // SAFETY: each entry is given once.
        unsafe {
            let (p, len) = self.chunk(c);
            self.front = if i + 1 == len { (c + 1, 0) } else { (c, i + 1) };
            let e = p.add(i);
            Some((&(*e).0, &mut (*e).1))
        }
    }
}
impl<'a, K, V> DoubleEndedIterator for RangeMut<'a, K, V> {
    #[inline]
    fn next_back(&mut self) -> Option<(&'a K, &'a mut V)> {
        if self.front >= self.back {
            return None;
        }
        let (mut c, mut i) = self.back;
        // SAFETY: each entry is given once.
        unsafe {
            if i == 0 {
                c -= 1;
                i = self.chunk(c).1;
            }
            self.back = (c, i - 1);
            let e = self.chunk(c).0.add(i - 1);
            Some((&(*e).0, &mut (*e).1))
        }
    }
}
impl<K, V> FusedIterator for RangeMut<'_, K, V> {}
impl<K: Debug, V: Debug> Debug for RangeMut<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.shared()).finish() }
}
/// All entries.
pub struct Iter<'a, K: 'a, V: 'a> {
    pub(super) range: Range<'a, K, V>,
    pub(super) len: usize,
}
impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self { Iter { range: self.range.clone(), len: self.len } }
}
impl<K, V> Default for Iter<'_, K, V> {
    fn default() -> Self { Iter { range: Range { chunks: &[], front: (0, 0), back: (0, 0) }, len: 0 } }
}
impl<K: Debug, V: Debug> Debug for Iter<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
/// All entries, for changing values.
pub struct IterMut<'a, K: 'a, V: 'a> {
    pub(super) range: RangeMut<'a, K, V>,
    pub(super) len: usize,
}
impl<K: Debug, V: Debug> Debug for IterMut<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.range.fmt(f) }
}
/// All entries by value.
#[rustc_insignificant_dtor]
pub struct IntoIter<K, V> {
    inner: Flatten<vec::IntoIter<Vec<(K, V)>>>,
    len: usize,
}
impl<K: Debug, V: Debug> Debug for IntoIter<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("IntoIter").finish_non_exhaustive() }
}
/// Keys.
pub struct Keys<'a, K, V> { pub(super) inner: Iter<'a, K, V> }
/// Values.
pub struct Values<'a, K, V> { pub(super) inner: Iter<'a, K, V> }
/// Values, for changing them.
pub struct ValuesMut<'a, K, V> { pub(super) inner: IterMut<'a, K, V> }
/// Keys by value.
pub struct IntoKeys<K, V> { pub(super) inner: IntoIter<K, V> }
/// Values by value.
pub struct IntoValues<K, V> { pub(super) inner: IntoIter<K, V> }
impl<K, V> Clone for Keys<'_, K, V> {
    fn clone(&self) -> Self { Keys { inner: self.inner.clone() } }
}
impl<K, V> Clone for Values<'_, K, V> {
    fn clone(&self) -> Self { Values { inner: self.inner.clone() } }
}
impl<K: Debug, V> Debug for Keys<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
impl<K, V: Debug> Debug for Values<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
impl<K: Debug, V> Debug for IntoKeys<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("IntoKeys").finish_non_exhaustive() }
}
impl<K, V: Debug> Debug for IntoValues<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("IntoValues").finish_non_exhaustive() }
}
impl<K, V: Debug> Debug for ValuesMut<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.inner.range.shared().map(|(_, v)| v)).finish() }
}
macro_rules! counted {
    ($([$($p:tt)*] $t:ty, $item:ty, $field:ident;)*) => {$(
        impl<$($p)*> Iterator for $t {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> {
                let e = self.$field.next()?;
                self.len -= 1;
                Some(e)
            }
            fn size_hint(&self) -> (usize, Option<usize>) { (self.len, Some(self.len)) }
            fn last(mut self) -> Option<$item> { self.next_back() }
        }
        impl<$($p)*> DoubleEndedIterator for $t {
            #[inline]
            fn next_back(&mut self) -> Option<$item> {
                let e = self.$field.next_back()?;
                self.len -= 1;
                Some(e)
            }
        }
        impl<$($p)*> ExactSizeIterator for $t {}
        impl<$($p)*> FusedIterator for $t {}
    )*};
}
counted! {
    ['a, K, V] Iter<'a, K, V>, (&'a K, &'a V), range;
    ['a, K, V] IterMut<'a, K, V>, (&'a K, &'a mut V), range;
    [K, V] IntoIter<K, V>, (K, V), inner;
}
macro_rules! projected {
    ($([$($p:tt)*] $t:ty, $item:ty, |$e:pat_param| $x:expr;)*) => {$(
        impl<$($p)*> Iterator for $t {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> { self.inner.next().map(|$e| $x) }
            fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
            fn last(mut self) -> Option<$item> { self.next_back() }
        }
        impl<$($p)*> DoubleEndedIterator for $t {
            #[inline]
            fn next_back(&mut self) -> Option<$item> { self.inner.next_back().map(|$e| $x) }
        }
        impl<$($p)*> ExactSizeIterator for $t {}
        impl<$($p)*> FusedIterator for $t {}
    )*};
}
projected! {
    ['a, K, V] Keys<'a, K, V>, &'a K, |(k, _)| k;
    ['a, K, V] Values<'a, K, V>, &'a V, |(_, v)| v;
    ['a, K, V] ValuesMut<'a, K, V>, &'a mut V, |(_, v)| v;
    [K, V] IntoKeys<K, V>, K, |(k, _)| k;
    [K, V] IntoValues<K, V>, V, |(_, v)| v;
}
impl<K, V> IntoIterator for BTreeMap<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> { IntoIter { len: self.len, inner: self.chunks.into_iter().flatten() } }
}
impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> { self.iter() }
}
impl<'a, K, V> IntoIterator for &'a mut BTreeMap<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;
    fn into_iter(self) -> IterMut<'a, K, V> { self.iter_mut() }
}
/// See `BTreeMap::extract_if`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ExtractIf<'a, K, V, R, F> {
    pub(super) map: &'a mut BTreeMap<K, V>,
    pub(super) pos: Pos,
    pub(super) range: R,
    pub(super) pred: F,
}
impl<K: PartialOrd, V, R: RangeBounds<K>, F> ExtractIf<'_, K, V, R, F> {
    /// The next entry for which the test, which is given the predicate, holds.
    pub(super) fn next_by(&mut self, mut test: impl FnMut(&mut F, &K, &mut V) -> bool) -> Option<(K, V)> {
        loop {
            let (c, i) = self.pos;
            if c >= self.map.chunks.len() {
                return None;
            }
            if i >= self.map.chunks[c].len() {
                self.pos = (c + 1, 0);
                continue;
            }
            let (k, v) = &mut self.map.chunks[c][i];
            let inside = match self.range.end_bound() {
                Bound::Included(e) => *k <= *e,
                Bound::Excluded(e) => *k < *e,
                Bound::Unbounded => true,
            };
            if !inside {
                return None;
            }
            if test(&mut self.pred, k, v) {
                return Some(self.map.remove_at((c, i)));
            }
            self.pos = (c, i + 1);
        }
    }
    pub(super) fn bounds(&self) -> (usize, Option<usize>) { (0, Some(self.map.len())) }
}
impl<K: PartialOrd, V, R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'_, K, V, R, F> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> { self.next_by(|pred, k, v| pred(k, v)) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.bounds() }
}
impl<K: PartialOrd, V, R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool> FusedIterator for ExtractIf<'_, K, V, R, F> {}
impl<K: Debug, V: Debug, R, F> Debug for ExtractIf<'_, K, V, R, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}
impl<K, V> Default for Range<'_, K, V> {
    fn default() -> Self { Range { chunks: &[], front: (0, 0), back: (0, 0) } }
}
impl<K, V> Default for RangeMut<'_, K, V> {
    fn default() -> Self { RangeMut { chunks: &mut [], front: (0, 0), back: (0, 0), _marker: PhantomData } }
}
impl<'a, K: 'a, V: 'a> Default for IterMut<'a, K, V> {
    fn default() -> Self { IterMut { range: RangeMut::default(), len: 0 } }
}
impl<K, V> Default for IntoIter<K, V> {
    fn default() -> Self { BTreeMap::new().into_iter() }
}
macro_rules! empty {
    ($($t:ty;)*) => { $( impl<K, V> Default for $t { fn default() -> Self { Self { inner: Default::default() } } } )* };
}
empty! { Keys<'_, K, V>; Values<'_, K, V>; ValuesMut<'_, K, V>; IntoKeys<K, V>; IntoValues<K, V>; }
