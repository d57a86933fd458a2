//! Raw pointers.
mod const_ptr;
mod metadata;
mod mut_ptr;
mod non_null;
mod unique;

pub use self::metadata::{from_raw_parts, from_raw_parts_mut, metadata, DynMetadata, Pointee, Thin};
pub use self::non_null::NonNull;
#[doc(hidden)]
pub use self::unique::Unique;
pub use crate::intrinsics::{copy, copy_nonoverlapping, write_bytes};
use crate::cmp::Ordering;
use crate::marker::{FnPtr, PointeeSized};
use crate::mem::{self, MaybeUninit};
use crate::{fmt, hash, intrinsics};

/// Runs the destructor of what is pointed to. The compiler replaces the body.
///
/// # Safety
/// The pointer must be valid and what it points to must not be used as a value again.
#[allow(unconditional_recursion)]
#[rustc_diagnostic_item = "ptr_drop_in_place"]
#[inline]
pub unsafe fn drop_in_place<T: PointeeSized>(to_drop: *mut T) {
    // SAFETY: the caller hands over a valid value.
    unsafe { drop_glue(&mut *to_drop) }
}

/// The glue itself; the compiler makes the body for each type.
///
/// # Safety
/// As `drop_in_place`.
#[lang = "drop_glue"]
#[allow(unconditional_recursion)]
#[doc(hidden)]
pub unsafe fn drop_glue<T: PointeeSized>(to_drop: &mut T) { drop_glue(to_drop) }

/// A null pointer.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "ptr_null"]
pub const fn null<T: PointeeSized + Thin>() -> *const T { from_raw_parts(without_provenance::<()>(0), ()) }
/// A null pointer for writing.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "ptr_null_mut"]
pub const fn null_mut<T: PointeeSized + Thin>() -> *mut T { from_raw_parts_mut(without_provenance_mut::<()>(0), ()) }
/// An address that may not be accessed.
#[inline(always)]
#[must_use]
pub const fn without_provenance<T>(addr: usize) -> *const T {
    // SAFETY: an integer is a valid pointer value.
    unsafe { mem::transmute(addr) }
}
/// An address that may not be accessed.
#[inline(always)]
#[must_use]
pub const fn without_provenance_mut<T>(addr: usize) -> *mut T {
    // SAFETY: an integer is a valid pointer value.
    unsafe { mem::transmute(addr) }
}
/// An aligned address that is not null.
#[inline(always)]
#[must_use]
pub const fn dangling<T>() -> *const T { without_provenance(align_of::<T>()) }
/// An aligned address that is not null.
#[inline(always)]
#[must_use]
pub const fn dangling_mut<T>() -> *mut T { without_provenance_mut(align_of::<T>()) }
/// A pointer to an exposed allocation at that address.
#[inline(always)]
pub const fn with_exposed_provenance<T>(addr: usize) -> *const T {
    addr as *const T
}
/// A pointer to an exposed allocation at that address.
#[inline(always)]
pub const fn with_exposed_provenance_mut<T>(addr: usize) -> *mut T {
    addr as *mut T
}
/// The reference as a pointer.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "ptr_from_ref"]
pub const fn from_ref<T: PointeeSized>(r: &T) -> *const T { r }
/// The reference as a pointer.
#[inline(always)]
#[must_use]
pub const fn from_mut<T: PointeeSized>(r: &mut T) -> *mut T { r }
/// A slice pointer.
#[inline]
pub const fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T] { from_raw_parts(data, len) }
/// A slice pointer for writing.
#[inline]
pub const fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] { from_raw_parts_mut(data, len) }

