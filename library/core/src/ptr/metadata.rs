//! Pointer metadata: what a wide pointer carries besides the address.
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::intrinsics::{aggregate_raw_ptr, ptr_metadata};
use crate::marker::{Freeze, PointeeSized};

/// Gives the metadata type of pointers to any type.
#[lang = "pointee_trait"]
#[rustc_deny_explicit_impl]
#[rustc_dyn_incompatible_trait]
pub trait Pointee: PointeeSized {
    /// `()` for sized types, `usize` for slices and strings, a vtable for trait objects.
    #[lang = "metadata_type"]
    type Metadata: fmt::Debug + Copy + Send + Sync + Ord + Hash + Unpin + Freeze;
}
/// Types whose pointers are one word.
pub trait Thin: Pointee<Metadata = ()> + PointeeSized {}
impl<T: PointeeSized + Pointee<Metadata = ()>> Thin for T {}

/// The metadata of a pointer.
#[inline]
pub const fn metadata<T: PointeeSized>(ptr: *const T) -> <T as Pointee>::Metadata { ptr_metadata(ptr) }
/// Makes a pointer of address and metadata.
#[inline]
pub const fn from_raw_parts<T: PointeeSized>(data_pointer: *const impl Thin, metadata: <T as Pointee>::Metadata) -> *const T {
    aggregate_raw_ptr(data_pointer, metadata)
}
/// Makes a pointer of address and metadata.
#[inline]
pub const fn from_raw_parts_mut<T: PointeeSized>(data_pointer: *mut impl Thin, metadata: <T as Pointee>::Metadata) -> *mut T {
    aggregate_raw_ptr(data_pointer, metadata)
}

/// A trait object's vtable.
#[lang = "dyn_metadata"]
pub struct DynMetadata<Dyn: PointeeSized> {
    vtable: super::NonNull<VTable>,
    _phantom: crate::marker::PhantomData<Dyn>,
}
/// A vtable; only its address matters here.
#[repr(C)]
struct VTable {
    drop_in_place: *const (),
    size: usize,
    align: usize,
}
impl<Dyn: PointeeSized> DynMetadata<Dyn> {
    fn address(self) -> *const () {
        // SAFETY: the compiler lays it out as one pointer, without fields to project to.
        unsafe { crate::mem::transmute::<Self, *const ()>(self) }
    }
}
// SAFETY: vtables are immutable statics.
unsafe impl<Dyn: PointeeSized> Send for DynMetadata<Dyn> {}
// SAFETY: vtables are immutable statics.
unsafe impl<Dyn: PointeeSized> Sync for DynMetadata<Dyn> {}
impl<Dyn: PointeeSized> fmt::Debug for DynMetadata<Dyn> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("DynMetadata").field(&self.address()).finish() }
}
impl<Dyn: PointeeSized> Unpin for DynMetadata<Dyn> {}
impl<Dyn: PointeeSized> Copy for DynMetadata<Dyn> {}
impl<Dyn: PointeeSized> Clone for DynMetadata<Dyn> {
    #[inline]
    fn clone(&self) -> Self { *self }
}
impl<Dyn: PointeeSized> Eq for DynMetadata<Dyn> {}
impl<Dyn: PointeeSized> PartialEq for DynMetadata<Dyn> {
    #[inline]
    fn eq(&self, other: &Self) -> bool { self.address() == other.address() }
}
impl<Dyn: PointeeSized> Ord for DynMetadata<Dyn> {
    #[inline]
    fn cmp(&self, other: &Self) -> crate::cmp::Ordering { self.address().cmp(&other.address()) }
}
impl<Dyn: PointeeSized> PartialOrd for DynMetadata<Dyn> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<crate::cmp::Ordering> { Some(self.cmp(other)) }
}
impl<Dyn: PointeeSized> Hash for DynMetadata<Dyn> {
    #[inline]
    fn hash<H: Hasher>(&self, hasher: &mut H) { self.address().hash(hasher) }
}
