//! Marker traits: properties of types that the compiler knows and that carry no methods.
use crate::cell::UnsafeCell;
use crate::cmp::Ordering;
use crate::fmt::Debug;
use crate::hash::{Hash, Hasher};

/// Top of the sizedness hierarchy: every type.
#[lang = "pointee_sized"]
#[fundamental]
#[rustc_specialization_trait]
#[rustc_deny_explicit_impl]
#[rustc_coinductive]
pub trait PointeeSized {}

/// Types whose size follows from pointer metadata; what `?Sized` leaves.
#[lang = "meta_sized"]
#[fundamental]
#[rustc_specialization_trait]
#[rustc_deny_explicit_impl]
#[rustc_coinductive]
pub trait MetaSized: PointeeSized {}

/// Types whose size is known when the program is compiled.
#[lang = "sized"]
#[fundamental]
#[rustc_specialization_trait]
#[rustc_deny_explicit_impl]
#[rustc_dyn_incompatible_trait]
#[rustc_coinductive]
#[diagnostic::on_unimplemented(
    message = "the size for values of type `{Self}` cannot be known at compilation time",
    label = "doesn't have a size known at compile-time"
)]
pub trait Sized: MetaSized {}

/// Types that can become the unsized type `T` behind a pointer.
#[lang = "unsize"]
#[rustc_deny_explicit_impl]
#[rustc_dyn_incompatible_trait]
pub trait Unsize<T: PointeeSized>: PointeeSized {}

/// Types whose values may be duplicated by copying bits.
#[lang = "copy"]
#[rustc_unsafe_specialization_marker]
#[rustc_diagnostic_item = "Copy"]
pub trait Copy: Clone {}

/// Derive for `Copy`, expanded by the compiler.
#[rustc_builtin_macro]
#[allow_internal_unstable(core_intrinsics, derive_clone_copy)]
pub macro Copy($item:item) {}

macro_rules! copy_types {
    ($($t:ty)*) => { $(impl Copy for $t {})* };
}
copy_types! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128 bool char }
impl Copy for ! {}
impl<T: PointeeSized> Copy for *const T {}
impl<T: PointeeSized> Copy for *mut T {}
impl<T: PointeeSized> Copy for &T {}

/// Types that may move to another thread.
#[rustc_diagnostic_item = "Send"]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent between threads safely",
    label = "`{Self}` cannot be sent between threads safely"
)]
pub unsafe auto trait Send {}
impl<T: PointeeSized> !Send for *const T {}
impl<T: PointeeSized> !Send for *mut T {}
// SAFETY: a shared reference gives only shared access, which `Sync` allows from any thread.
unsafe impl<T: Sync + PointeeSized> Send for &T {}

/// Types that threads may share by reference.
#[lang = "sync"]
#[rustc_diagnostic_item = "Sync"]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be shared between threads safely",
    label = "`{Self}` cannot be shared between threads safely"
)]
pub unsafe auto trait Sync {}
impl<T: PointeeSized> !Sync for *const T {}
impl<T: PointeeSized> !Sync for *mut T {}

/// Types without interior mutability at their own level.
#[lang = "freeze"]
#[doc(hidden)]
pub unsafe auto trait Freeze {}
impl<T: PointeeSized> !Freeze for UnsafeCell<T> {}
// SAFETY: the pointer itself is not mutated through a shared reference, whatever it points to.
unsafe impl<T: PointeeSized> Freeze for PhantomData<T> {}
unsafe impl<T: PointeeSized> Freeze for *const T {}
unsafe impl<T: PointeeSized> Freeze for *mut T {}
unsafe impl<T: PointeeSized> Freeze for &T {}
unsafe impl<T: PointeeSized> Freeze for &mut T {}

/// Types whose `&mut` may be assumed unique by the optimiser.
#[lang = "unsafe_unpin"]
#[doc(hidden)]
pub unsafe auto trait UnsafeUnpin {}
unsafe impl<T: PointeeSized> UnsafeUnpin for PhantomData<T> {}
unsafe impl<T: PointeeSized> UnsafeUnpin for *const T {}
unsafe impl<T: PointeeSized> UnsafeUnpin for *mut T {}
unsafe impl<T: PointeeSized> UnsafeUnpin for &T {}
unsafe impl<T: PointeeSized> UnsafeUnpin for &mut T {}

