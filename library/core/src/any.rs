//! Dynamic typing: type identities and downcasts.
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;

/// Types that can be asked at run time what they are.
#[rustc_diagnostic_item = "Any"]
pub trait Any: 'static {
    /// The identity of the value's type.
    fn type_id(&self) -> TypeId;
}
impl<T: 'static + ?Sized> Any for T {
    fn type_id(&self) -> TypeId { TypeId::of::<T>() }
}

macro_rules! dyn_any {
    ($($t:ty)*) => {$(
        impl fmt::Debug for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("Any { .. }") }
        }
        impl $t {
            /// Whether the value is a `T`.
            #[inline]
            pub fn is<T: Any>(&self) -> bool { TypeId::of::<T>() == self.type_id() }
            /// The value as a `T`, if it is one.
            #[inline]
            pub fn downcast_ref<T: Any>(&self) -> Option<&T> {
                // SAFETY: the identity was compared.
                if self.is::<T>() { Some(unsafe { &*(self as *const $t as *const T) }) } else { None }
            }
            /// The value as a `T` to change, if it is one.
            #[inline]
            pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T> {
                // SAFETY: the identity was compared.
                if self.is::<T>() { Some(unsafe { &mut *(self as *mut $t as *mut T) }) } else { None }
            }
            /// The value as a `T`, unchecked.
            ///
            /// # Safety
            /// The value must be a `T`.
            #[inline]
            pub unsafe fn downcast_ref_unchecked<T: Any>(&self) -> &T { &*(self as *const $t as *const T) }
            /// The value as a `T` to change, unchecked.
            ///
            /// # Safety
            /// The value must be a `T`.
            #[inline]
            pub unsafe fn downcast_mut_unchecked<T: Any>(&mut self) -> &mut T { &mut *(self as *mut $t as *mut T) }
        }
    )*};
}
dyn_any! { dyn Any dyn Any + Send dyn Any + Send + Sync }

/// A globally unique identity of a type, 128 bits kept as pointers so that constant evaluation may trace them.
#[derive(Copy, Eq)]
#[lang = "type_id"]
#[derive(Clone)]
pub struct TypeId {
    pub(crate) data: [*const (); 16 / size_of::<*const ()>()],
}
// SAFETY: the pointers are opaque numbers.
unsafe impl Send for TypeId {}
// SAFETY: as above.
unsafe impl Sync for TypeId {}
use crate::mem::size_of;

impl TypeId {
    /// The identity of `T`.
    #[must_use]
    pub const fn of<T: ?Sized + 'static>() -> TypeId { const { intrinsics::type_id::<T>() } }
    fn bits(self) -> u128 {
        // SAFETY: any 16 bytes are a `u128`.
        unsafe { crate::ptr::read_unaligned(&self.data as *const _ as *const u128) }
    }
}
impl PartialEq for TypeId {
    #[inline]
    fn eq(&self, other: &TypeId) -> bool { self.bits() == other.bits() }
}
impl crate::marker::StructuralPartialEq for TypeId {}
impl PartialOrd for TypeId {
    fn partial_cmp(&self, other: &TypeId) -> Option<crate::cmp::Ordering> { Some(self.cmp(other)) }
}
impl Ord for TypeId {
    fn cmp(&self, other: &TypeId) -> crate::cmp::Ordering { self.bits().cmp(&other.bits()) }
}
impl Hash for TypeId {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) { state.write_u64(self.bits() as u64); }
}
impl fmt::Debug for TypeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "TypeId({:#034x})", self.bits()) }
}

/// The name of a type, for diagnostics.
#[must_use]
pub const fn type_name<T: ?Sized>() -> &'static str { const { intrinsics::type_name::<T>() } }
/// The name of a value's type.
#[must_use]
pub const fn type_name_of_val<T: ?Sized>(_val: &T) -> &'static str { type_name::<T>() }
