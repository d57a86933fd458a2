//! `RefCell`: borrowing checked at run time. The counter is positive for shared borrows and
//! negative for unique ones.
use super::{Cell, UnsafeCell};
use crate::cmp::Ordering;
use crate::fmt::{self, Debug, Display};
use crate::marker::{PhantomData, Unsize};
use crate::mem;
use crate::ops::{CoerceUnsized, Deref, DerefMut};
use crate::ptr::NonNull;

/// A cell whose borrows are checked when the program runs.
#[rustc_diagnostic_item = "RefCell"]
pub struct RefCell<T: ?Sized> {
    borrow: Cell<isize>,
    value: UnsafeCell<T>,
}
/// The value is already borrowed uniquely.
#[non_exhaustive]
pub struct BorrowError {}
impl Debug for BorrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("BorrowError").finish() }
}
impl Display for BorrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Display::fmt("already mutably borrowed", f) }
}
impl crate::error::Error for BorrowError {}
/// The value is already borrowed.
#[non_exhaustive]
pub struct BorrowMutError {}
impl Debug for BorrowMutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("BorrowMutError").finish() }
}
impl Display for BorrowMutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Display::fmt("already borrowed", f) }
}
impl crate::error::Error for BorrowMutError {}

#[cold]
#[inline(never)]
#[track_caller]
fn panic_already_borrowed() -> ! { panic!("RefCell already borrowed") }
#[cold]
#[inline(never)]
#[track_caller]
fn panic_already_mutably_borrowed() -> ! { panic!("RefCell already mutably borrowed") }

