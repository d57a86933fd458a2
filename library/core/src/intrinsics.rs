//! Functions that the compiler implements. The names are rustc's; see the table in `library/README.md`.
#![allow(missing_docs)]
use crate::any::TypeId;
use crate::cmp::Ordering;
use crate::marker::{DiscriminantKind, PointeeSized, Tuple};
use crate::sync::atomic::AtomicOrdering;

// Control and hints.
#[rustc_intrinsic]
#[rustc_nounwind]
pub fn abort() -> !;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn unreachable() -> !;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn assume(b: bool);
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn cold_path() {}
#[rustc_intrinsic]
#[rustc_nounwind]
pub fn black_box<T>(dummy: T) -> T;
/// `b`, expected to be true.
#[inline(always)]
pub const fn likely(b: bool) -> bool {
    if b {
        true
    } else {
        cold_path();
        false
    }
}
/// `b`, expected to be false.
#[inline(always)]
pub const fn unlikely(b: bool) -> bool {
    if b {
        cold_path();
        true
    } else {
        false
    }
}
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn caller_location() -> &'static crate::panic::Location<'static>;
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn catch_unwind(try_fn: fn(*mut u8), data: *mut u8, catch_fn: fn(*mut u8, *mut u8)) -> i32;
#[rustc_intrinsic]
pub const fn const_eval_select<ARG: Tuple, F, G, RET>(arg: ARG, called_in_const: F, called_at_rt: G) -> RET
where
    G: FnOnce<ARG, Output = RET>,
    F: FnOnce<ARG, Output = RET>;

// Types and layout.
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn size_of<T>() -> usize;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn align_of<T>() -> usize;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn size_of_val<T: ?Sized>(ptr: *const T) -> usize;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn align_of_val<T: ?Sized>(ptr: *const T) -> usize;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn needs_drop<T: ?Sized>() -> bool;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn type_id<T: ?Sized + 'static>() -> TypeId;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn type_name<T: ?Sized>() -> &'static str;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn discriminant_value<T>(v: &T) -> <T as DiscriminantKind>::Discriminant;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn offset_of<T: PointeeSized>(variant: u32, field: u32) -> usize;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn assert_inhabited<T>();
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn assert_zero_valid<T>();
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn assert_mem_uninitialized_valid<T>();
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn transmute<Src, Dst>(src: Src) -> Dst;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn transmute_unchecked<Src, Dst>(src: Src) -> Dst;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn forget<T: ?Sized>(_: T);
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn is_val_statically_known<T: Copy>(_arg: T) -> bool { false }

// Memory.
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize);
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn copy<T>(src: *const T, dst: *mut T, count: usize);
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn write_bytes<T>(dst: *mut T, val: u8, count: usize);
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn compare_bytes(left: *const u8, right: *const u8, bytes: usize) -> i32;
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn volatile_load<T>(src: *const T) -> T;
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn volatile_store<T>(dst: *mut T, val: T);
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn read_via_copy<T>(ptr: *const T) -> T;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn write_via_move<T>(ptr: *mut T, value: T);
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn typed_swap_nonoverlapping<T>(x: *mut T, y: *mut T) {
    // What a backend does that has nothing better.
    let mut tmp = crate::mem::MaybeUninit::<T>::uninit();
    copy_nonoverlapping(x as *const T, tmp.as_mut_ptr(), 1);
    copy_nonoverlapping(y as *const T, x, 1);
    copy_nonoverlapping(tmp.as_ptr(), y, 1);
}
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn raw_eq<T>(a: &T, b: &T) -> bool;

// Pointers.
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn offset<Ptr, Delta>(dst: Ptr, offset: Delta) -> Ptr;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn arith_offset<T>(dst: *const T, offset: isize) -> *const T;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn ptr_offset_from<T>(ptr: *const T, base: *const T) -> isize;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn ptr_offset_from_unsigned<T>(ptr: *const T, base: *const T) -> usize;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn ptr_metadata<P: PointeeSized, M>(ptr: *const P) -> M;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn aggregate_raw_ptr<P, D, M>(data: D, meta: M) -> P;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const fn ptr_guaranteed_cmp<T>(ptr: *const T, other: *const T) -> u8 { let _ = (ptr, other); 2 }
#[rustc_intrinsic]
#[rustc_nounwind]
pub fn ptr_mask<T>(ptr: *const T, mask: usize) -> *const T;
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn vtable_size(ptr: *const ()) -> usize;
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn vtable_align(ptr: *const ()) -> usize;

