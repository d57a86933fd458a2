//! Atomic types.
use self::Ordering::*;
use crate::cell::UnsafeCell;
use crate::{fmt, intrinsics};

/// The memory order of an atomic operation.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Hash)]
#[non_exhaustive]
#[rustc_diagnostic_item = "Ordering"]
pub enum Ordering {
    /// No order.
    Relaxed,
    /// What was before a store is seen by who acquires it.
    Release,
    /// Sees what was before the store that is loaded.
    Acquire,
    /// Both.
    AcqRel,
    /// Both, and one order of all such operations.
    SeqCst,
}
/// The order as the intrinsics take it; the numbers are the compiler's.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[doc(hidden)]
pub enum AtomicOrdering {
    /// As in `Ordering`.
    Relaxed = 0,
    /// As in `Ordering`.
    Release = 1,
    /// As in `Ordering`.
    Acquire = 2,
    /// As in `Ordering`.
    AcqRel = 3,
    /// As in `Ordering`.
    SeqCst = 4,
}
use AtomicOrdering as O;

#[inline]
unsafe fn atomic_load<T: Copy>(p: *const T, order: Ordering) -> T {
    match order {
        Relaxed => intrinsics::atomic_load::<T, { O::Relaxed }>(p),
        Acquire => intrinsics::atomic_load::<T, { O::Acquire }>(p),
        SeqCst => intrinsics::atomic_load::<T, { O::SeqCst }>(p),
        Release => panic!("there is no such thing as a release load"),
        AcqRel => panic!("there is no such thing as an acquire-release load"),
    }
}
#[inline]
unsafe fn atomic_store<T: Copy>(p: *mut T, val: T, order: Ordering) {
    match order {
        Relaxed => intrinsics::atomic_store::<T, { O::Relaxed }>(p, val),
        Release => intrinsics::atomic_store::<T, { O::Release }>(p, val),
        SeqCst => intrinsics::atomic_store::<T, { O::SeqCst }>(p, val),
        Acquire => panic!("there is no such thing as an acquire store"),
        AcqRel => panic!("there is no such thing as an acquire-release store"),
    }
}
macro_rules! rmw {
    ($name:ident $intrinsic:ident $($u:ident)?) => {
        #[inline]
        unsafe fn $name<T: Copy>(p: *mut T, val: T, order: Ordering) -> T {
            match order {
                Relaxed => intrinsics::$intrinsic::<T, $($u,)? { O::Relaxed }>(p, val),
                Acquire => intrinsics::$intrinsic::<T, $($u,)? { O::Acquire }>(p, val),
                Release => intrinsics::$intrinsic::<T, $($u,)? { O::Release }>(p, val),
                AcqRel => intrinsics::$intrinsic::<T, $($u,)? { O::AcqRel }>(p, val),
                SeqCst => intrinsics::$intrinsic::<T, $($u,)? { O::SeqCst }>(p, val),
            }
        }
    };
}
rmw! { swap atomic_xchg }
rmw! { add atomic_xadd T }
rmw! { sub atomic_xsub T }
rmw! { and atomic_and T }
rmw! { nand atomic_nand T }
rmw! { or atomic_or T }
rmw! { xor atomic_xor T }
rmw! { max atomic_max }
rmw! { min atomic_min }
rmw! { umax atomic_umax }
rmw! { umin atomic_umin }
macro_rules! cxchg {
    ($name:ident $intrinsic:ident) => {
        #[inline]
        unsafe fn $name<T: Copy>(dst: *mut T, old: T, new: T, success: Ordering, failure: Ordering) -> Result<T, T> {
            macro_rules! go {
                ($s:ident $f:ident) => { intrinsics::$intrinsic::<T, { O::$s }, { O::$f }>(dst, old, new) };
            }
            let (val, ok) = match (success, failure) {
                (Relaxed, Relaxed) => go!(Relaxed Relaxed),
                (Relaxed, Acquire) => go!(Relaxed Acquire),
                (Relaxed, SeqCst) => go!(Relaxed SeqCst),
                (Acquire, Relaxed) => go!(Acquire Relaxed),
                (Acquire, Acquire) => go!(Acquire Acquire),
                (Acquire, SeqCst) => go!(Acquire SeqCst),
                (Release, Relaxed) => go!(Release Relaxed),
                (Release, Acquire) => go!(Release Acquire),
                (Release, SeqCst) => go!(Release SeqCst),
                (AcqRel, Relaxed) => go!(AcqRel Relaxed),
                (AcqRel, Acquire) => go!(AcqRel Acquire),
                (AcqRel, SeqCst) => go!(AcqRel SeqCst),
                (SeqCst, Relaxed) => go!(SeqCst Relaxed),
                (SeqCst, Acquire) => go!(SeqCst Acquire),
                (SeqCst, SeqCst) => go!(SeqCst SeqCst),
                (_, AcqRel) => panic!("there is no such thing as an acquire-release failure ordering"),
                (_, Release) => panic!("there is no such thing as a release failure ordering"),
            };
            if ok { Ok(val) } else { Err(val) }
        }
    };
}
cxchg! { compare_exchange atomic_cxchg }
cxchg! { compare_exchange_weak atomic_cxchgweak }

