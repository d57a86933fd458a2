//! Iterators of `HashMap`.
use super::map::HashMap;
use super::table::{FullSlots, RawTable};
use core::fmt::{self, Debug};
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

/// All entries.
pub struct Iter<'a, K: 'a, V: 'a> {
    slots: FullSlots,
    base: *const (K, V),
    marker: PhantomData<&'a (K, V)>,
}
/// All entries, for changing values.
pub struct IterMut<'a, K: 'a, V: 'a> {
    slots: FullSlots,
    base: *mut (K, V),
    marker: PhantomData<&'a mut (K, V)>,
}
/// All entries by value.
pub struct IntoIter<K, V> {
    slots: FullSlots,
    table: ManuallyDrop<RawTable<(K, V)>>,
}
/// See `HashMap::drain`.
pub struct Drain<'a, K: 'a, V: 'a> {
    slots: FullSlots,
    table: &'a mut RawTable<(K, V)>,
}
macro_rules! thread_safe {
    ($($t:ident $s:ident;)*) => {$(
        // SAFETY: as references or owners of the entries.
        unsafe impl<K: $s, V: $s> Send for $t<'_, K, V> {}
        // SAFETY: as references or owners of the entries.
        unsafe impl<K: Sync, V: Sync> Sync for $t<'_, K, V> {}
    )*};
}
thread_safe! { Iter Sync; IterMut Send; Drain Send; }
// SAFETY: it owns the entries.
unsafe impl<K: Send, V: Send> Send for IntoIter<K, V> {}
// SAFETY: it owns the entries.
unsafe impl<K: Sync, V: Sync> Sync for IntoIter<K, V> {}
impl<'a, K, V> Iter<'a, K, V> {
    // SAFETY: slot -1 is one behind slot 0, where the control bytes start.
    pub(super) fn new(table: &'a RawTable<(K, V)>) -> Self { Iter { slots: table.full_slots(), base: unsafe { table.slot(0) }, marker: PhantomData } }
}
impl<'a, K, V> IterMut<'a, K, V> {
    // SAFETY: as above.
    pub(super) fn new(table: &'a mut RawTable<(K, V)>) -> Self { IterMut { slots: table.full_slots(), base: unsafe { table.slot(0) }, marker: PhantomData } }
}
impl<'a, K, V> Drain<'a, K, V> {
    pub(super) fn new(table: &'a mut RawTable<(K, V)>) -> Self { Drain { slots: table.full_slots(), table } }
}
impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self { Iter { slots: self.slots.clone(), base: self.base, marker: PhantomData } }
}
impl<K: Debug, V: Debug> Debug for Iter<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
macro_rules! entries {
    ($([$($p:tt)*] $t:ty, $item:ty, |$s:ident, $i:ident| $x:expr;)*) => {$(
        impl<$($p)*> Iterator for $t {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> {
                let $i = self.slots.next()?;
                let $s = self;
                // SAFETY: the slot is full and given once.
                Some(unsafe { $x })
            }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) { self.slots.size_hint() }
        }
        impl<$($p)*> ExactSizeIterator for $t {}
        impl<$($p)*> FusedIterator for $t {}
    )*};
}
entries! {
    ['a, K, V] Iter<'a, K, V>, (&'a K, &'a V), |s, i| { let e = s.base.wrapping_sub(i); (&(*e).0, &(*e).1) };
    ['a, K, V] IterMut<'a, K, V>, (&'a K, &'a mut V), |s, i| { let e = s.base.wrapping_sub(i); (&(*e).0, &mut (*e).1) };
    [K, V] IntoIter<K, V>, (K, V), |s, i| s.table.slot(i).read();
    ['a, K, V] Drain<'a, K, V>, (K, V), |s, i| s.table.slot(i).read();
}
impl<K, V> Drop for IntoIter<K, V> {
    fn drop(&mut self) {
        while let Some(x) = self.next() {
            drop(x);
        }
        // SAFETY: the entries are gone.
        unsafe { self.table.free() }
    }
}
impl<K, V> Drop for Drain<'_, K, V> {
    fn drop(&mut self) {
        while let Some(x) = self.next() {
            drop(x);
        }
        // SAFETY: the entries are gone.
        unsafe { self.table.forget_all() }
    }
}
impl<K: Debug, V: Debug> Debug for IntoIter<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.shared()).finish()
    }
}
macro_rules! opaque {
    ($($t:ident)*) => {$(
        impl<K: Debug, V: Debug> Debug for $t<'_, K, V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct(stringify!($t)).finish_non_exhaustive() }
        }
    )*};
}
opaque! { IterMut Drain }
/// Keys.
pub struct Keys<'a, K: 'a, V: 'a> { pub(super) inner: Iter<'a, K, V> }
/// Values.
pub struct Values<'a, K: 'a, V: 'a> { pub(super) inner: Iter<'a, K, V> }
/// Values, for changing them.
pub struct ValuesMut<'a, K: 'a, V: 'a> { pub(super) inner: IterMut<'a, K, V> }
/// Keys by value.
pub struct IntoKeys<K, V> { pub(super) inner: IntoIter<K, V> }
/// Values by value.
pub struct IntoValues<K, V> { pub(super) inner: IntoIter<K, V> }
macro_rules! projected {
    ($([$($p:tt)*] $t:ty, $item:ty, |$e:pat_param| $x:expr;)*) => {$(
        impl<$($p)*> Iterator for $t {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> { self.inner.next().map(|$e| $x) }
            fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
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
impl<K, V: Debug> Debug for ValuesMut<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = &self.inner;
        // SAFETY: the slots left are full, and not given out yet.
        f.debug_list().entries(rest.slots.clone().map(|i| unsafe { &(*rest.base.wrapping_sub(i)).1 })).finish()
    }
}
impl<K: Debug, V> Debug for IntoKeys<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.inner.shared().map(|(k, _)| k)).finish() }
}
impl<K, V: Debug> Debug for IntoValues<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.inner.shared().map(|(_, v)| v)).finish() }
}
impl<K, V> IntoIter<K, V> {
    fn shared(&self) -> impl Iterator<Item = (&K, &V)> {
        // SAFETY: the slots left are full.
        self.slots.clone().map(|i| unsafe { let e = &*self.table.slot(i); (&e.0, &e.1) })
    }
}
impl<K, V> Default for Iter<'_, K, V> {
    fn default() -> Self { Iter { slots: RawTable::<(K, V)>::new().full_slots(), base: core::ptr::null(), marker: PhantomData } }
}
impl<K, V> Default for IterMut<'_, K, V> {
    fn default() -> Self { IterMut { slots: RawTable::<(K, V)>::new().full_slots(), base: core::ptr::null_mut(), marker: PhantomData } }
}
impl<K, V> Default for IntoIter<K, V> {
    fn default() -> Self {
        let table = ManuallyDrop::new(RawTable::new());
        IntoIter { slots: table.full_slots(), table }
    }
}
macro_rules! empty {
    ($($t:ty;)*) => { $( impl<K, V> Default for $t { fn default() -> Self { Self { inner: Default::default() } } } )* };
}
empty! { Keys<'_, K, V>; Values<'_, K, V>; ValuesMut<'_, K, V>; IntoKeys<K, V>; IntoValues<K, V>; }
impl<K, V, S> IntoIterator for HashMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> { IntoIter { slots: self.table.full_slots(), table: ManuallyDrop::new(self.table) } }
}
impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> { self.iter() }
}
impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;
    fn into_iter(self) -> IterMut<'a, K, V> { self.iter_mut() }
}
/// See `HashMap::extract_if`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ExtractIf<'a, K, V, F> {
    pub(super) slots: FullSlots,
    pub(super) table: &'a mut RawTable<(K, V)>,
    pub(super) pred: F,
}
impl<K, V, F> ExtractIf<'_, K, V, F> {
    /// The next entry for which the test, which is given the predicate, holds.
    pub(super) fn next_by(&mut self, mut test: impl FnMut(&mut F, &K, &mut V) -> bool) -> Option<(K, V)> {
        while let Some(i) = self.slots.next() {
            // SAFETY: the slot is full.
            unsafe {
                let (k, v) = &mut *self.table.slot(i);
                if test(&mut self.pred, k, v) {
                    return Some(self.table.remove(i));
                }
            }
        }
        None
    }
    pub(super) fn bounds(&self) -> (usize, Option<usize>) { (0, self.slots.size_hint().1) }
}
impl<K, V, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'_, K, V, F> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> { self.next_by(|pred, k, v| pred(k, v)) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.bounds() }
}
impl<K, V, F: FnMut(&K, &mut V) -> bool> FusedIterator for ExtractIf<'_, K, V, F> {}
impl<K: Debug, V: Debug, F> Debug for ExtractIf<'_, K, V, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}