// Integers.
macro_rules! int_intrinsics {
    ($($(#[$m:meta])* fn $name:ident<T: Copy>($($a:ident: $t:ty),*) -> $r:ty;)*) => {$(
        #[rustc_intrinsic]
        #[rustc_nounwind]
        pub const fn $name<T: Copy>($($a: $t),*) -> $r;
    )*};
}
int_intrinsics! {
    fn add_with_overflow<T: Copy>(x: T, y: T) -> (T, bool);
    fn sub_with_overflow<T: Copy>(x: T, y: T) -> (T, bool);
    fn mul_with_overflow<T: Copy>(x: T, y: T) -> (T, bool);
    fn wrapping_add<T: Copy>(a: T, b: T) -> T;
    fn wrapping_sub<T: Copy>(a: T, b: T) -> T;
    fn wrapping_mul<T: Copy>(a: T, b: T) -> T;
    fn saturating_add<T: Copy>(a: T, b: T) -> T;
    fn saturating_sub<T: Copy>(a: T, b: T) -> T;
    fn ctpop<T: Copy>(x: T) -> u32;
    fn ctlz<T: Copy>(x: T) -> u32;
    fn cttz<T: Copy>(x: T) -> u32;
    fn bswap<T: Copy>(x: T) -> T;
    fn bitreverse<T: Copy>(x: T) -> T;
    fn three_way_compare<T: Copy>(lhs: T, rhs: T) -> Ordering;
}
macro_rules! unchecked_int_intrinsics {
    ($($name:ident)*) => {$(
        #[rustc_intrinsic]
        #[rustc_nounwind]
        pub const unsafe fn $name<T: Copy>(x: T, y: T) -> T;
    )*};
}
unchecked_int_intrinsics! { unchecked_add unchecked_sub unchecked_mul unchecked_div unchecked_rem exact_div }
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn unchecked_shl<T: Copy, U: Copy>(x: T, y: U) -> T;
#[rustc_intrinsic]
#[rustc_nounwind]
pub const unsafe fn unchecked_shr<T: Copy, U: Copy>(x: T, y: U) -> T;

// Floats.
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn float_to_int_unchecked<Float: Copy, Int: Copy>(value: Float) -> Int;
macro_rules! float_intrinsics {
    ($($name:ident($($a:ident: $t:ty),*) -> $r:ty;)*) => {$(
        #[rustc_intrinsic]
        #[rustc_nounwind]
        pub fn $name($($a: $t),*) -> $r;
    )*};
}
macro_rules! const_float_intrinsics {
    ($($name:ident($($a:ident: $t:ty),*) -> $r:ty;)*) => {$(
        #[rustc_intrinsic]
        #[rustc_nounwind]
        pub const fn $name($($a: $t),*) -> $r;
    )*};
}
float_intrinsics! {
    sqrtf32(x: f32) -> f32; sqrtf64(x: f64) -> f64;
    powif32(a: f32, x: i32) -> f32; powif64(a: f64, x: i32) -> f64;
    sinf32(x: f32) -> f32; sinf64(x: f64) -> f64;
    cosf32(x: f32) -> f32; cosf64(x: f64) -> f64;
    powf32(a: f32, x: f32) -> f32; powf64(a: f64, x: f64) -> f64;
    expf32(x: f32) -> f32; expf64(x: f64) -> f64;
    exp2f32(x: f32) -> f32; exp2f64(x: f64) -> f64;
    logf32(x: f32) -> f32; logf64(x: f64) -> f64;
    log10f32(x: f32) -> f32; log10f64(x: f64) -> f64;
    log2f32(x: f32) -> f32; log2f64(x: f64) -> f64;
}
const_float_intrinsics! {
    fmaf32(a: f32, b: f32, c: f32) -> f32; fmaf64(a: f64, b: f64, c: f64) -> f64;
    floorf32(x: f32) -> f32; floorf64(x: f64) -> f64;
    ceilf32(x: f32) -> f32; ceilf64(x: f64) -> f64;
    truncf32(x: f32) -> f32; truncf64(x: f64) -> f64;
    round_ties_even_f32(x: f32) -> f32; round_ties_even_f64(x: f64) -> f64;
    roundf32(x: f32) -> f32; roundf64(x: f64) -> f64;
    copysignf32(x: f32, y: f32) -> f32; copysignf64(x: f64, y: f64) -> f64;
}

// Atomics. The orderings are const parameters.
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn atomic_load<T: Copy, const ORD: AtomicOrdering>(src: *const T) -> T;
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn atomic_store<T: Copy, const ORD: AtomicOrdering>(dst: *mut T, val: T);
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn atomic_cxchg<T: Copy, const ORD_SUCC: AtomicOrdering, const ORD_FAIL: AtomicOrdering>(
    dst: *mut T, old: T, src: T,
) -> (T, bool);
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn atomic_cxchgweak<T: Copy, const ORD_SUCC: AtomicOrdering, const ORD_FAIL: AtomicOrdering>(
    dst: *mut T, old: T, src: T,
) -> (T, bool);
macro_rules! atomic_rmw {
    ($($name:ident)*) => {$(
        #[rustc_intrinsic]
        #[rustc_nounwind]
        pub unsafe fn $name<T: Copy, const ORD: AtomicOrdering>(dst: *mut T, src: T) -> T;
    )*};
}
macro_rules! atomic_rmw2 {
    ($($name:ident)*) => {$(
        #[rustc_intrinsic]
        #[rustc_nounwind]
        pub unsafe fn $name<T: Copy, U: Copy, const ORD: AtomicOrdering>(dst: *mut T, src: U) -> T;
    )*};
}
atomic_rmw! { atomic_xchg atomic_max atomic_min atomic_umax atomic_umin }
atomic_rmw2! { atomic_xadd atomic_xsub atomic_and atomic_nand atomic_or atomic_xor }
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn atomic_fence<const ORD: AtomicOrdering>();
#[rustc_intrinsic]
#[rustc_nounwind]
pub unsafe fn atomic_singlethreadfence<const ORD: AtomicOrdering>();

pub use crate::ptr::drop_in_place;
