//! Owned and borrowed data.
pub use core::borrow::{Borrow, BorrowMut};
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::{Add, AddAssign, Deref};
use crate::string::String;
use Cow::*;

/// Borrowed data from which owned data can be made.
#[rustc_diagnostic_item = "ToOwned"]
pub trait ToOwned {
    /// The owned form.
    type Owned: Borrow<Self>;
    /// Makes it.
    #[must_use = "cloning is often expensive and is not expected to have side effects"]
    #[rustc_diagnostic_item = "to_owned_method"]
    fn to_owned(&self) -> Self::Owned;
    /// Makes it in place of another.
    fn clone_into(&self, target: &mut Self::Owned) { *target = self.to_owned(); }
}
impl<T: Clone> ToOwned for T {
    type Owned = T;
    fn to_owned(&self) -> T { self.clone() }
    fn clone_into(&self, target: &mut T) { target.clone_from(self); }
}
/// Borrowed data, or owned data.
#[rustc_diagnostic_item = "Cow"]
pub enum Cow<'a, B: ?Sized + ToOwned + 'a> {
    /// Borrowed.
    Borrowed(&'a B),
    /// Owned.
    Owned(<B as ToOwned>::Owned),
}
impl<'a, B: ?Sized + ToOwned> Borrow<B> for Cow<'a, B> {
    fn borrow(&self) -> &B { &**self }
}
impl<B: ?Sized + ToOwned> Clone for Cow<'_, B> {
    fn clone(&self) -> Self {
        match *self {
            Borrowed(b) => Borrowed(b),
            Owned(ref o) => Owned(<B::Owned as Borrow<B>>::borrow(o).to_owned()),
        }
    }
}
impl<B: ?Sized + ToOwned> Cow<'_, B> {
    /// Whether it is borrowed.
    #[doc(hidden)]
    pub const fn is_borrowed(c: &Self) -> bool { matches!(c, Borrowed(_)) }
    /// Whether it is owned.
    #[doc(hidden)]
    pub const fn is_owned(c: &Self) -> bool { matches!(c, Owned(_)) }
    /// The owned form, made if needed.
    pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned {
        if let Borrowed(b) = *self {
            *self = Owned(b.to_owned());
        }
        match self {
            Owned(o) => o,
            Borrowed(_) => unreachable!(),
        }
    }
    /// The owned form.
    pub fn into_owned(self) -> <B as ToOwned>::Owned {
        match self {
            Borrowed(b) => b.to_owned(),
            Owned(o) => o,
        }
    }
}
impl<B: ?Sized + ToOwned> Deref for Cow<'_, B> {
    type Target = B;
    fn deref(&self) -> &B {
        match *self {
            Borrowed(b) => b,
            Owned(ref o) => o.borrow(),
        }
    }
}
impl<B: ?Sized + Eq + ToOwned> Eq for Cow<'_, B> {}
impl<B: ?Sized + Ord + ToOwned> Ord for Cow<'_, B> {
    fn cmp(&self, other: &Self) -> Ordering { Ord::cmp(&**self, &**other) }
}
impl<'a, 'b, B: ?Sized + PartialEq<C> + ToOwned, C: ?Sized + ToOwned> PartialEq<Cow<'b, C>> for Cow<'a, B> {
    fn eq(&self, other: &Cow<'b, C>) -> bool { PartialEq::eq(&**self, &**other) }
}
impl<'a, B: ?Sized + PartialOrd + ToOwned> PartialOrd for Cow<'a, B> {
    fn partial_cmp(&self, other: &Cow<'a, B>) -> Option<Ordering> { PartialOrd::partial_cmp(&**self, &**other) }
}
impl<B: ?Sized + fmt::Debug + ToOwned<Owned: fmt::Debug>> fmt::Debug for Cow<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Borrowed(ref b) => fmt::Debug::fmt(b, f),
            Owned(ref o) => fmt::Debug::fmt(o, f),
        }
    }
}
impl<B: ?Sized + fmt::Display + ToOwned<Owned: fmt::Display>> fmt::Display for Cow<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Borrowed(ref b) => fmt::Display::fmt(b, f),
            Owned(ref o) => fmt::Display::fmt(o, f),
        }
    }
}
impl<B: ?Sized + ToOwned<Owned: Default>> Default for Cow<'_, B> {
    fn default() -> Self { Owned(<B as ToOwned>::Owned::default()) }
}
impl<B: ?Sized + Hash + ToOwned> Hash for Cow<'_, B> {
    fn hash<H: Hasher>(&self, state: &mut H) { Hash::hash(&**self, state) }
}
impl<T: ?Sized + ToOwned> AsRef<T> for Cow<'_, T> {
    fn as_ref(&self) -> &T { self }
}
impl<'a> Add<&'a str> for Cow<'a, str> {
    type Output = Cow<'a, str>;
    fn add(mut self, rhs: &'a str) -> Self { self += rhs; self }
}
impl<'a> Add<Cow<'a, str>> for Cow<'a, str> {
    type Output = Cow<'a, str>;
    fn add(mut self, rhs: Cow<'a, str>) -> Self { self += rhs; self }
}
impl<'a> AddAssign<&'a str> for Cow<'a, str> {
    fn add_assign(&mut self, rhs: &'a str) {
        if self.is_empty() {
            *self = Borrowed(rhs)
        } else if !rhs.is_empty() {
            if let Borrowed(lhs) = *self {
                let mut s = String::with_capacity(lhs.len() + rhs.len());
                s.push_str(lhs);
                *self = Owned(s);
            }
            self.to_mut().push_str(rhs);
        }
    }
}
impl<'a> AddAssign<Cow<'a, str>> for Cow<'a, str> {
    fn add_assign(&mut self, rhs: Cow<'a, str>) {
        if self.is_empty() { *self = rhs } else if !rhs.is_empty() { self.to_mut().push_str(&rhs) }
    }
}