/// Swaps what two pointers point to; they may overlap.
///
/// # Safety
/// Both must be valid.
#[inline]
pub const unsafe fn swap<T>(x: *mut T, y: *mut T) {
    let mut tmp = MaybeUninit::<T>::uninit();
    copy_nonoverlapping(x, tmp.as_mut_ptr(), 1);
    copy(y, x, 1);
    copy_nonoverlapping(tmp.as_ptr(), y, 1);
}
/// Swaps two regions of memory that do not overlap.
///
/// # Safety
/// Both must be valid for `count` elements.
#[inline]
pub const unsafe fn swap_nonoverlapping<T>(x: *mut T, y: *mut T, count: usize) {
    let mut i = 0;
    while i < count {
        mem::swap(&mut *(x.add(i) as *mut MaybeUninit<T>), &mut *(y.add(i) as *mut MaybeUninit<T>));
        i += 1;
    }
}
/// Stores `src` and gives what was there.
///
/// # Safety
/// `dst` must be valid.
#[inline]
pub const unsafe fn replace<T>(dst: *mut T, src: T) -> T { mem::replace(&mut *dst, src) }
/// Reads a value without moving it.
///
/// # Safety
/// `src` must be valid and aligned.
#[inline(always)]
#[track_caller]
#[rustc_diagnostic_item = "ptr_read"]
pub const unsafe fn read<T>(src: *const T) -> T { intrinsics::read_via_copy(src) }
/// Reads a value at any alignment.
///
/// # Safety
/// `src` must be valid.
#[inline]
#[track_caller]
pub const unsafe fn read_unaligned<T>(src: *const T) -> T {
    let mut tmp = MaybeUninit::<T>::uninit();
    copy_nonoverlapping(src as *const u8, tmp.as_mut_ptr() as *mut u8, size_of::<T>());
    tmp.assume_init()
}
/// Stores a value without dropping what is there.
///
/// # Safety
/// `dst` must be valid and aligned.
#[inline(always)]
#[track_caller]
#[rustc_diagnostic_item = "ptr_write"]
pub const unsafe fn write<T>(dst: *mut T, src: T) { intrinsics::write_via_move(dst, src) }
/// Stores a value at any alignment.
///
/// # Safety
/// `dst` must be valid.
#[inline]
#[track_caller]
pub const unsafe fn write_unaligned<T>(dst: *mut T, src: T) {
    copy_nonoverlapping(&src as *const T as *const u8, dst as *mut u8, size_of::<T>());
    mem::forget(src);
}
/// Reads a value; the access is never optimised away.
///
/// # Safety
/// `src` must be valid and aligned.
#[inline]
#[track_caller]
pub unsafe fn read_volatile<T>(src: *const T) -> T { intrinsics::volatile_load(src) }
/// Stores a value; the access is never optimised away.
///
/// # Safety
/// `dst` must be valid and aligned.
#[inline]
#[track_caller]
pub unsafe fn write_volatile<T>(dst: *mut T, src: T) { intrinsics::volatile_store(dst, src) }

/// How many elements to advance `p` by to align it to `a`; `usize::MAX` if that is impossible.
pub(crate) unsafe fn align_offset<T>(p: *const T, a: usize) -> usize {
    let stride = size_of::<T>();
    let addr = p.addr();
    let byte_offset = addr.wrapping_neg() & (a - 1);
    if stride == 0 {
        return if byte_offset == 0 { 0 } else { usize::MAX };
    }
    if stride == 1 {
        return byte_offset;
    }
    if byte_offset == 0 {
        return 0;
    }
    // Solves `addr + o * stride == 0 (mod a)`: divide by the common power of two, then multiply by the inverse.
    let shift = crate::cmp::min(stride.trailing_zeros(), a.trailing_zeros());
    let gcd = 1usize << shift;
    if addr & (gcd - 1) != 0 {
        return usize::MAX;
    }
    let modulus = a >> shift;
    let odd = stride >> shift;
    let mut inverse = 1usize;
    let mut i = 0;
    while i < 6 {
        inverse = inverse.wrapping_mul(2usize.wrapping_sub(odd.wrapping_mul(inverse)));
        i += 1;
    }
    (byte_offset >> shift).wrapping_mul(inverse) & (modulus - 1)
}

