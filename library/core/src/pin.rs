//! Pinning: pointers whose target does not move until it is dropped.
use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::ops::{CoerceUnsized, Deref, DerefMut, DispatchFromDyn, LegacyReceiver, DerefPure};

/// A pointer that pins what it points to.
#[lang = "pin"]
#[fundamental]
#[repr(transparent)]
#[derive(Copy, Clone)]
pub struct Pin<Ptr> {
    /// Public for `pin!` only.
    #[doc(hidden)]
    pub pointer: Ptr,
}
impl<Ptr: Deref, Q: Deref> PartialEq<Pin<Q>> for Pin<Ptr>
where
    Ptr::Target: PartialEq<Q::Target>,
{
    fn eq(&self, other: &Pin<Q>) -> bool { Ptr::Target::eq(self, other) }
}
impl<Ptr: Deref<Target: Eq>> Eq for Pin<Ptr> {}
impl<Ptr: Deref, Q: Deref> PartialOrd<Pin<Q>> for Pin<Ptr>
where
    Ptr::Target: PartialOrd<Q::Target>,
{
    fn partial_cmp(&self, other: &Pin<Q>) -> Option<Ordering> { Ptr::Target::partial_cmp(self, other) }
}
impl<Ptr: Deref<Target: Ord>> Ord for Pin<Ptr> {
    fn cmp(&self, other: &Self) -> Ordering { Ptr::Target::cmp(self, other) }
}
impl<Ptr: Deref<Target: Hash>> Hash for Pin<Ptr> {
    fn hash<H: Hasher>(&self, state: &mut H) { Ptr::Target::hash(self, state); }
}
impl<Ptr: Deref<Target: Unpin>> Pin<Ptr> {
    /// Pins what does not mind moving.
    #[inline(always)]
    pub const fn new(pointer: Ptr) -> Pin<Ptr> { Pin { pointer } }
    /// Unpins it.
    #[inline(always)]
    pub const fn into_inner(pin: Pin<Ptr>) -> Ptr {
        // SAFETY: a pin is its pointer.
        unsafe { crate::intrinsics::transmute_unchecked(pin) }
    }
}
impl<Ptr: Deref> Pin<Ptr> {
    /// Pins.
    ///
    /// # Safety
    /// What is pointed to must not move any more.
    #[lang = "new_unchecked"]
    #[inline(always)]
    pub const unsafe fn new_unchecked(pointer: Ptr) -> Pin<Ptr> { Pin { pointer } }
    /// A pinned shared reference.
    #[inline(always)]
    pub fn as_ref(&self) -> Pin<&Ptr::Target> {
        // SAFETY: the target stays pinned.
        unsafe { Pin::new_unchecked(&*self.pointer) }
    }
    /// Unpins.
    ///
    /// # Safety
    /// The target must still be treated as pinned.
    #[inline(always)]
    pub const unsafe fn into_inner_unchecked(pin: Pin<Ptr>) -> Ptr { crate::intrinsics::transmute_unchecked(pin) }
}
impl<Ptr: DerefMut> Pin<Ptr> {
    /// A pinned unique reference.
    #[inline(always)]
    pub fn as_mut(&mut self) -> Pin<&mut Ptr::Target> {
        // SAFETY: the target stays pinned.
        unsafe { Pin::new_unchecked(&mut *self.pointer) }
    }
    /// Stores a value in the pinned place, dropping the earlier one.
    #[inline(always)]
    pub fn set(&mut self, value: Ptr::Target)
    where
        Ptr::Target: Sized,
    {
        *(self.pointer) = value;
    }
    /// A pinned unique reference of a pinned pointer.
    #[inline]
    pub fn as_deref_mut(self: Pin<&mut Pin<Ptr>>) -> Pin<&mut Ptr::Target> {
        // SAFETY: the target stays pinned.
        unsafe { self.get_unchecked_mut() }.as_mut()
    }
}
impl<'a, T: ?Sized> Pin<&'a T> {
    /// Projects to a part.
    ///
    /// # Safety
    /// The part must not move while the whole does not.
    pub unsafe fn map_unchecked<U: ?Sized, F: FnOnce(&T) -> &U>(self, func: F) -> Pin<&'a U> { Pin::new_unchecked(func(self.pointer)) }
    /// The plain reference.
    #[inline(always)]
    #[must_use]
    pub const fn get_ref(self) -> &'a T { self.pointer }
}
impl<'a, T: ?Sized> Pin<&'a mut T> {
    /// The shared reference.
    #[inline(always)]
    #[must_use]
    pub const fn into_ref(self) -> Pin<&'a T> { Pin { pointer: self.pointer } }
    /// The plain unique reference.
    #[inline(always)]
    #[must_use]
    pub const fn get_mut(self) -> &'a mut T
    where
        T: Unpin,
    {
        self.pointer
    }
    /// The plain unique reference.
    ///
    /// # Safety
    /// The target must not be moved.
    #[inline(always)]
    #[must_use]
    pub const unsafe fn get_unchecked_mut(self) -> &'a mut T { self.pointer }
    /// Projects to a part.
    ///
    /// # Safety
    /// The part must not move while the whole does not.
    #[must_use]
    pub unsafe fn map_unchecked_mut<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(self, func: F) -> Pin<&'a mut U> {
        Pin::new_unchecked(func(self.get_unchecked_mut()))
    }
}
impl<T: ?Sized> Pin<&'static T> {
    /// Statics never move.
    pub const fn static_ref(r: &'static T) -> Pin<&'static T> { Pin { pointer: r } }
}
impl<T: ?Sized> Pin<&'static mut T> {
    /// Statics never move.
    pub const fn static_mut(r: &'static mut T) -> Pin<&'static mut T> { Pin { pointer: r } }
}
impl<Ptr: Deref> Deref for Pin<Ptr> {
    type Target = Ptr::Target;
    fn deref(&self) -> &Ptr::Target { Pin::get_ref(Pin::as_ref(self)) }
}
impl<Ptr: DerefMut<Target: Unpin>> DerefMut for Pin<Ptr> {
    fn deref_mut(&mut self) -> &mut Ptr::Target { Pin::get_mut(Pin::as_mut(self)) }
}
// SAFETY: the inner pointer's deref is pure.
unsafe impl<Ptr: DerefPure> DerefPure for Pin<Ptr> {}
impl<Ptr: LegacyReceiver> LegacyReceiver for Pin<Ptr> {}
impl<Ptr: fmt::Debug> fmt::Debug for Pin<Ptr> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.pointer, f) }
}
impl<Ptr: fmt::Display> fmt::Display for Pin<Ptr> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.pointer, f) }
}
impl<Ptr: fmt::Pointer> fmt::Pointer for Pin<Ptr> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.pointer, f) }
}
/// Pointers for which pinning keeps its promise when they coerce.
///
/// # Safety
/// `Deref` must always give the same target.
#[doc(hidden)]
pub unsafe trait PinCoerceUnsized {}
impl<Ptr, U> CoerceUnsized<Pin<U>> for Pin<Ptr> where Ptr: CoerceUnsized<U> {}
impl<Ptr, U> DispatchFromDyn<Pin<U>> for Pin<Ptr> where Ptr: DispatchFromDyn<U> {}

/// Pins a value to the enclosing block.
pub macro pin($value:expr $(,)?) {
    $crate::pin::Pin::<&mut _> { pointer: &mut { $value } }
}