#[inline]
fn failure_ordering(order: Ordering) -> Ordering {
    match order {
        Release | Relaxed => Relaxed,
        SeqCst => SeqCst,
        Acquire | AcqRel => Acquire,
    }
}

macro_rules! atomic_common {
    ([$($g:tt)*] $name:ty, $t:ty, $raw:ty, |$x:ident| $to:expr, |$y:ident| $from:expr) => {
        impl<$($g)*> $name {
            /// Refers to the value.
            #[inline]
            pub fn get_mut(&mut self) -> &mut $t {
                // SAFETY: access is unique.
                unsafe { &mut *self.as_ptr() }
            }
            /// Views memory as an atomic.
            ///
            /// # Safety
            /// The memory must be aligned, valid for the lifetime, and accessed atomically only.
            #[inline]
            pub const unsafe fn from_ptr<'a>(ptr: *mut $t) -> &'a $name { &*ptr.cast() }
            /// Unwraps the value.
            #[inline]
            pub const fn into_inner(self) -> $t { let $y = self.v.into_inner(); $from }
            /// Points to the value.
            #[inline]
            #[rustc_as_ptr]
            pub const fn as_ptr(&self) -> *mut $t { self.v.get() as *mut $t }
            /// Loads.
            #[inline]
            pub fn load(&self, order: Ordering) -> $t {
                // SAFETY: the cell is accessed atomically.
                let $y = unsafe { atomic_load(self.v.get(), order) };
                $from
            }
            /// Stores.
            #[inline]
            pub fn store(&self, $x: $t, order: Ordering) {
                // SAFETY: the cell is accessed atomically.
                unsafe { atomic_store(self.v.get(), $to, order) }
            }
            /// Stores and gives what was there.
            #[inline]
            pub fn swap(&self, $x: $t, order: Ordering) -> $t {
                // SAFETY: the cell is accessed atomically.
                let $y = unsafe { swap(self.v.get(), $to, order) };
                $from
            }
            /// Stores if equal; gives what was there.
            #[inline]
            #[deprecated(since = "1.50.0", note = "Use `compare_exchange` or `compare_exchange_weak` instead")]
            pub fn compare_and_swap(&self, current: $t, new: $t, order: Ordering) -> $t {
                match self.compare_exchange(current, new, order, failure_ordering(order)) {
                    Ok(x) => x,
                    Err(x) => x,
                }
            }
            /// Stores if equal.
            #[inline]
            pub fn compare_exchange(&self, current: $t, new: $t, success: Ordering, failure: Ordering) -> Result<$t, $t> {
                let old = { let $x = current; $to };
                let new = { let $x = new; $to };
                // SAFETY: the cell is accessed atomically.
                match unsafe { compare_exchange(self.v.get(), old, new, success, failure) } {
                    Ok($y) => Ok($from),
                    Err($y) => Err($from),
                }
            }
            /// Stores if equal; may fail for no reason.
            #[inline]
            pub fn compare_exchange_weak(&self, current: $t, new: $t, success: Ordering, failure: Ordering) -> Result<$t, $t> {
                let old = { let $x = current; $to };
                let new = { let $x = new; $to };
                // SAFETY: the cell is accessed atomically.
                match unsafe { compare_exchange_weak(self.v.get(), old, new, success, failure) } {
                    Ok($y) => Ok($from),
                    Err($y) => Err($from),
                }
            }
            /// Updates by a function until no one interferes.
            #[inline]
            pub fn fetch_update<F: FnMut($t) -> Option<$t>>(&self, set_order: Ordering, fetch_order: Ordering, mut f: F) -> Result<$t, $t> {
                let mut prev = self.load(fetch_order);
                while let Some(next) = f(prev) {
                    match self.compare_exchange_weak(prev, next, set_order, fetch_order) {
                        x @ Ok(_) => return x,
                        Err(next_prev) => prev = next_prev,
                    }
                }
                Err(prev)
            }
            /// Updates by a function until no one interferes; the function may give up.
            #[inline]
            pub fn try_update(&self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut($t) -> Option<$t>) -> Result<$t, $t> {
                self.fetch_update(set_order, fetch_order, f)
            }
            /// Updates by a function until no one interferes.
            #[inline]
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, mut f: impl FnMut($t) -> $t) -> $t {
                let mut prev = self.load(fetch_order);
                loop {
                    match self.compare_exchange_weak(prev, f(prev), set_order, fetch_order) {
                        Ok(x) => break x,
                        Err(next_prev) => prev = next_prev,
                    }
                }
            }
        }
        // SAFETY: all access is atomic.
        unsafe impl<$($g)*> Sync for $name {}
        impl<$($g)*> From<$t> for $name {
            #[inline]
            fn from(v: $t) -> Self { Self::new(v) }
        }
        impl<$($g)*> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.load(Relaxed), f) }
        }
    };
}