/// Whether two pointers are equal, metadata included.
#[inline(always)]
#[must_use = "pointer comparison produces a value"]
#[rustc_diagnostic_item = "ptr_eq"]
#[allow(ambiguous_wide_pointer_comparisons)]
pub fn eq<T: PointeeSized>(a: *const T, b: *const T) -> bool { a == b }
/// Whether two pointers have the same address.
#[inline(always)]
#[must_use = "pointer comparison produces a value"]
pub fn addr_eq<T: PointeeSized, U: PointeeSized>(p: *const T, q: *const U) -> bool { (p as *const ()) == (q as *const ()) }
/// Whether two function pointers have the same address.
#[inline(always)]
#[must_use = "function pointer comparison produces a value"]
pub fn fn_addr_eq<T: FnPtr, U: FnPtr>(f: T, g: U) -> bool { f.addr() == g.addr() }
/// Hashes a pointer.
pub fn hash<T: PointeeSized, S: hash::Hasher>(hashee: *const T, into: &mut S) {
    use crate::hash::Hash;
    hashee.hash(into);
}

impl<F: FnPtr> PartialEq for F {
    #[inline]
    fn eq(&self, other: &Self) -> bool { self.addr() == other.addr() }
}
impl<F: FnPtr> Eq for F {}
impl<F: FnPtr> PartialOrd for F {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.addr().partial_cmp(&other.addr()) }
}
impl<F: FnPtr> Ord for F {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering { self.addr().cmp(&other.addr()) }
}
impl<F: FnPtr> hash::Hash for F {
    fn hash<H: hash::Hasher>(&self, state: &mut H) { state.write_usize(self.addr() as usize) }
}
impl<F: FnPtr> fmt::Pointer for F {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::pointer_fmt_inner(self.addr() as usize, f) }
}
impl<F: FnPtr> fmt::Debug for F {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::pointer_fmt_inner(self.addr() as usize, f) }
}

macro_rules! pointer_traits {
    ($($p:tt)*) => {$(
        impl<T: PointeeSized> PartialEq for *$p T {
            #[inline(always)]
            #[allow(ambiguous_wide_pointer_comparisons)]
            fn eq(&self, other: &*$p T) -> bool { *self == *other }
        }
        impl<T: PointeeSized> Eq for *$p T {}
        impl<T: PointeeSized> Ord for *$p T {
            #[inline]
            #[allow(ambiguous_wide_pointer_comparisons)]
            fn cmp(&self, other: &*$p T) -> Ordering {
                if self < other { Ordering::Less } else if self == other { Ordering::Equal } else { Ordering::Greater }
            }
        }
        impl<T: PointeeSized> PartialOrd for *$p T {
            #[inline(always)]
            fn partial_cmp(&self, other: &*$p T) -> Option<Ordering> { Some(self.cmp(other)) }
            #[inline(always)]
            #[allow(ambiguous_wide_pointer_comparisons)]
            fn lt(&self, other: &*$p T) -> bool { *self < *other }
            #[inline(always)]
            #[allow(ambiguous_wide_pointer_comparisons)]
            fn le(&self, other: &*$p T) -> bool { *self <= *other }
            #[inline(always)]
            #[allow(ambiguous_wide_pointer_comparisons)]
            fn gt(&self, other: &*$p T) -> bool { *self > *other }
            #[inline(always)]
            #[allow(ambiguous_wide_pointer_comparisons)]
            fn ge(&self, other: &*$p T) -> bool { *self >= *other }
        }
        impl<T: PointeeSized> hash::Hash for *$p T {
            #[inline]
            fn hash<H: hash::Hasher>(&self, state: &mut H) {
                let (address, metadata) = (*self as *const T).to_raw_parts();
                state.write_usize(address.addr());
                hash::Hash::hash(&metadata, state);
            }
        }
    )*};
}
pointer_traits! { const mut }

/// The address of a place, as a const pointer.
pub macro addr_of($place:expr) {
    &raw const $place
}
/// The address of a place, as a mut pointer.
pub macro addr_of_mut($place:expr) {
    &raw mut $place
}