impl<T> RefCell<T> {
    /// Wraps a value.
    #[inline]
    pub const fn new(value: T) -> RefCell<T> { RefCell { value: UnsafeCell::new(value), borrow: Cell::new(0) } }
    /// Unwraps the value.
    #[inline]
    pub const fn into_inner(self) -> T { self.value.into_inner() }
    /// Stores a value and gives what was there.
    #[inline]
    #[track_caller]
    #[rustc_confusables("swap")]
    pub fn replace(&self, t: T) -> T { mem::replace(&mut *self.borrow_mut(), t) }
    /// Stores what `f` gives and gives what was there.
    #[inline]
    #[track_caller]
    pub fn replace_with<F: FnOnce(&mut T) -> T>(&self, f: F) -> T {
        let mut_borrow = &mut *self.borrow_mut();
        let replacement = f(mut_borrow);
        mem::replace(mut_borrow, replacement)
    }
    /// Swaps with another cell.
    #[inline]
    #[track_caller]
    pub fn swap(&self, other: &Self) { mem::swap(&mut *self.borrow_mut(), &mut *other.borrow_mut()) }
}
impl<T: ?Sized> RefCell<T> {
    /// Borrows; panics if borrowed uniquely.
    #[inline]
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        match self.try_borrow() {
            Ok(b) => b,
            Err(_) => panic_already_mutably_borrowed(),
        }
    }
    /// Borrows, unless borrowed uniquely.
    #[inline]
    pub fn try_borrow(&self) -> Result<Ref<'_, T>, BorrowError> {
        let b = self.borrow.get().wrapping_add(1);
        if b <= 0 {
            return Err(BorrowError {});
        }
        self.borrow.set(b);
        // SAFETY: the counter says that no unique borrow exists.
        Ok(Ref { value: unsafe { NonNull::new_unchecked(self.value.get()) }, borrow: BorrowRef { borrow: &self.borrow } })
    }
    /// Borrows uniquely; panics if borrowed.
    #[inline]
    #[track_caller]
    pub fn borrow_mut(&self) -> RefMut<'_, T> {
        match self.try_borrow_mut() {
            Ok(b) => b,
            Err(_) => panic_already_borrowed(),
        }
    }
    /// Borrows uniquely, unless borrowed.
    #[inline]
    pub fn try_borrow_mut(&self) -> Result<RefMut<'_, T>, BorrowMutError> {
        if self.borrow.get() != 0 {
            return Err(BorrowMutError {});
        }
        self.borrow.set(-1);
        // SAFETY: the counter says that no borrow exists.
        let value = unsafe { NonNull::new_unchecked(self.value.get()) };
        Ok(RefMut { value, borrow: BorrowRefMut { borrow: &self.borrow }, marker: PhantomData })
    }
    /// Points to the value.
    #[inline]
    #[rustc_as_ptr]
    pub const fn as_ptr(&self) -> *mut T { self.value.get() }
    /// Refers to the value.
    #[inline]
    pub const fn get_mut(&mut self) -> &mut T { self.value.get_mut() }
    /// Refers to the value without counting.
    ///
    /// # Safety
    /// No unique borrow may exist while the reference lives.
    #[inline]
    pub unsafe fn try_borrow_unguarded(&self) -> Result<&T, BorrowError> {
        if self.borrow.get() >= 0 { Ok(&*self.value.get()) } else { Err(BorrowError {}) }
    }
}
impl<T: Default> RefCell<T> {
    /// Takes the value, leaving the default.
    pub fn take(&self) -> T { self.replace(Default::default()) }
}
// SAFETY: the cell owns its value; borrows cannot outlive a move.
unsafe impl<T: ?Sized + Send> Send for RefCell<T> {}
impl<T: ?Sized> !Sync for RefCell<T> {}
impl<T: Clone> Clone for RefCell<T> {
    #[inline]
    #[track_caller]
    fn clone(&self) -> RefCell<T> { RefCell::new(self.borrow().clone()) }
    #[inline]
    #[track_caller]
    fn clone_from(&mut self, source: &Self) { self.get_mut().clone_from(&source.borrow()) }
}
impl<T: Default> Default for RefCell<T> {
    #[inline]
    fn default() -> RefCell<T> { RefCell::new(Default::default()) }
}
impl<T: ?Sized + PartialEq> PartialEq for RefCell<T> {
    #[inline]
    fn eq(&self, other: &RefCell<T>) -> bool { *self.borrow() == *other.borrow() }
}
impl<T: ?Sized + Eq> Eq for RefCell<T> {}
impl<T: ?Sized + PartialOrd> PartialOrd for RefCell<T> {
    #[inline]
    fn partial_cmp(&self, other: &RefCell<T>) -> Option<Ordering> { self.borrow().partial_cmp(&*other.borrow()) }
}
impl<T: ?Sized + Ord> Ord for RefCell<T> {
    #[inline]
    fn cmp(&self, other: &RefCell<T>) -> Ordering { self.borrow().cmp(&*other.borrow()) }
}
impl<T> From<T> for RefCell<T> {
    fn from(t: T) -> RefCell<T> { RefCell::new(t) }
}
impl<T: CoerceUnsized<U>, U> CoerceUnsized<RefCell<U>> for RefCell<T> {}

struct BorrowRef<'b> {
    borrow: &'b Cell<isize>,
}
impl Drop for BorrowRef<'_> {
    #[inline]
    fn drop(&mut self) { self.borrow.set(self.borrow.get() - 1); }
}
impl Clone for BorrowRef<'_> {
    #[inline]
    fn clone(&self) -> Self {
        let b = self.borrow.get();
        assert!(b != isize::MAX);
        self.borrow.set(b + 1);
        BorrowRef { borrow: self.borrow }
    }
}
struct BorrowRefMut<'b> {
    borrow: &'b Cell<isize>,
}
impl Drop for BorrowRefMut<'_> {
    #[inline]
    fn drop(&mut self) { self.borrow.set(self.borrow.get() + 1); }
}
impl<'b> BorrowRefMut<'b> {
    #[inline]
    fn split(&self) -> BorrowRefMut<'b> {
        let b = self.borrow.get();
        assert!(b != isize::MIN);
        self.borrow.set(b - 1);
        BorrowRefMut { borrow: self.borrow }
    }
}

