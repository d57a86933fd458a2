//! `BTreeMap`: a sorted map of two levels. Entries lie in sorted chunks of at most `CAP`; the
//! chunks lie in order in one vector. A lookup is a binary search among the chunks' last keys
//! and one inside a chunk; an insertion moves part of a chunk, and a full chunk is split.
//! Invariants: no chunk is empty; keys ascend through all chunks; `len` is the number of entries.
pub use super::map_iter::*;
use crate::vec::Vec;
use core::borrow::Borrow;
use core::cmp::Ordering;
use core::fmt::{self, Debug};
use core::hash::{Hash, Hasher};
use core::mem;
use core::ops::{Bound, Index, RangeBounds};

pub(super) const CAP: usize = 64;

/// A sorted map.
#[rustc_diagnostic_item = "BTreeMap"]
#[rustc_insignificant_dtor]
pub struct BTreeMap<K, V> {
    pub(super) chunks: Vec<Vec<(K, V)>>,
    pub(super) len: usize,
}
/// A place in the map: chunk and index within. The end is one past the last chunk, index zero.
pub(super) type Pos = (usize, usize);

impl<K, V> BTreeMap<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> BTreeMap<K, V> { BTreeMap { chunks: Vec::new(), len: 0 } }
    /// Removes everything.
    pub fn clear(&mut self) { drop(mem::take(self)); }
    /// The number of entries.
    #[must_use]
    #[rustc_confusables("length", "size")]
    pub const fn len(&self) -> usize { self.len }
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool { self.len == 0 }
    pub(super) fn end(&self) -> Pos { (self.chunks.len(), 0) }
    /// Makes positions behind a chunk's end those of the next chunk.
    fn normal(&self, (c, i): Pos) -> Pos { if c < self.chunks.len() && i == self.chunks[c].len() { (c + 1, 0) } else { (c, i) } }
    /// Where the key is, or where it would go within a chunk.
    fn search<Q: ?Sized + Ord>(&self, key: &Q) -> Result<Pos, Pos>
    where
        K: Borrow<Q>,
    {
        let mut c = self.chunks.partition_point(|chunk| chunk[chunk.len() - 1].0.borrow() < key);
        if c == self.chunks.len() {
            if c == 0 {
                return Err((0, 0));
            }
            c -= 1;
            return Err((c, self.chunks[c].len()));
        }
        match self.chunks[c].binary_search_by(|(k, _)| k.borrow().cmp(key)) {
            Ok(i) => Ok((c, i)),
            Err(i) => Err((c, i)),
        }
    }
    pub(super) fn lower_bound<Q: ?Sized + Ord>(&self, bound: Bound<&Q>) -> Pos
    where
        K: Borrow<Q>,
    {
        match bound {
            Bound::Unbounded => (0, 0),
            Bound::Included(k) => match self.search(k) { Ok(p) => p, Err(p) => self.normal(p) },
            Bound::Excluded(k) => match self.search(k) { Ok((c, i)) => self.normal((c, i + 1)), Err(p) => self.normal(p) },
        }
    }
    pub(super) fn upper_bound<Q: ?Sized + Ord>(&self, bound: Bound<&Q>) -> Pos
    where
        K: Borrow<Q>,
    {
        match bound {
            Bound::Unbounded => self.end(),
            Bound::Included(k) => match self.search(k) { Ok((c, i)) => self.normal((c, i + 1)), Err(p) => self.normal(p) },
            Bound::Excluded(k) => match self.search(k) { Ok(p) => p, Err(p) => self.normal(p) },
        }
    }
    pub(super) fn insert_at(&mut self, (mut c, mut i): Pos, entry: (K, V)) -> Pos {
        self.len += 1;
        if self.chunks.is_empty() {
            let mut chunk = Vec::with_capacity(4);
            chunk.push(entry);
            self.chunks.push(chunk);
            return (0, 0);
        }
        if self.chunks[c].len() == CAP {
            // Ascending insertion leaves full chunks behind.
            let at = if i == CAP && c + 1 == self.chunks.len() { CAP } else { CAP / 2 };
            let mut right = Vec::with_capacity(CAP);
            right.extend(self.chunks[c].drain(at..));
            self.chunks.insert(c + 1, right);
            if i >= at {
                c += 1;
                i -= at;
            }
        }
        self.chunks[c].insert(i, entry);
        (c, i)
    }
    pub(super) fn remove_at(&mut self, (c, i): Pos) -> (K, V) {
        self.len -= 1;
        let entry = self.chunks[c].remove(i);
        let n = self.chunks[c].len();
        if n == 0 {
            self.chunks.remove(c);
        } else if n < CAP / 4 && c + 1 < self.chunks.len() && n + self.chunks[c + 1].len() <= CAP / 2 {
            let mut next = self.chunks.remove(c + 1);
            self.chunks[c].append(&mut next);
        }
        entry
    }
    pub(super) fn entry_at(&self, (c, i): Pos) -> (&K, &V) {
        let (k, v) = &self.chunks[c][i];
        (k, v)
    }
    /// The value of a key.
    pub fn get<Q: ?Sized + Ord>(&self, key: &Q) -> Option<&V> where K: Borrow<Q> + Ord { self.search(key).ok().map(|p| self.entry_at(p).1) }
    /// The entry of a key.
    pub fn get_key_value<Q: ?Sized + Ord>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q> + Ord { self.search(k).ok().map(|p| self.entry_at(p)) }
    /// The entry of the least key.
    pub fn first_key_value(&self) -> Option<(&K, &V)> where K: Ord { self.iter().next() }
    /// The entry of the greatest key.
    pub fn last_key_value(&self) -> Option<(&K, &V)> where K: Ord { self.iter().next_back() }
    /// The entry of the least key, in place.
    pub fn first_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> where K: Ord { if self.len == 0 { None } else { Some(OccupiedEntry { map: self, pos: (0, 0) }) } }
    /// The entry of the greatest key, in place.
    pub fn last_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> where K: Ord {
        let c = self.chunks.len().checked_sub(1)?;
        let pos = (c, self.chunks[c].len() - 1);
        Some(OccupiedEntry { map: self, pos })
    }
    /// Removes the entry of the least key.
    pub fn pop_first(&mut self) -> Option<(K, V)> where K: Ord { if self.len == 0 { None } else { Some(self.remove_at((0, 0))) } }
    /// Removes the entry of the greatest key.
    pub fn pop_last(&mut self) -> Option<(K, V)> where K: Ord { self.last_entry().map(|e| e.remove_entry()) }
    /// Whether there is such a key.
    pub fn contains_key<Q: ?Sized + Ord>(&self, key: &Q) -> bool where K: Borrow<Q> + Ord { self.search(key).is_ok() }
    /// The value of a key, uniquely.
    pub fn get_mut<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<&mut V> where K: Borrow<Q> + Ord {
        let (c, i) = self.search(key).ok()?;
        Some(&mut self.chunks[c][i].1)
    }
    /// Inserts, giving the earlier value.
    #[rustc_confusables("push", "put", "set")]
    pub fn insert(&mut self, key: K, value: V) -> Option<V> where K: Ord {
        match self.search(&key) {
            Ok((c, i)) => Some(mem::replace(&mut self.chunks[c][i].1, value)),
            Err(p) => {
                self.insert_at(p, (key, value));
                None
            }
        }
    }
    /// Removes a key, giving its value.
    #[rustc_confusables("delete", "take")]
    pub fn remove<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<V> where K: Borrow<Q> + Ord { self.remove_entry(key).map(|(_, v)| v) }
    /// Removes a key, giving its entry.
    pub fn remove_entry<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<(K, V)> where K: Borrow<Q> + Ord { self.search(key).ok().map(|p| self.remove_at(p)) }
    /// Keeps entries for which the predicate holds.
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, mut f: F) where K: Ord { self.extract_if(.., |k, v| !f(k, v)).for_each(drop); }
    /// Moves all entries of another map here.
    pub fn append(&mut self, other: &mut Self) where K: Ord {
        for (k, v) in mem::take(other) {
            self.insert(k, v);
        }
    }
    /// Iterates over a range of keys.
    pub fn range<T: ?Sized + Ord, R: RangeBounds<T>>(&self, range: R) -> Range<'_, K, V> where K: Borrow<T> + Ord {
        check_range(&range);
        Range::new(self, self.lower_bound(range.start_bound()), self.upper_bound(range.end_bound()))
    }
    /// Iterates over a range of keys, for changing values.
    pub fn range_mut<T: ?Sized + Ord, R: RangeBounds<T>>(&mut self, range: R) -> RangeMut<'_, K, V> where K: Borrow<T> + Ord {
        check_range(&range);
        let (a, b) = (self.lower_bound(range.start_bound()), self.upper_bound(range.end_bound()));
        RangeMut::new(self, a, b)
    }
    /// The entry of a key, in place.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> where K: Ord {
        match self.search(&key) {
            Ok(pos) => Entry::Occupied(OccupiedEntry { map: self, pos }),
            Err(pos) => Entry::Vacant(VacantEntry { key, pos, map: self }),
        }
    }
    /// Moves entries from a key on to another map.
    pub fn split_off<Q: ?Sized + Ord>(&mut self, key: &Q) -> Self where K: Borrow<Q> + Ord {
        let (c, i) = self.lower_bound(Bound::Included(key));
        if c == self.chunks.len() {
            return BTreeMap::new();
        }
        let mut chunks = self.chunks.split_off(c);
        if i > 0 {
            let tail = chunks[0].split_off(i);
            self.chunks.push(mem::replace(&mut chunks[0], tail));
        }
        let len = chunks.iter().map(|c| c.len()).sum();
        self.len -= len;
        BTreeMap { chunks, len }
    }
    /// Removes entries of a range for which the predicate holds.
    pub fn extract_if<F: FnMut(&K, &mut V) -> bool, R: RangeBounds<K>>(&mut self, range: R, pred: F) -> ExtractIf<'_, K, V, R, F> where K: Ord {
        self.unfiltered(range, pred)
    }
    /// As `extract_if`, for a predicate of another form.
    pub(super) fn unfiltered<F, R: RangeBounds<K>>(&mut self, range: R, pred: F) -> ExtractIf<'_, K, V, R, F> where K: Ord {
        let pos = self.lower_bound(range.start_bound());
        ExtractIf { map: self, pos, range, pred }
    }
    /// Iterates over entries.
    pub fn iter(&self) -> Iter<'_, K, V> { Iter { range: Range::new(self, (0, 0), self.end()), len: self.len } }
    /// Iterates over entries, for changing values.
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        let (end, len) = (self.end(), self.len);
        IterMut { range: RangeMut::new(self, (0, 0), end), len }
    }
    /// Iterates over keys.
    pub fn keys(&self) -> Keys<'_, K, V> { Keys { inner: self.iter() } }
    /// Iterates over values.
    pub fn values(&self) -> Values<'_, K, V> { Values { inner: self.iter() } }
    /// Iterates over values, for changing them.
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> { ValuesMut { inner: self.iter_mut() } }
    /// The keys.
    pub fn into_keys(self) -> IntoKeys<K, V> { IntoKeys { inner: self.into_iter() } }
    /// The values.
    pub fn into_values(self) -> IntoValues<K, V> { IntoValues { inner: self.into_iter() } }
    pub(super) fn from_sorted(entries: impl Iterator<Item = (K, V)>) -> Self {
        let mut map = BTreeMap::new();
        for e in entries {
            let pos = match map.chunks.len() { 0 => (0, 0), n => (n - 1, map.chunks[n - 1].len()) };
            map.insert_at(pos, e);
        }
        map
    }
}
#[track_caller]
fn check_range<T: ?Sized + Ord, R: RangeBounds<T>>(range: &R) {
    match (range.start_bound(), range.end_bound()) {
        (Bound::Excluded(s), Bound::Excluded(e)) if s == e => panic!("range start and end are equal and excluded in BTreeMap"),
        (Bound::Included(s) | Bound::Excluded(s), Bound::Included(e) | Bound::Excluded(e)) if s > e => panic!("range start is greater than range end in BTreeMap"),
        _ => {}
    }
}
impl<K: Clone, V: Clone> Clone for BTreeMap<K, V> {
    fn clone(&self) -> Self { BTreeMap { chunks: self.chunks.clone(), len: self.len } }
}
impl<K: Ord, V> FromIterator<(K, V)> for BTreeMap<K, V> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> BTreeMap<K, V> {
        let mut entries: Vec<(K, V)> = iter.into_iter().collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        // The last of equal keys stays.
        entries.dedup_by(|b, a| {
            let same = a.0 == b.0;
            if same {
                mem::swap(a, b);
            }
            same
        });
        BTreeMap::from_sorted(entries.into_iter())
    }
}
impl<K: Ord, V> Extend<(K, V)> for BTreeMap<K, V> {
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T) { iter.into_iter().for_each(move |(k, v)| { self.insert(k, v); }); }
}
impl<'a, K: Ord + Copy, V: Copy> Extend<(&'a K, &'a V)> for BTreeMap<K, V> {
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: I) { self.extend(iter.into_iter().map(|(&k, &v)| (k, v))); }
}
impl<K: Hash, V: Hash> Hash for BTreeMap<K, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len());
        for e in self {
            e.hash(state);
        }
    }
}
impl<K: core::panic::RefUnwindSafe, V: core::panic::RefUnwindSafe> core::panic::UnwindSafe for BTreeMap<K, V> {}
impl<K, V> Default for BTreeMap<K, V> {
    fn default() -> BTreeMap<K, V> { BTreeMap::new() }
}
impl<K: PartialEq, V: PartialEq> PartialEq for BTreeMap<K, V> {
    fn eq(&self, other: &BTreeMap<K, V>) -> bool { self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a == b) }
}
impl<K: Eq, V: Eq> Eq for BTreeMap<K, V> {}
impl<K: PartialOrd, V: PartialOrd> PartialOrd for BTreeMap<K, V> {
    fn partial_cmp(&self, other: &BTreeMap<K, V>) -> Option<Ordering> { self.iter().partial_cmp(other.iter()) }
}
impl<K: Ord, V: Ord> Ord for BTreeMap<K, V> {
    fn cmp(&self, other: &BTreeMap<K, V>) -> Ordering { self.iter().cmp(other.iter()) }
}
impl<K: Debug, V: Debug> Debug for BTreeMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_map().entries(self.iter()).finish() }
}
impl<K: Borrow<Q> + Ord, Q: ?Sized + Ord, V> Index<&Q> for BTreeMap<K, V> {
    type Output = V;
    fn index(&self, key: &Q) -> &V { self.get(key).expect("no entry found for key") }
}
impl<K: Ord, V, const N: usize> From<[(K, V); N]> for BTreeMap<K, V> {
    fn from(arr: [(K, V); N]) -> Self { arr.into_iter().collect() }
}
/// A place of a key.
pub enum Entry<'a, K: 'a, V: 'a> {
    /// No entry.
    Vacant(VacantEntry<'a, K, V>),
    /// An entry.
    Occupied(OccupiedEntry<'a, K, V>),
}
/// A place without entry.
pub struct VacantEntry<'a, K, V> {
    key: K,
    pos: Pos,
    map: &'a mut BTreeMap<K, V>,
}
/// A place with an entry.
pub struct OccupiedEntry<'a, K, V> {
    map: &'a mut BTreeMap<K, V>,
    pos: Pos,
}
impl<K: Debug + Ord, V: Debug> Debug for Entry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Entry::Vacant(ref v) => f.debug_tuple("Entry").field(v).finish(),
            Entry::Occupied(ref o) => f.debug_tuple("Entry").field(o).finish(),
        }
    }
}
impl<K: Debug + Ord, V> Debug for VacantEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("VacantEntry").field(self.key()).finish() }
}
impl<K: Debug + Ord, V: Debug> Debug for OccupiedEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("OccupiedEntry").field("key", self.key()).field("value", self.get()).finish() }
}
impl<'a, K: Ord, V> Entry<'a, K, V> {
    /// The value, inserted if needed.
    pub fn or_insert(self, default: V) -> &'a mut V { match self { Entry::Occupied(e) => e.into_mut(), Entry::Vacant(e) => e.insert(default) } }
    /// The value, made if needed.
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V { match self { Entry::Occupied(e) => e.into_mut(), Entry::Vacant(e) => e.insert(default()) } }
    /// The value, made of the key if needed.
    pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {
        match self {
            Entry::Occupied(e) => e.into_mut(),
            Entry::Vacant(e) => {
                let v = default(e.key());
                e.insert(v)
            }
        }
    }
    /// The key.
    pub fn key(&self) -> &K { match self { Entry::Occupied(e) => e.key(), Entry::Vacant(e) => e.key() } }
    /// Changes the value, if there is one.
    pub fn and_modify<F: FnOnce(&mut V)>(mut self, f: F) -> Self {
        if let Entry::Occupied(e) = &mut self {
            f(e.get_mut());
        }
        self
    }
    /// Stores a value.
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        match self {
            Entry::Occupied(mut e) => {
                e.insert(value);
                e
            }
            Entry::Vacant(e) => e.insert_entry(value),
        }
    }
    /// The value, the default if needed.
    pub fn or_default(self) -> &'a mut V where V: Default { self.or_insert_with(V::default) }
}
impl<'a, K: Ord, V> VacantEntry<'a, K, V> {
    /// The key.
    pub fn key(&self) -> &K { &self.key }
    /// The key.
    pub fn into_key(self) -> K { self.key }
    /// Stores a value.
    pub fn insert(self, value: V) -> &'a mut V {
        let (c, i) = self.map.insert_at(self.pos, (self.key, value));
        &mut self.map.chunks[c][i].1
    }
    /// Stores a value.
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        let pos = self.map.insert_at(self.pos, (self.key, value));
        OccupiedEntry { map: self.map, pos }
    }
}
impl<'a, K: Ord, V> OccupiedEntry<'a, K, V> {
    /// The key.
    pub fn key(&self) -> &K { self.map.entry_at(self.pos).0 }
    /// Removes the entry.
    pub fn remove_entry(self) -> (K, V) { self.map.remove_at(self.pos) }
    /// The value.
    pub fn get(&self) -> &V { self.map.entry_at(self.pos).1 }
    /// The value, uniquely.
    pub fn get_mut(&mut self) -> &mut V { &mut self.map.chunks[self.pos.0][self.pos.1].1 }
    /// The value, uniquely.
    pub fn into_mut(self) -> &'a mut V { &mut self.map.chunks[self.pos.0][self.pos.1].1 }
    /// Stores a value, giving the earlier one.
    pub fn insert(&mut self, value: V) -> V { mem::replace(self.get_mut(), value) }
    /// Removes the entry, giving the value.
    pub fn remove(self) -> V { self.remove_entry().1 }
}
