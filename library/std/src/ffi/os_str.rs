//! `OsStr` and `OsString`: bytes that are mostly UTF-8.
use crate::borrow::{Borrow, Cow, ToOwned};
use crate::boxed::Box;
use crate::collections::TryReserveError;
use crate::rc::Rc;
use crate::string::String;
use crate::sync::Arc;
use crate::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::{Deref, DerefMut};

/// An owned string of the system.
#[derive(Clone, Default)]
#[rustc_diagnostic_item = "OsString"]
pub struct OsString { inner: Vec<u8> }
/// A borrowed string of the system.
#[rustc_diagnostic_item = "OsStr"]
#[repr(transparent)]
pub struct OsStr { inner: [u8] }
impl OsString {
    /// Empty.
    #[must_use]
    pub const fn new() -> OsString { OsString { inner: Vec::new() } }
    /// Of bytes.
    ///
    /// # Safety
    /// They must be from `as_encoded_bytes`.
    pub unsafe fn from_encoded_bytes_unchecked(bytes: Vec<u8>) -> Self { OsString { inner: bytes } }
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Self { OsString { inner: bytes } }
    /// The string.
    #[must_use]
    pub fn as_os_str(&self) -> &OsStr { self }
    /// The bytes.
    pub fn into_encoded_bytes(self) -> Vec<u8> { self.inner }
    /// As UTF-8, or unchanged.
    pub fn into_string(self) -> Result<String, OsString> { String::from_utf8(self.inner).map_err(|e| OsString { inner: e.into_bytes() }) }
    /// Appends.
    pub fn push<T: AsRef<OsStr>>(&mut self, s: T) { self.inner.extend_from_slice(&s.as_ref().inner) }
    /// With room.
    #[must_use]
    pub fn with_capacity(n: usize) -> OsString { OsString { inner: Vec::with_capacity(n) } }
    /// Removes everything.
    pub fn clear(&mut self) { self.inner.clear() }
    /// How many bytes fit.
    #[must_use]
    pub fn capacity(&self) -> usize { self.inner.capacity() }
    /// Makes room.
    pub fn reserve(&mut self, n: usize) { self.inner.reserve(n) }
    /// Makes room.
    pub fn try_reserve(&mut self, n: usize) -> Result<(), TryReserveError> { self.inner.try_reserve(n) }
    /// Makes room for just so many bytes.
    pub fn reserve_exact(&mut self, n: usize) { self.inner.reserve_exact(n) }
    /// Makes room for just so many bytes.
    pub fn try_reserve_exact(&mut self, n: usize) -> Result<(), TryReserveError> { self.inner.try_reserve_exact(n) }
    /// A string that is never freed.
    pub fn leak<'a>(self) -> &'a mut OsStr {
        // SAFETY: the layouts are the same.
        unsafe { &mut *(self.inner.leak() as *mut [u8] as *mut OsStr) }
    }
    /// Gives back unused memory.
    pub fn shrink_to_fit(&mut self) { self.inner.shrink_to_fit() }
    /// Gives back unused memory beyond a size.
    pub fn shrink_to(&mut self, min: usize) { self.inner.shrink_to(min) }
    /// As a box.
    pub fn into_boxed_os_str(self) -> Box<OsStr> {
        // SAFETY: the layouts are the same.
        unsafe { Box::from_raw(Box::into_raw(self.inner.into_boxed_slice()) as *mut OsStr) }
    }
    pub(crate) fn truncate(&mut self, n: usize) { self.inner.truncate(n) }
}
impl OsStr {
    /// The same.
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr { s.as_ref() }
    pub(crate) fn from_slice(b: &[u8]) -> &OsStr {
        // SAFETY: the layouts are the same.
        unsafe { &*(b as *const [u8] as *const OsStr) }
    }
    /// Of bytes.
    ///
    /// # Safety
    /// They must be from `as_encoded_bytes`.
    pub unsafe fn from_encoded_bytes_unchecked(b: &[u8]) -> &Self { Self::from_slice(b) }
    /// As UTF-8.
    #[must_use]
    pub fn to_str(&self) -> Option<&str> { core::str::from_utf8(&self.inner).ok() }
    /// As UTF-8, with replacements.
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> { String::from_utf8_lossy(&self.inner) }
    /// Owned.
    #[must_use]
    pub fn to_os_string(&self) -> OsString { OsString { inner: self.inner.to_vec() } }
    /// Whether there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool { self.inner.is_empty() }
    /// The number of bytes.
    #[must_use]
    pub fn len(&self) -> usize { self.inner.len() }
    /// The bytes.
    #[must_use]
    pub fn as_encoded_bytes(&self) -> &[u8] { &self.inner }
    /// Owned.
    pub fn into_os_string(self: Box<OsStr>) -> OsString {
        // SAFETY: the layouts are the same.
        OsString { inner: unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) }.into_vec() }
    }
    /// Makes ASCII letters lower case.
    pub fn make_ascii_lowercase(&mut self) { self.inner.make_ascii_lowercase() }
    /// Makes ASCII letters upper case.
    pub fn make_ascii_uppercase(&mut self) { self.inner.make_ascii_uppercase() }
    /// A lower-case copy.
    pub fn to_ascii_lowercase(&self) -> OsString { OsString { inner: self.inner.to_ascii_lowercase() } }
    /// An upper-case copy.
    pub fn to_ascii_uppercase(&self) -> OsString { OsString { inner: self.inner.to_ascii_uppercase() } }
    /// Whether it is ASCII.
    #[must_use]
    pub fn is_ascii(&self) -> bool { self.inner.is_ascii() }
    /// Equality without the case of ASCII letters.
    pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool { self.inner.eq_ignore_ascii_case(&other.as_ref().inner) }
    /// For showing.
    #[must_use]
    pub fn display(&self) -> Display<'_> { Display(self) }
}
/// See `OsStr::display`.
pub struct Display<'a>(&'a OsStr);
impl fmt::Display for Display<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(&self.0.to_string_lossy()) } }
impl fmt::Debug for Display<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) } }
impl fmt::Debug for OsStr { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.inner.utf8_chunks().debug(), f) } }
impl fmt::Debug for OsString { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) } }
impl Deref for OsString { type Target = OsStr; fn deref(&self) -> &OsStr { OsStr::from_slice(&self.inner) } }
impl DerefMut for OsString {
    fn deref_mut(&mut self) -> &mut OsStr {
        // SAFETY: the layouts are the same.
        unsafe { &mut *(&mut self.inner[..] as *mut [u8] as *mut OsStr) }
    }
}
impl PartialEq for OsStr { fn eq(&self, o: &OsStr) -> bool { self.inner == o.inner } }
impl Eq for OsStr {}
impl PartialOrd for OsStr { fn partial_cmp(&self, o: &OsStr) -> Option<Ordering> { Some(self.cmp(o)) } }
impl Ord for OsStr { fn cmp(&self, o: &OsStr) -> Ordering { self.inner.cmp(&o.inner) } }
impl Hash for OsStr { fn hash<H: Hasher>(&self, h: &mut H) { self.inner.hash(h) } }
impl PartialEq for OsString { fn eq(&self, o: &OsString) -> bool { self.inner == o.inner } }
impl Eq for OsString {}
impl PartialOrd for OsString { fn partial_cmp(&self, o: &OsString) -> Option<Ordering> { Some(self.cmp(o)) } }
impl Ord for OsString { fn cmp(&self, o: &OsString) -> Ordering { self.inner.cmp(&o.inner) } }
impl Hash for OsString { fn hash<H: Hasher>(&self, h: &mut H) { (**self).hash(h) } }
macro_rules! equal {
    ($([$($l:tt)*] $a:ty, $b:ty;)*) => {$(
        impl<$($l)*> PartialEq<$b> for $a { fn eq(&self, o: &$b) -> bool { <OsStr as PartialEq>::eq(self.as_ref(), o.as_ref()) } }
        impl<$($l)*> PartialEq<$a> for $b { fn eq(&self, o: &$a) -> bool { <OsStr as PartialEq>::eq(self.as_ref(), o.as_ref()) } }
    )*};
}
macro_rules! compared {
    ($([$($l:tt)*] $a:ty, $b:ty;)*) => {$(
        equal! { [$($l)*] $a, $b; }
        impl<$($l)*> PartialOrd<$b> for $a { fn partial_cmp(&self, o: &$b) -> Option<Ordering> { <OsStr as PartialOrd>::partial_cmp(self.as_ref(), o.as_ref()) } }
        impl<$($l)*> PartialOrd<$a> for $b { fn partial_cmp(&self, o: &$a) -> Option<Ordering> { <OsStr as PartialOrd>::partial_cmp(self.as_ref(), o.as_ref()) } }
    )*};
}
equal! { [] OsString, str; ['a] OsString, &'a str; [] OsStr, str; }
compared! { [] OsString, OsStr; ['a] OsString, &'a OsStr; ['a] Cow<'a, OsStr>, OsStr; ['a, 'b] Cow<'a, OsStr>, &'b OsStr; ['a] Cow<'a, OsStr>, OsString; }
impl PartialOrd<str> for OsStr { fn partial_cmp(&self, o: &str) -> Option<Ordering> { self.partial_cmp(OsStr::new(o)) } }
impl PartialOrd<str> for OsString { fn partial_cmp(&self, o: &str) -> Option<Ordering> { (**self).partial_cmp(o) } }
macro_rules! as_ref {
    ($($t:ty |$s:ident| $e:expr;)*) => { $(impl AsRef<OsStr> for $t { fn as_ref(&self) -> &OsStr { let $s = self; $e } })* };
}
as_ref! { OsStr |s| s; OsString |s| &**s; str |s| OsStr::from_slice(s.as_bytes()); String |s| OsStr::from_slice(s.as_bytes()); }
impl<T: ?Sized + AsRef<OsStr>> From<&T> for OsString { fn from(s: &T) -> OsString { s.as_ref().to_os_string() } }
impl From<String> for OsString { fn from(s: String) -> OsString { OsString { inner: s.into_bytes() } } }
impl From<Box<OsStr>> for OsString { fn from(b: Box<OsStr>) -> OsString { b.into_os_string() } }
impl From<OsString> for Box<OsStr> { fn from(s: OsString) -> Box<OsStr> { s.into_boxed_os_str() } }
impl From<&OsStr> for Box<OsStr> { fn from(s: &OsStr) -> Box<OsStr> { s.to_os_string().into_boxed_os_str() } }
impl<'a> From<&'a OsStr> for Cow<'a, OsStr> { fn from(s: &'a OsStr) -> Self { Cow::Borrowed(s) } }
impl<'a> From<OsString> for Cow<'a, OsStr> { fn from(s: OsString) -> Self { Cow::Owned(s) } }
impl<'a> From<Cow<'a, OsStr>> for OsString { fn from(s: Cow<'a, OsStr>) -> Self { s.into_owned() } }
macro_rules! shared { ($($t:ident)*) => { $(impl From<&OsStr> for $t<OsStr> { fn from(s: &OsStr) -> Self { let b: $t<[u8]> = $t::from(&s.inner); 
    // SAFETY: the layouts are the same.
    unsafe { $t::from_raw($t::into_raw(b) as *const OsStr) } } } impl From<OsString> for $t<OsStr> { fn from(s: OsString) -> Self { Self::from(&*s) } })* }; }
shared! { Rc Arc }
impl From<&mut OsStr> for Rc<OsStr> { fn from(s: &mut OsStr) -> Self { Self::from(&*s) } }
impl From<&mut OsStr> for Arc<OsStr> { fn from(s: &mut OsStr) -> Self { Self::from(&*s) } }
impl From<&mut OsStr> for Box<OsStr> { fn from(s: &mut OsStr) -> Self { Self::from(&*s) } }
impl From<Cow<'_, OsStr>> for Box<OsStr> { fn from(s: Cow<'_, OsStr>) -> Self { match s { Cow::Borrowed(s) => Self::from(s), Cow::Owned(s) => Self::from(s) } } }
impl<'a> From<&'a OsString> for Cow<'a, OsStr> { fn from(s: &'a OsString) -> Self { Cow::Borrowed(s) } }
impl Clone for Box<OsStr> { fn clone(&self) -> Self { self.to_os_string().into_boxed_os_str() } }
impl Default for Box<OsStr> { fn default() -> Self { OsString::new().into_boxed_os_str() } }
impl Default for &OsStr { fn default() -> Self { OsStr::new("") } }
impl core::ops::Index<core::ops::RangeFull> for OsString { type Output = OsStr; fn index(&self, _: core::ops::RangeFull) -> &OsStr { self } }
impl core::ops::IndexMut<core::ops::RangeFull> for OsString { fn index_mut(&mut self, _: core::ops::RangeFull) -> &mut OsStr { self } }
impl<'a> FromIterator<Cow<'a, OsStr>> for OsString { fn from_iter<I: IntoIterator<Item = Cow<'a, OsStr>>>(i: I) -> Self { let mut b = Self::new(); b.extend(i); b } }
impl<'a> Extend<Cow<'a, OsStr>> for OsString { fn extend<I: IntoIterator<Item = Cow<'a, OsStr>>>(&mut self, i: I) { for s in i { self.push(&s) } } }
impl<'a> TryFrom<&'a OsStr> for &'a str { type Error = core::str::Utf8Error; fn try_from(s: &'a OsStr) -> Result<Self, Self::Error> { core::str::from_utf8(&s.inner) } }
impl Borrow<OsStr> for OsString { fn borrow(&self) -> &OsStr { self } }
impl ToOwned for OsStr { type Owned = OsString; fn to_owned(&self) -> OsString { self.to_os_string() } }
impl core::str::FromStr for OsString { type Err = core::convert::Infallible; fn from_str(s: &str) -> Result<Self, Self::Err> { Ok(s.into()) } }
impl fmt::Write for OsString { fn write_str(&mut self, s: &str) -> fmt::Result { self.push(s); Ok(()) } }
impl<'a> FromIterator<&'a OsStr> for OsString { fn from_iter<I: IntoIterator<Item = &'a OsStr>>(i: I) -> Self { let mut b = Self::new(); for s in i { b.push(s) } b } }
impl FromIterator<OsString> for OsString { fn from_iter<I: IntoIterator<Item = OsString>>(i: I) -> Self { let mut b = Self::new(); for s in i { b.push(s) } b } }
impl<'a> Extend<&'a OsStr> for OsString { fn extend<I: IntoIterator<Item = &'a OsStr>>(&mut self, i: I) { for s in i { self.push(s) } } }
