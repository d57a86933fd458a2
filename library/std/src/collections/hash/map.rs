//! `HashMap`.
pub use super::map_iter::*;
use super::random::RandomState;
use super::table::RawTable;
use crate::collections::TryReserveError;
use core::borrow::Borrow;
use core::fmt::{self, Debug};
use core::hash::{BuildHasher, Hash};
use core::mem;
use core::ops::Index;

/// A hash map.
#[rustc_diagnostic_item = "HashMap"]
#[rustc_insignificant_dtor]
pub struct HashMap<K, V, S = RandomState> {
    pub(super) hasher: S,
    pub(super) table: RawTable<(K, V)>,
}
impl<K, V> HashMap<K, V, RandomState> {
    /// An empty map.
    #[inline]
    #[must_use]
    pub fn new() -> HashMap<K, V, RandomState> { Default::default() }
    /// An empty map with room.
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState> { HashMap::with_capacity_and_hasher(capacity, Default::default()) }
}
impl<K, V, S> HashMap<K, V, S> {
    /// An empty map with a hasher.
    #[inline]
    pub const fn with_hasher(hash_builder: S) -> HashMap<K, V, S> { HashMap { hasher: hash_builder, table: RawTable::new() } }
    /// An empty map with room and a hasher.
    #[inline]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashMap<K, V, S> { HashMap { hasher, table: RawTable::with_capacity(capacity) } }
    /// How many entries fit.
    #[inline]
    pub fn capacity(&self) -> usize { self.table.capacity() }
    /// Iterates over keys.
    pub fn keys(&self) -> Keys<'_, K, V> { Keys { inner: self.iter() } }
    /// The keys.
    pub fn into_keys(self) -> IntoKeys<K, V> { IntoKeys { inner: self.into_iter() } }
    /// Iterates over values.
    pub fn values(&self) -> Values<'_, K, V> { Values { inner: self.iter() } }
    /// Iterates over values, for changing them.
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> { ValuesMut { inner: self.iter_mut() } }
    /// The values.
    pub fn into_values(self) -> IntoValues<K, V> { IntoValues { inner: self.into_iter() } }
    /// Iterates over entries.
    pub fn iter(&self) -> Iter<'_, K, V> { Iter::new(&self.table) }
    /// Iterates over entries, for changing values.
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> { IterMut::new(&mut self.table) }
    /// The number of entries.
    pub fn len(&self) -> usize { self.table.len() }
    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool { self.table.len() == 0 }
    /// Removes all entries, giving them.
    #[inline]
    pub fn drain(&mut self) -> Drain<'_, K, V> { Drain::new(&mut self.table) }
    /// Removes entries for which the predicate holds.
    pub fn extract_if<F: FnMut(&K, &mut V) -> bool>(&mut self, pred: F) -> ExtractIf<'_, K, V, F> { ExtractIf { slots: self.table.full_slots(), table: &mut self.table, pred } }
    /// As `extract_if`, for a predicate of another form.
    pub(super) fn unfiltered<F>(&mut self, pred: F) -> ExtractIf<'_, K, V, F> { ExtractIf { slots: self.table.full_slots(), table: &mut self.table, pred } }
    /// Keeps entries for which the predicate holds.
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, mut f: F) { self.extract_if(|k, v| !f(k, v)).for_each(drop) }
    /// Removes everything.
    #[inline]
    pub fn clear(&mut self) { self.table.clear(); }
    /// The hasher's maker.
    #[inline]
    pub fn hasher(&self) -> &S { &self.hasher }
}
#[inline]
fn hash_of<Q: Hash + ?Sized, S: BuildHasher>(hasher: &S, k: &Q) -> u64 { hasher.hash_one(ByRef(k)) }
struct ByRef<'a, Q: ?Sized>(&'a Q);
impl<Q: Hash + ?Sized> Hash for ByRef<'_, Q> {
    #[inline]
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) { self.0.hash(state) }
}
impl<K: Eq + Hash, V, S: BuildHasher> HashMap<K, V, S> {
    /// Makes room.
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        let h = &self.hasher;
        self.table.reserve(additional, |e| hash_of(h, &e.0))
    }
    /// `reserve` with an error instead of a panic.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        if additional > isize::MAX as usize / core::cmp::max(1, size_of::<(K, V)>()) / 2 {
            // The error type is made by the allocation library only.
            return alloc_crate::vec::Vec::<u8>::new().try_reserve(usize::MAX);
        }
        self.reserve(additional);
        Ok(())
    }
    /// Gives back unused memory.
    pub fn shrink_to_fit(&mut self) { self.shrink_to(0) }
    /// Gives back unused memory beyond a bound.
    pub fn shrink_to(&mut self, min_capacity: usize) {
        let h = &self.hasher;
        self.table.shrink_to(min_capacity, |e| hash_of(h, &e.0))
    }
    #[inline]
    fn find<Q: Hash + Eq + ?Sized>(&self, k: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        if self.table.len() == 0 {
            return None;
        }
        self.table.find(hash_of(&self.hasher, k), |e| e.0.borrow() == k)
    }
    /// The entry of a key, in place.
    #[inline]
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        let hash = hash_of(&self.hasher, &key);
        match self.table.find(hash, |e| e.0 == key) {
            Some(slot) => Entry::Occupied(OccupiedEntry { slot, table: &mut self.table }),
            None => {
                let h = &self.hasher;
                self.table.reserve(1, |e| hash_of(h, &e.0));
                Entry::Vacant(VacantEntry { hash, key, table: &mut self.table })
            }
        }
    }
    /// The value of a key.
    #[inline]
    pub fn get<Q: ?Sized + Hash + Eq>(&self, k: &Q) -> Option<&V> where K: Borrow<Q> {
        // SAFETY: the slot is full.
        self.find(k).map(|i| unsafe { &(*self.table.slot(i)).1 })
    }
    /// The entry of a key.
    #[inline]
    pub fn get_key_value<Q: ?Sized + Hash + Eq>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q> {
        // SAFETY: the slot is full.
        self.find(k).map(|i| unsafe { let (k, v) = &*self.table.slot(i); (k, v) })
    }
    /// Several values, uniquely. Panics if keys repeat.
    pub fn get_disjoint_mut<Q: ?Sized + Hash + Eq, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&'_ mut V>; N] where K: Borrow<Q> {
        let slots = ks.map(|k| self.find(k));
        for (i, s) in slots.iter().enumerate() {
            if s.is_some() && slots[..i].contains(s) {
                panic!("duplicate keys found");
            }
        }
        // SAFETY: the slots are full and differ.
        slots.map(|s| s.map(|i| unsafe { &mut (*self.table.slot(i)).1 }))
    }
    /// The values of several keys, uniquely, which must differ.
    ///
    /// # Safety
    /// No two keys may be equal.
    pub unsafe fn get_disjoint_unchecked_mut<Q: ?Sized + Hash + Eq, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&'_ mut V>; N] where K: Borrow<Q> {
        // SAFETY: the slots are full; the caller promises that they differ.
        ks.map(|k| self.find(k).map(|i| unsafe { &mut (*self.table.slot(i)).1 }))
    }
    /// Whether there is such a key.
    #[inline]
    pub fn contains_key<Q: ?Sized + Hash + Eq>(&self, k: &Q) -> bool where K: Borrow<Q> { self.find(k).is_some() }
    /// The value of a key, uniquely.
    #[inline]
    pub fn get_mut<Q: ?Sized + Hash + Eq>(&mut self, k: &Q) -> Option<&mut V> where K: Borrow<Q> {
        // SAFETY: the slot is full.
        self.find(k).map(|i| unsafe { &mut (*self.table.slot(i)).1 })
    }
    /// Inserts, giving the earlier value.
    #[inline]
    #[rustc_confusables("push", "append", "put")]
    pub fn insert(&mut self, k: K, v: V) -> Option<V> {
        let hash = hash_of(&self.hasher, &k);
        if let Some(i) = self.table.find(hash, |e| e.0 == k) {
            // SAFETY: the slot is full.
            return Some(mem::replace(unsafe { &mut (*self.table.slot(i)).1 }, v));
        }
        let h = &self.hasher;
        self.table.insert(hash, (k, v), |e| hash_of(h, &e.0));
        None
    }
    /// Removes a key, giving its value.
    #[inline]
    #[rustc_confusables("delete", "take")]
    pub fn remove<Q: ?Sized + Hash + Eq>(&mut self, k: &Q) -> Option<V> where K: Borrow<Q> { self.remove_entry(k).map(|(_, v)| v) }
    /// Removes a key, giving its entry.
    #[inline]
    pub fn remove_entry<Q: ?Sized + Hash + Eq>(&mut self, k: &Q) -> Option<(K, V)> where K: Borrow<Q> {
        // SAFETY: the slot is full.
        self.find(k).map(|i| unsafe { self.table.remove(i) })
    }
}
impl<K: Clone, V: Clone, S: Clone> Clone for HashMap<K, V, S> {
    fn clone(&self) -> Self { HashMap { hasher: self.hasher.clone(), table: self.table.clone() } }
}
impl<K: Eq + Hash, V: PartialEq, S: BuildHasher> PartialEq for HashMap<K, V, S> {
    fn eq(&self, other: &HashMap<K, V, S>) -> bool { self.len() == other.len() && self.iter().all(|(key, value)| other.get(key).map_or(false, |v| *value == *v)) }
}
impl<K: Eq + Hash, V: Eq, S: BuildHasher> Eq for HashMap<K, V, S> {}
impl<K: Debug, V: Debug, S> Debug for HashMap<K, V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_map().entries(self.iter()).finish() }
}
impl<K, V, S: Default> Default for HashMap<K, V, S> {
    #[inline]
    fn default() -> HashMap<K, V, S> { HashMap::with_hasher(Default::default()) }
}
impl<K: Eq + Hash + Borrow<Q>, Q: ?Sized + Eq + Hash, V, S: BuildHasher> Index<&Q> for HashMap<K, V, S> {
    type Output = V;
    #[inline]
    fn index(&self, key: &Q) -> &V { self.get(key).expect("no entry found for key") }
}
impl<K: Eq + Hash, V, S: BuildHasher + Default> FromIterator<(K, V)> for HashMap<K, V, S> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> HashMap<K, V, S> {
        let mut map = HashMap::with_hasher(Default::default());
        map.extend(iter);
        map
    }
}
impl<K: Eq + Hash, V, S: BuildHasher> Extend<(K, V)> for HashMap<K, V, S> {
    #[inline]
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T) {
        let iter = iter.into_iter();
        let n = iter.size_hint().0;
        self.reserve(if self.is_empty() { n } else { n.div_ceil(2) });
        iter.for_each(|(k, v)| { self.insert(k, v); });
    }
}
impl<'a, K: Eq + Hash + Copy, V: Copy, S: BuildHasher> Extend<(&'a K, &'a V)> for HashMap<K, V, S> {
    fn extend<T: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: T) { self.extend(iter.into_iter().map(|(k, v)| (*k, *v))) }
}
impl<K: Eq + Hash, V, const N: usize> From<[(K, V); N]> for HashMap<K, V, RandomState> {
    fn from(arr: [(K, V); N]) -> Self { Self::from_iter(arr) }
}
/// A place of a key.
#[rustc_diagnostic_item = "HashMapEntry"]
pub enum Entry<'a, K: 'a, V: 'a> {
    /// An entry.
    Occupied(OccupiedEntry<'a, K, V>),
    /// No entry.
    Vacant(VacantEntry<'a, K, V>),
}
/// A place with an entry.
pub struct OccupiedEntry<'a, K: 'a, V: 'a> {
    slot: usize,
    table: &'a mut RawTable<(K, V)>,
}
/// A place without entry; there is room for one.
pub struct VacantEntry<'a, K: 'a, V: 'a> {
    hash: u64,
    key: K,
    table: &'a mut RawTable<(K, V)>,
}
impl<K: Debug, V: Debug> Debug for Entry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Entry::Vacant(ref v) => f.debug_tuple("Entry").field(v).finish(),
            Entry::Occupied(ref o) => f.debug_tuple("Entry").field(o).finish(),
        }
    }
}
impl<K: Debug, V: Debug> Debug for OccupiedEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("OccupiedEntry").field("key", self.key()).field("value", self.get()).finish_non_exhaustive() }
}
impl<K: Debug, V> Debug for VacantEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("VacantEntry").field(self.key()).finish() }
}
impl<'a, K, V> Entry<'a, K, V> {
    /// The value, inserted if needed.
    #[inline]
    pub fn or_insert(self, default: V) -> &'a mut V { match self { Entry::Occupied(e) => e.into_mut(), Entry::Vacant(e) => e.insert(default) } }
    /// The value, made if needed.
    #[inline]
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V { match self { Entry::Occupied(e) => e.into_mut(), Entry::Vacant(e) => e.insert(default()) } }
    /// The value, made of the key if needed.
    #[inline]
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
    #[inline]
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
    #[inline]
    pub fn or_default(self) -> &'a mut V where V: Default { self.or_insert_with(V::default) }
}
impl<'a, K, V> OccupiedEntry<'a, K, V> {
    // SAFETY of all: the slot is full.
    /// The key.
    pub fn key(&self) -> &K { unsafe { &(*self.table.slot(self.slot)).0 } }
    /// Removes the entry.
    pub fn remove_entry(self) -> (K, V) { unsafe { self.table.remove(self.slot) } }
    /// The value.
    pub fn get(&self) -> &V { unsafe { &(*self.table.slot(self.slot)).1 } }
    /// The value, uniquely.
    pub fn get_mut(&mut self) -> &mut V { unsafe { &mut (*self.table.slot(self.slot)).1 } }
    /// The value, uniquely.
    pub fn into_mut(self) -> &'a mut V { unsafe { &mut (*self.table.slot(self.slot)).1 } }
    /// Stores a value, giving the earlier one.
    pub fn insert(&mut self, value: V) -> V { mem::replace(self.get_mut(), value) }
    /// Removes the entry, giving the value.
    pub fn remove(self) -> V { self.remove_entry().1 }
}
impl<'a, K: 'a, V: 'a> VacantEntry<'a, K, V> {
    /// The key.
    pub fn key(&self) -> &K { &self.key }
    /// The key.
    pub fn into_key(self) -> K { self.key }
    /// Stores a value.
    #[inline]
    pub fn insert(self, value: V) -> &'a mut V { self.insert_entry(value).into_mut() }
    /// Stores a value.
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        let slot = self.table.insert(self.hash, (self.key, value), |_| unreachable!());
        OccupiedEntry { slot, table: self.table }
    }
}