/// A shared borrow from a `RefCell`.
pub struct Ref<'b, T: ?Sized + 'b> {
    value: NonNull<T>,
    borrow: BorrowRef<'b>,
}
impl<T: ?Sized> Deref for Ref<'_, T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the borrow is counted.
        unsafe { self.value.as_ref() }
    }
}
impl<'b, T: ?Sized> Ref<'b, T> {
    /// Borrows once more.
    #[must_use]
    #[inline]
    pub fn clone(orig: &Ref<'b, T>) -> Ref<'b, T> { Ref { value: orig.value, borrow: orig.borrow.clone() } }
    /// Narrows to a part.
    #[inline]
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Ref<'b, T>, f: F) -> Ref<'b, U> {
        Ref { value: NonNull::from(f(&*orig)), borrow: orig.borrow }
    }
    /// Narrows to a part that may not exist.
    #[inline]
    pub fn filter_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(orig: Ref<'b, T>, f: F) -> Result<Ref<'b, U>, Self> {
        match f(&*orig) {
            Some(value) => Ok(Ref { value: NonNull::from(value), borrow: orig.borrow }),
            None => Err(orig),
        }
    }
    /// Narrows to two parts.
    #[inline]
    pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&T) -> (&U, &V)>(orig: Ref<'b, T>, f: F) -> (Ref<'b, U>, Ref<'b, V>) {
        let (a, b) = f(&*orig);
        let borrow = orig.borrow.clone();
        (Ref { value: NonNull::from(a), borrow }, Ref { value: NonNull::from(b), borrow: orig.borrow })
    }
}
impl<'b, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Ref<'b, U>> for Ref<'b, T> {}
impl<T: ?Sized + Display> Display for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + Debug> Debug for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}

/// A unique borrow from a `RefCell`.
pub struct RefMut<'b, T: ?Sized + 'b> {
    value: NonNull<T>,
    borrow: BorrowRefMut<'b>,
    marker: PhantomData<&'b mut T>,
}
impl<T: ?Sized> Deref for RefMut<'_, T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the borrow is counted.
        unsafe { self.value.as_ref() }
    }
}
impl<T: ?Sized> DerefMut for RefMut<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the borrow is counted and unique.
        unsafe { self.value.as_mut() }
    }
}
impl<'b, T: ?Sized> RefMut<'b, T> {
    /// Narrows to a part.
    #[inline]
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(mut orig: RefMut<'b, T>, f: F) -> RefMut<'b, U> {
        let value = NonNull::from(f(&mut *orig));
        RefMut { value, borrow: orig.borrow, marker: PhantomData }
    }
    /// Narrows to a part that may not exist.
    #[inline]
    pub fn filter_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(mut orig: RefMut<'b, T>, f: F) -> Result<RefMut<'b, U>, Self> {
        // SAFETY: the pointer is used through `orig` only.
        match f(unsafe { orig.value.as_mut() }) {
            Some(value) => Ok(RefMut { value: NonNull::from(value), borrow: orig.borrow, marker: PhantomData }),
            None => Err(orig),
        }
    }
    /// Narrows to two parts.
    #[inline]
    pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&mut T) -> (&mut U, &mut V)>(mut orig: RefMut<'b, T>, f: F) -> (RefMut<'b, U>, RefMut<'b, V>) {
        let borrow = orig.borrow.split();
        let (a, b) = f(&mut *orig);
        (
            RefMut { value: NonNull::from(a), borrow, marker: PhantomData },
            RefMut { value: NonNull::from(b), borrow: orig.borrow, marker: PhantomData },
        )
    }
}
impl<'b, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<RefMut<'b, U>> for RefMut<'b, T> {}
impl<T: ?Sized + Display> Display for RefMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + Debug> Debug for RefMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) }
}
impl<T: ?Sized + Debug> Debug for RefCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_struct("RefCell");
        match self.try_borrow() {
            Ok(borrow) => d.field("value", &borrow),
            Err(_) => d.field("value", &format_args!("<borrowed>")),
        };
        d.finish()
    }
}