/// Types that do not care whether they move after being pinned.
#[lang = "unpin"]
#[rustc_diagnostic_item = "Unpin"]
#[diagnostic::on_unimplemented(
    note = "consider using the `pin!` macro\nconsider using `Box::pin` if you need to access the pinned value outside of the current scope",
    message = "`{Self}` cannot be unpinned"
)]
pub auto trait Unpin {}

/// A field that takes `Unpin` away from the type that has it.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct PhantomPinned;
impl !Unpin for PhantomPinned {}
impl !UnsafeUnpin for PhantomPinned {}
impl<T: PointeeSized> Unpin for &T {}
impl<T: PointeeSized> Unpin for &mut T {}
impl<T: PointeeSized> Unpin for *const T {}
impl<T: PointeeSized> Unpin for *mut T {}

/// A type of no size that acts as if it owned a `T`.
#[lang = "phantom_data"]
pub struct PhantomData<T: PointeeSized>;

impl<T: PointeeSized> Hash for PhantomData<T> {
    #[inline]
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
impl<T: PointeeSized> PartialEq for PhantomData<T> {
    fn eq(&self, _: &PhantomData<T>) -> bool { true }
}
impl<T: PointeeSized> Eq for PhantomData<T> {}
impl<T: PointeeSized> PartialOrd for PhantomData<T> {
    fn partial_cmp(&self, _: &PhantomData<T>) -> Option<Ordering> { Some(Ordering::Equal) }
}
impl<T: PointeeSized> Ord for PhantomData<T> {
    fn cmp(&self, _: &PhantomData<T>) -> Ordering { Ordering::Equal }
}
impl<T: PointeeSized> Copy for PhantomData<T> {}
impl<T: PointeeSized> Clone for PhantomData<T> {
    fn clone(&self) -> Self { Self }
}
impl<T: PointeeSized> Default for PhantomData<T> {
    fn default() -> Self { Self }
}
impl<T: PointeeSized> StructuralPartialEq for PhantomData<T> {}

/// Types whose derived equality is structural: their constants may stand in patterns.
#[lang = "structural_peq"]
#[doc(hidden)]
pub trait StructuralPartialEq {}
macro_rules! structural {
    ($($t:ty)*) => { $(impl StructuralPartialEq for $t {})* };
}
structural! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool char str }
impl StructuralPartialEq for () {}

/// Gives the type of an enum's discriminant.
#[lang = "discriminant_kind"]
#[rustc_deny_explicit_impl]
#[rustc_dyn_incompatible_trait]
#[doc(hidden)]
pub trait DiscriminantKind {
    /// The discriminant's type.
    #[lang = "discriminant_type"]
    type Discriminant: Clone + Copy + Debug + Eq + PartialEq + Hash + Send + Sync + Unpin;
}

/// Types that can be destroyed where constants are evaluated.
#[lang = "destruct"]
#[rustc_deny_explicit_impl]
#[rustc_dyn_incompatible_trait]
#[doc(hidden)]
pub trait Destruct: PointeeSized {}

/// Tuples, as argument lists of the call traits.
#[lang = "tuple_trait"]
#[rustc_deny_explicit_impl]
#[rustc_dyn_incompatible_trait]
#[doc(hidden)]
pub trait Tuple {}

/// Function pointers.
#[lang = "fn_ptr_trait"]
#[rustc_dyn_incompatible_trait]
#[doc(hidden)]
pub trait FnPtr: Copy + Clone {
    /// The code's address.
    #[lang = "fn_ptr_addr"]
    fn addr(self) -> *const ();
}
// The oracle does not know that only function pointers implement the trait.
impl<T: PointeeSized> !FnPtr for &T {}
impl<P> !FnPtr for crate::pin::Pin<P> {}

/// Pointer-like types of one word.
#[lang = "const_param_ty"]
#[doc(hidden)]
pub trait ConstParamTy_: StructuralPartialEq + Eq {}
macro_rules! const_param {
    ($($t:ty)*) => { $(impl ConstParamTy_ for $t {})* };
}
const_param! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 bool char }
impl ConstParamTy_ for () {}

/// Types whose drop is guaranteed to do nothing; asked for by union fields.
#[lang = "bikeshed_guaranteed_no_drop"]
#[rustc_deny_explicit_impl]
#[rustc_dyn_incompatible_trait]
#[doc(hidden)]
pub trait BikeshedGuaranteedNoDrop {}

/// Marks types whose `Clone` is a plain copy; written by derives.
#[lang = "trivial_clone"]
#[doc(hidden)]
pub unsafe trait TrivialClone: Clone {}