/// An atomic `bool`.
#[rustc_diagnostic_item = "AtomicBool"]
#[repr(C, align(1))]
pub struct AtomicBool {
    v: UnsafeCell<u8>,
}
impl Default for AtomicBool {
    #[inline]
    fn default() -> Self { Self::new(false) }
}
impl AtomicBool {
    /// Wraps a value.
    #[inline]
    #[must_use]
    pub const fn new(v: bool) -> AtomicBool { AtomicBool { v: UnsafeCell::new(v as u8) } }
    /// And.
    #[inline]
    pub fn fetch_and(&self, val: bool, order: Ordering) -> bool {
        // SAFETY: the cell is accessed atomically.
        unsafe { and(self.v.get(), val as u8, order) != 0 }
    }
    /// Not and.
    #[inline]
    pub fn fetch_nand(&self, val: bool, order: Ordering) -> bool { if val { self.fetch_xor(true, order) } else { self.swap(true, order) } }
    /// Or.
    #[inline]
    pub fn fetch_or(&self, val: bool, order: Ordering) -> bool {
        // SAFETY: the cell is accessed atomically.
        unsafe { or(self.v.get(), val as u8, order) != 0 }
    }
    /// Exclusive or.
    #[inline]
    pub fn fetch_xor(&self, val: bool, order: Ordering) -> bool {
        // SAFETY: the cell is accessed atomically.
        unsafe { xor(self.v.get(), val as u8, order) != 0 }
    }
    /// Not.
    #[inline]
    pub fn fetch_not(&self, order: Ordering) -> bool { self.fetch_xor(true, order) }
}
atomic_common! { [] AtomicBool, bool, u8, |x| x as u8, |y| y != 0 }

/// An atomic pointer.
#[repr(C, align(8))]
#[rustc_diagnostic_item = "AtomicPtr"]
pub struct AtomicPtr<T> {
    v: UnsafeCell<*mut T>,
}
// SAFETY: a pointer may move; what it points to is the user's business.
unsafe impl<T> Send for AtomicPtr<T> {}
impl<T> Default for AtomicPtr<T> {
    fn default() -> AtomicPtr<T> { AtomicPtr::new(crate::ptr::null_mut()) }
}
impl<T> AtomicPtr<T> {
    /// Wraps a pointer.
    #[inline]
    pub const fn new(p: *mut T) -> AtomicPtr<T> { AtomicPtr { v: UnsafeCell::new(p) } }
}
macro_rules! ptr_arith {
    ($($name:ident |$p:ident, $v:ident: $t:ty| $e:expr;)*) => {$(
        impl<T> AtomicPtr<T> {
            /// Changes the address.
            #[inline]
            pub fn $name(&self, $v: $t, order: Ordering) -> *mut T { self.update(order, failure_ordering(order), |$p| $e) }
        }
    )*};
}
ptr_arith! {
    fetch_ptr_add |p, val: usize| p.wrapping_add(val);
    fetch_ptr_sub |p, val: usize| p.wrapping_sub(val);
    fetch_byte_add |p, val: usize| p.wrapping_byte_add(val);
    fetch_byte_sub |p, val: usize| p.wrapping_byte_sub(val);
    fetch_or |p, val: usize| p.map_addr(|a| a | val);
    fetch_and |p, val: usize| p.map_addr(|a| a & val);
    fetch_xor |p, val: usize| p.map_addr(|a| a ^ val);
}
atomic_common! { [T] AtomicPtr<T>, *mut T, *mut T, |x| x, |y| y }
impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.load(Relaxed), f) }
}

