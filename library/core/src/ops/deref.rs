//! Dereferencing.
use crate::marker::PointeeSized;

/// The unary operator `*` on shared access; also drives deref coercion and method lookup.
#[lang = "deref"]
#[rustc_diagnostic_item = "Deref"]
pub trait Deref: PointeeSized {
    /// What is behind the pointer.
    #[rustc_diagnostic_item = "deref_target"]
    #[lang = "deref_target"]
    type Target: ?Sized;
    /// Gives a reference to it.
    #[must_use]
    #[rustc_diagnostic_item = "deref_method"]
    fn deref(&self) -> &Self::Target;
}
impl<T: ?Sized> Deref for &T {
    type Target = T;
    #[rustc_diagnostic_item = "noop_method_deref"]
    fn deref(&self) -> &T { *self }
}
impl<T: ?Sized> !DerefMut for &T {}
impl<T: ?Sized> Deref for &mut T {
    type Target = T;
    fn deref(&self) -> &T { *self }
}

/// The unary operator `*` on unique access.
#[lang = "deref_mut"]
pub trait DerefMut: Deref + PointeeSized {
    /// Gives a unique reference to the target.
    #[rustc_diagnostic_item = "deref_mut_method"]
    fn deref_mut(&mut self) -> &mut Self::Target;
}
impl<T: ?Sized> DerefMut for &mut T {
    fn deref_mut(&mut self) -> &mut T { *self }
}

/// Pointers whose `deref` is pure, so that patterns may look through them.
#[lang = "deref_pure"]
#[doc(hidden)]
pub unsafe trait DerefPure: PointeeSized {}
// SAFETY: a reference's deref is the identity.
unsafe impl<T: ?Sized> DerefPure for &T {}
unsafe impl<T: ?Sized> DerefPure for &mut T {}

/// Types that may stand as a method's `self` type in front of `Target`.
#[lang = "receiver"]
#[doc(hidden)]
pub trait Receiver: PointeeSized {
    /// The type the methods are found on.
    #[lang = "receiver_target"]
    type Target: ?Sized;
}
impl<P: ?Sized, T: ?Sized> Receiver for P
where
    P: Deref<Target = T>,
{
    type Target = T;
}

/// The pointers that stable Rust accepts as method receivers.
#[lang = "legacy_receiver"]
#[doc(hidden)]
pub trait LegacyReceiver: PointeeSized {}
impl<T: PointeeSized> LegacyReceiver for &T {}
impl<T: PointeeSized> LegacyReceiver for &mut T {}
