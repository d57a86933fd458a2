//! The table: open addressing with one control byte for each slot (Kulukundis, "Designing a
//! fast, efficient, cache-friendly hash table", 2017). A control byte is `EMPTY`, `DELETED` or the
//! top seven bits of the hash; eight of them are compared at once in a word. The first group is
//! repeated behind the last byte. Probing is triangular over groups. At most 7/8 is filled.
use crate::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use core::marker::PhantomData;
use core::ptr::{self, NonNull};

const EMPTY: u8 = 0xFF;
const DELETED: u8 = 0x80;
const GROUP: usize = 8;
const LO: u64 = 0x0101_0101_0101_0101;
const HI: u64 = 0x8080_8080_8080_8080;
static EMPTY_GROUP: [u8; GROUP] = [EMPTY; GROUP];

#[inline]
fn h2(hash: u64) -> u8 { (hash >> 57) as u8 }

/// A table of `T`s, whose hashes the callers know.
pub struct RawTable<T> {
    ctrl: NonNull<u8>,
    mask: usize,
    growth_left: usize,
    items: usize,
    marker: PhantomData<T>,
}
// SAFETY: it owns its elements.
unsafe impl<T: Send> Send for RawTable<T> {}
// SAFETY: it owns its elements.
unsafe impl<T: Sync> Sync for RawTable<T> {}
#[inline]
unsafe fn load(p: *const u8) -> u64 { u64::from_le((p as *const u64).read_unaligned()) }
impl<T> RawTable<T> {
    pub const fn new() -> Self {
        RawTable { ctrl: NonNull::from_ref(&EMPTY_GROUP).cast(), mask: 0, growth_left: 0, items: 0, marker: PhantomData }
    }
    fn capacity_of(mask: usize) -> usize { if mask < 8 { mask } else { (mask + 1) / 8 * 7 } }
    pub fn with_capacity(n: usize) -> Self {
        if n == 0 {
            return Self::new();
        }
        let buckets = if n < 4 { 4 } else if n < 8 { 8 } else { n.checked_mul(8).expect("Hash table capacity overflow").div_ceil(7).next_power_of_two() };
        let (layout, offset) = Self::layout(buckets);
        // SAFETY: the size is not zero.
        unsafe {
            let p = alloc(layout);
            if p.is_null() {
                handle_alloc_error(layout);
            }
            let ctrl = p.add(offset);
            ptr::write_bytes(ctrl, EMPTY, buckets + GROUP);
            RawTable { ctrl: NonNull::new_unchecked(ctrl), mask: buckets - 1, growth_left: Self::capacity_of(buckets - 1), items: 0, marker: PhantomData }
        }
    }
    fn layout(buckets: usize) -> (Layout, usize) {
        let data = Layout::array::<T>(buckets).expect("Hash table capacity overflow");
        data.extend(Layout::array::<u8>(buckets + GROUP).unwrap()).expect("Hash table capacity overflow")
    }
    #[inline]
    pub fn len(&self) -> usize { self.items }
    #[inline]
    pub fn capacity(&self) -> usize { self.items + self.growth_left }
    /// The element of a slot; slots lie before the control bytes, backwards.
    #[inline]
    pub unsafe fn slot(&self, i: usize) -> *mut T {
        if size_of::<T>() == 0 { NonNull::dangling().as_ptr() } else { (self.ctrl.as_ptr() as *mut T).sub(i + 1) }
    }
    #[inline]
    unsafe fn set_ctrl(&mut self, i: usize, c: u8) {
        let mirror = (i.wrapping_sub(GROUP) & self.mask) + GROUP;
        *self.ctrl.as_ptr().add(i) = c;
        *self.ctrl.as_ptr().add(mirror) = c;
    }
    /// The slot of an element.
    #[inline]
    pub fn find(&self, hash: u64, mut eq: impl FnMut(&T) -> bool) -> Option<usize> {
        let tag = h2(hash) as u64 * LO;
        let mut pos = hash as usize & self.mask;
        let mut stride = 0;
        // SAFETY: positions are masked, and a group may run into the repeated bytes.
        unsafe {
            loop {
                let group = load(self.ctrl.as_ptr().add(pos));
                let x = group ^ tag;
                let mut matches = x.wrapping_sub(LO) & !x & HI;
                while matches != 0 {
                    let i = (pos + matches.trailing_zeros() as usize / 8) & self.mask;
                    if eq(&*self.slot(i)) {
                        return Some(i);
                    }
                    matches &= matches - 1;
                }
                if group & (group << 1) & HI != 0 {
                    return None;
                }
                stride += GROUP;
                pos = (pos + stride) & self.mask;
            }
        }
    }
    unsafe fn find_insert(&self, hash: u64) -> usize {
        let mut pos = hash as usize & self.mask;
        let mut stride = 0;
        loop {
            let free = load(self.ctrl.as_ptr().add(pos)) & HI;
            if free != 0 {
                let i = (pos + free.trailing_zeros() as usize / 8) & self.mask;
                if *self.ctrl.as_ptr().add(i) & 0x80 == 0 {
                    // A table smaller than a group: the match was in the repetition.
                    return (load(self.ctrl.as_ptr()) & HI).trailing_zeros() as usize / 8;
                }
                return i;
            }
            stride += GROUP;
            pos = (pos + stride) & self.mask;
        }
    }
    /// Makes room.
    #[inline]
    pub fn reserve(&mut self, additional: usize, hasher: impl Fn(&T) -> u64) {
        if additional > self.growth_left {
            self.grow(additional, hasher);
        }
    }
    #[cold]
    #[inline(never)]
    fn grow(&mut self, additional: usize, hasher: impl Fn(&T) -> u64) {
        let wanted = self.items.checked_add(additional).expect("Hash table capacity overflow");
        let full = Self::capacity_of(self.mask);
        self.resize(if wanted <= full / 2 { full } else { core::cmp::max(wanted, full + 1) }, hasher);
    }
    fn resize(&mut self, capacity: usize, hasher: impl Fn(&T) -> u64) {
        let mut new = Self::with_capacity(capacity);
        // SAFETY: the elements are moved; the old table is freed without dropping them.
        unsafe {
            for i in self.full_slots() {
                let hash = hasher(&*self.slot(i));
                let j = new.find_insert(hash);
                new.set_ctrl(j, h2(hash));
                ptr::copy_nonoverlapping(self.slot(i), new.slot(j), 1);
            }
            new.items = self.items;
            new.growth_left -= self.items;
            self.items = 0;
            core::mem::swap(self, &mut new);
            new.free();
            core::mem::forget(new);
        }
    }
    pub fn shrink_to(&mut self, min: usize, hasher: impl Fn(&T) -> u64) {
        let target = core::cmp::max(self.items, min);
        if target == 0 {
            *self = Self::new();
        } else if target < self.capacity() {
            self.resize(target, hasher);
        }
    }
    /// Inserts an element that is not there.
    #[inline]
    pub fn insert(&mut self, hash: u64, value: T, hasher: impl Fn(&T) -> u64) -> usize {
        // SAFETY: there is a free slot after the reservation.
        unsafe {
            if self.growth_left == 0 {
                self.reserve(1, hasher);
            }
            let i = self.find_insert(hash);
            self.growth_left -= (*self.ctrl.as_ptr().add(i) & 1) as usize;
            self.set_ctrl(i, h2(hash));
            self.items += 1;
            self.slot(i).write(value);
            i
        }
    }
    /// Removes the element of a slot.
    #[inline]
    pub unsafe fn remove(&mut self, i: usize) -> T {
        let before = load(self.ctrl.as_ptr().add(i.wrapping_sub(GROUP) & self.mask));
        let after = load(self.ctrl.as_ptr().add(i));
        let (eb, ea) = (before & (before << 1) & HI, after & (after << 1) & HI);
        // Only if no full group ever covered the slot may probes end there.
        let c = if eb.leading_zeros() / 8 + ea.trailing_zeros() / 8 >= GROUP as u32 { DELETED } else { self.growth_left += 1; EMPTY };
        self.set_ctrl(i, c);
        self.items -= 1;
        self.slot(i).read()
    }
    /// The slots that hold elements.
    pub fn full_slots(&self) -> FullSlots {
        // SAFETY: the first group is always there.
        FullSlots { ctrl: self.ctrl.as_ptr(), bits: unsafe { !load(self.ctrl.as_ptr()) & HI }, base: 0, left: self.items }
    }
    pub fn clear(&mut self) {
        // SAFETY: the elements are there.
        unsafe {
            for i in self.full_slots() {
                ptr::drop_in_place(self.slot(i));
            }
            self.forget_all();
        }
    }
    pub unsafe fn forget_all(&mut self) {
        if self.mask != 0 {
            ptr::write_bytes(self.ctrl.as_ptr(), EMPTY, self.mask + 1 + GROUP);
        }
        self.items = 0;
        self.growth_left = Self::capacity_of(self.mask);
    }
    pub unsafe fn free(&mut self) {
        if self.mask != 0 {
            let (layout, offset) = Self::layout(self.mask + 1);
            dealloc(self.ctrl.as_ptr().sub(offset), layout);
        }
    }
}
impl<T: Clone> Clone for RawTable<T> {
    fn clone(&self) -> Self {
        if self.items == 0 {
            return Self::new();
        }
        let mut new = Self::with_capacity(Self::capacity_of(self.mask));
        // SAFETY: the tables have the same shape.
        unsafe {
            debug_assert!(new.mask == self.mask);
            for i in self.full_slots() {
                new.slot(i).write((*self.slot(i)).clone());
                new.set_ctrl(i, *self.ctrl.as_ptr().add(i));
                new.items += 1;
            }
            ptr::copy_nonoverlapping(self.ctrl.as_ptr(), new.ctrl.as_ptr(), self.mask + 1 + GROUP);
            new.growth_left = self.growth_left;
        }
        new
    }
}
// SAFETY: the elements are dropped, nothing else is touched.
unsafe impl<#[may_dangle] T> Drop for RawTable<T> {
    fn drop(&mut self) {
        // SAFETY: the elements are there.
        unsafe {
            if core::mem::needs_drop::<T>() {
                for i in self.full_slots() {
                    ptr::drop_in_place(self.slot(i));
                }
            }
            self.free();
        }
    }
}
/// See `full_slots`.
#[derive(Clone)]
pub struct FullSlots {
    ctrl: *const u8,
    bits: u64,
    base: usize,
    left: usize,
}
impl Iterator for FullSlots {
    type Item = usize;
    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.left == 0 {
            return None;
        }
        while self.bits == 0 {
            self.base += GROUP;
            // SAFETY: an element is left, so there is a group.
            self.bits = unsafe { !load(self.ctrl.add(self.base)) & HI };
        }
        let i = self.base + self.bits.trailing_zeros() as usize / 8;
        self.bits &= self.bits - 1;
        self.left -= 1;
        Some(i)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (self.left, Some(self.left)) }
}