macro_rules! atomic_int {
    ($($name:ident $t:ident $align:literal $diag:literal $max:ident $min:ident;)*) => {$(
        /// An atomic integer.
        #[rustc_diagnostic_item = $diag]
        #[repr(C, align($align))]
        pub struct $name {
            v: UnsafeCell<$t>,
        }
        impl Default for $name {
            #[inline]
            fn default() -> Self { Self::new(0) }
        }
        impl $name {
            /// Wraps a value.
            #[inline]
            #[must_use]
            pub const fn new(v: $t) -> Self { Self { v: UnsafeCell::new(v) } }
            atomic_ops! { $t: fetch_add add, fetch_sub sub, fetch_and and, fetch_nand nand, fetch_or or, fetch_xor xor, fetch_max $max, fetch_min $min }
        }
        atomic_common! { [] $name, $t, $t, |x| x, |y| y }
    )*};
}
macro_rules! atomic_ops {
    ($t:ident: $($name:ident $op:ident),*) => {$(
        /// Does the operation of that name and gives what was there.
        #[inline]
        pub fn $name(&self, val: $t, order: Ordering) -> $t {
            // SAFETY: the cell is accessed atomically.
            unsafe { $op(self.v.get(), val, order) }
        }
    )*};
}
atomic_int! {
    AtomicI8 i8 1 "AtomicI8" max min; AtomicU8 u8 1 "AtomicU8" umax umin;
    AtomicI16 i16 2 "AtomicI16" max min; AtomicU16 u16 2 "AtomicU16" umax umin;
    AtomicI32 i32 4 "AtomicI32" max min; AtomicU32 u32 4 "AtomicU32" umax umin;
    AtomicI64 i64 8 "AtomicI64" max min; AtomicU64 u64 8 "AtomicU64" umax umin;
    AtomicIsize isize 8 "AtomicIsize" max min; AtomicUsize usize 8 "AtomicUsize" umax umin;
}

/// An `AtomicBool` of `false`.
#[deprecated(since = "1.34.0", note = "the `new` function is now preferred")]
pub const ATOMIC_BOOL_INIT: AtomicBool = AtomicBool::new(false);
/// An `AtomicIsize` of zero.
#[deprecated(since = "1.34.0", note = "the `new` function is now preferred")]
pub const ATOMIC_ISIZE_INIT: AtomicIsize = AtomicIsize::new(0);
/// An `AtomicUsize` of zero.
#[deprecated(since = "1.34.0", note = "the `new` function is now preferred")]
pub const ATOMIC_USIZE_INIT: AtomicUsize = AtomicUsize::new(0);

/// A fence between threads.
#[inline]
#[rustc_diagnostic_item = "fence"]
pub fn fence(order: Ordering) {
    // SAFETY: fences are always allowed.
    unsafe {
        match order {
            Acquire => intrinsics::atomic_fence::<{ O::Acquire }>(),
            Release => intrinsics::atomic_fence::<{ O::Release }>(),
            AcqRel => intrinsics::atomic_fence::<{ O::AcqRel }>(),
            SeqCst => intrinsics::atomic_fence::<{ O::SeqCst }>(),
            Relaxed => panic!("there is no such thing as a relaxed fence"),
        }
    }
}
/// A fence for the compiler only.
#[inline]
#[rustc_diagnostic_item = "compiler_fence"]
pub fn compiler_fence(order: Ordering) {
    // SAFETY: fences are always allowed.
    unsafe {
        match order {
            Acquire => intrinsics::atomic_singlethreadfence::<{ O::Acquire }>(),
            Release => intrinsics::atomic_singlethreadfence::<{ O::Release }>(),
            AcqRel => intrinsics::atomic_singlethreadfence::<{ O::AcqRel }>(),
            SeqCst => intrinsics::atomic_singlethreadfence::<{ O::SeqCst }>(),
            Relaxed => panic!("there is no such thing as a relaxed compiler fence"),
        }
    }
}
/// Hints that this is a busy-wait loop.
#[inline]
#[deprecated(since = "1.51.0", note = "use hint::spin_loop instead")]
pub fn spin_loop_hint() { crate::hint::spin_loop() }
impl crate::marker::ConstParamTy_ for AtomicOrdering {}
