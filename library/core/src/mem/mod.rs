//! Memory as bytes and ownership without destructors.
mod manually_drop;
mod maybe_uninit;
pub use self::manually_drop::ManuallyDrop;
pub use self::maybe_uninit::MaybeUninit;
pub use crate::intrinsics::transmute;
use crate::intrinsics;
use crate::marker::{DiscriminantKind, PointeeSized};
use crate::{clone, cmp, fmt, hash, ptr};

/// Gives up ownership without running the destructor.
#[inline]
#[rustc_diagnostic_item = "mem_forget"]
pub const fn forget<T>(t: T) { let _ = ManuallyDrop::new(t); }

/// The size of a `T` in bytes.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "mem_size_of"]
pub const fn size_of<T>() -> usize { const { intrinsics::size_of::<T>() } }
/// The size of the value in bytes.
#[inline]
#[must_use]
#[rustc_diagnostic_item = "mem_size_of_val"]
pub const fn size_of_val<T: ?Sized>(val: &T) -> usize {
    // SAFETY: a reference's metadata is valid.
    unsafe { intrinsics::size_of_val(val as *const T) }
}
/// The size of what a raw pointer points to.
///
/// # Safety
/// The metadata must be valid.
#[inline]
#[doc(hidden)]
pub const unsafe fn size_of_val_raw<T: ?Sized>(val: *const T) -> usize { intrinsics::size_of_val(val) }
/// The alignment of a `T` in bytes.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "mem_align_of"]
pub const fn align_of<T>() -> usize { const { intrinsics::align_of::<T>() } }
/// The alignment of the value in bytes.
#[inline]
#[must_use]
pub const fn align_of_val<T: ?Sized>(val: &T) -> usize {
    // SAFETY: a reference's metadata is valid.
    unsafe { intrinsics::align_of_val(val as *const T) }
}
/// The alignment of what a raw pointer points to.
///
/// # Safety
/// The metadata must be valid.
#[inline]
#[doc(hidden)]
pub const unsafe fn align_of_val_raw<T: ?Sized>(val: *const T) -> usize { intrinsics::align_of_val(val) }
/// The old name of `align_of`.
#[deprecated(note = "use `align_of` instead", since = "1.2.0")]
pub fn min_align_of<T>() -> usize { align_of::<T>() }
/// The old name of `align_of_val`.
#[deprecated(note = "use `align_of_val` instead", since = "1.2.0")]
pub fn min_align_of_val<T: ?Sized>(val: &T) -> usize { align_of_val(val) }
/// Whether dropping a `T` does anything.
#[inline]
#[must_use]
#[rustc_diagnostic_item = "needs_drop"]
pub const fn needs_drop<T: ?Sized>() -> bool { const { intrinsics::needs_drop::<T>() } }
/// The value whose bytes are all zero.
///
/// # Safety
/// That must be a valid `T`.
#[inline(always)]
#[must_use]
#[rustc_diagnostic_item = "mem_zeroed"]
#[track_caller]
pub const unsafe fn zeroed<T>() -> T {
    intrinsics::assert_zero_valid::<T>();
    MaybeUninit::zeroed().assume_init()
}
/// A value of unspecified bytes. Use `MaybeUninit` instead.
///
/// # Safety
/// Any bytes must be a valid `T`.
#[inline(always)]
#[must_use]
#[deprecated(since = "1.39.0", note = "use `mem::MaybeUninit` instead")]
#[rustc_diagnostic_item = "mem_uninitialized"]
#[track_caller]
pub unsafe fn uninitialized<T>() -> T {
    intrinsics::assert_mem_uninitialized_valid::<T>();
    let mut val = MaybeUninit::<T>::uninit();
    val.as_mut_ptr().write_bytes(0x01, 1);
    val.assume_init()
}
/// Swaps two values.
#[inline]
#[rustc_diagnostic_item = "mem_swap"]
pub const fn swap<T>(x: &mut T, y: &mut T) {
    // SAFETY: unique references do not overlap.
    unsafe { intrinsics::typed_swap_nonoverlapping(x, y) }
}
/// Takes the value, leaving the default.
#[inline]
pub fn take<T: Default>(dest: &mut T) -> T { replace(dest, T::default()) }
/// Takes the value, leaving `src`.
#[inline]
#[must_use = "if you don't need the old value, you can just assign the new value directly"]
#[rustc_diagnostic_item = "mem_replace"]
pub const fn replace<T>(dest: &mut T, src: T) -> T {
    // SAFETY: `dest` is valid; what is read is overwritten without drop.
    unsafe {
        let result = ptr::read(dest);
        ptr::write(dest, src);
        result
    }
}
/// Ends a value's life.
#[inline]
#[rustc_diagnostic_item = "mem_drop"]
pub fn drop<T>(_x: T) {}
/// A bitwise copy of a `Copy` value.
#[inline]
#[doc(hidden)]
pub fn copy<T: Copy>(x: &T) -> T { *x }
/// Reads `src` as a `Dst` of its leading bytes.
///
/// # Safety
/// Those bytes must be a valid `Dst`.
#[inline]
#[must_use]
#[track_caller]
pub const unsafe fn transmute_copy<Src, Dst>(src: &Src) -> Dst {
    assert!(size_of::<Src>() >= size_of::<Dst>(), "cannot transmute_copy if Dst is larger than Src");
    if align_of::<Dst>() > align_of::<Src>() {
        ptr::read_unaligned(src as *const Src as *const Dst)
    } else {
        ptr::read(src as *const Src as *const Dst)
    }
}

/// Identifies an enum's variant.
#[rustc_diagnostic_item = "Discriminant"]
pub struct Discriminant<T>(<T as DiscriminantKind>::Discriminant);
impl<T> Copy for Discriminant<T> {}
impl<T> clone::Clone for Discriminant<T> {
    fn clone(&self) -> Self { *self }
}
impl<T> cmp::PartialEq for Discriminant<T> {
    fn eq(&self, rhs: &Self) -> bool { self.0 == rhs.0 }
}
impl<T> cmp::Eq for Discriminant<T> {}
impl<T> hash::Hash for Discriminant<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) { hash::Hash::hash(&self.0, state) }
}
impl<T> fmt::Debug for Discriminant<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Discriminant").field(&self.0).finish() }
}
/// The variant of an enum value.
#[rustc_diagnostic_item = "mem_discriminant"]
pub const fn discriminant<T>(v: &T) -> Discriminant<T> { Discriminant(intrinsics::discriminant_value(v)) }

/// The offset of a field in bytes.
#[allow_internal_unstable(builtin_syntax)]
pub macro offset_of($Container:ty, $($fields:expr)+ $(,)?) {
    // The compiler computes it.
    {builtin # offset_of($Container, $($fields)+)}
}

/// A wrapper that hides a type's niches.
#[doc(hidden)]
pub struct Opaque<T: PointeeSized>(crate::marker::PhantomData<T>);

/// Size and alignment as constants; backends of the oracle ask for them.
#[doc(hidden)]
pub trait SizedTypeProperties: Sized {
    /// The size.
    #[lang = "mem_size_const"]
    const SIZE: usize = intrinsics::size_of::<Self>();
    /// The alignment.
    #[lang = "mem_align_const"]
    const ALIGN: usize = intrinsics::align_of::<Self>();
}
impl<T> SizedTypeProperties for T {}
