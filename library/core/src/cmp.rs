//! Comparison and ordering.
use self::Ordering::*;
use crate::marker::PointeeSized;
use crate::ops::ControlFlow;

/// Equality, `==` and `!=`.
#[lang = "eq"]
#[doc(alias = "==")]
#[rustc_diagnostic_item = "PartialEq"]
#[diagnostic::on_unimplemented(
    message = "can't compare `{Self}` with `{Rhs}`",
    label = "no implementation for `{Self} == {Rhs}`"
)]
pub trait PartialEq<Rhs: PointeeSized = Self>: PointeeSized {
    /// Whether both are equal.
    #[must_use]
    #[rustc_diagnostic_item = "cmp_partialeq_eq"]
    fn eq(&self, other: &Rhs) -> bool;
    /// Whether they differ.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "cmp_partialeq_ne"]
    fn ne(&self, other: &Rhs) -> bool { !self.eq(other) }
    /// Whether equality is that of the bytes. Only types of the library say so.
    #[doc(hidden)]
    #[inline(always)]
    fn __bytewise() -> bool
    where
        Self: Sized,
    {
        false
    }
}
/// Derive for `PartialEq`.
#[rustc_builtin_macro]
#[allow_internal_unstable(core_intrinsics, structural_match)]
pub macro PartialEq($item:item) {}

/// Equality that is an equivalence relation.
#[rustc_diagnostic_item = "Eq"]
pub trait Eq: PartialEq<Self> + PointeeSized {
    /// Lets derives check that all fields are `Eq`.
    #[doc(hidden)]
    #[inline]
    fn assert_receiver_is_total_eq(&self) {}
    /// Lets derives check that all fields are `Eq`.
    #[doc(hidden)]
    #[inline]
    fn assert_fields_are_eq(&self) {}
}
/// Derive for `Eq`.
#[rustc_builtin_macro]
#[allow_internal_unstable(core_intrinsics, coverage_attribute, derive_eq_internals, structural_match)]
pub macro Eq($item:item) {}

/// Used by derives to name the type of a field.
#[doc(hidden)]
pub struct AssertParamIsEq<T: Eq + PointeeSized> {
    _field: crate::marker::PhantomData<T>,
}

/// The result of a comparison.
#[derive(Clone, Copy, Eq, PartialOrd, Ord, PartialEq, Debug, Hash)]
#[lang = "Ordering"]
#[repr(i8)]
pub enum Ordering {
    /// Less than the other.
    Less = -1,
    /// Equal.
    Equal = 0,
    /// Greater than the other.
    Greater = 1,
}

impl Ordering {
    /// Whether this is `Equal`.
    #[inline]
    pub const fn is_eq(self) -> bool { self as i8 == 0 }
    /// Whether this is not `Equal`.
    #[inline]
    pub const fn is_ne(self) -> bool { self as i8 != 0 }
    /// Whether this is `Less`.
    #[inline]
    pub const fn is_lt(self) -> bool { (self as i8) < 0 }
    /// Whether this is `Greater`.
    #[inline]
    pub const fn is_gt(self) -> bool { self as i8 > 0 }
    /// Whether this is `Less` or `Equal`.
    #[inline]
    pub const fn is_le(self) -> bool { self as i8 <= 0 }
    /// Whether this is `Greater` or `Equal`.
    #[inline]
    pub const fn is_ge(self) -> bool { self as i8 >= 0 }
    /// The opposite order.
    #[inline]
    pub const fn reverse(self) -> Ordering {
        match self {
            Less => Greater,
            Equal => Equal,
            Greater => Less,
        }
    }
    /// This, or `other` when this is `Equal`.
    #[inline]
    pub const fn then(self, other: Ordering) -> Ordering {
        match self {
            Equal => other,
            _ => self,
        }
    }
    /// This, or what `f` gives when this is `Equal`.
    #[inline]
    pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering {
        match self {
            Equal => f(),
            _ => self,
        }
    }
}

/// Wraps a value to turn its order around.
#[derive(PartialEq, Eq, Debug, Copy, Clone, Default, Hash)]
#[repr(transparent)]
pub struct Reverse<T>(pub T);

impl<T: PartialOrd> PartialOrd for Reverse<T> {
    #[inline]
    fn partial_cmp(&self, other: &Reverse<T>) -> Option<Ordering> { other.0.partial_cmp(&self.0) }
    #[inline]
    fn lt(&self, other: &Self) -> bool { other.0 < self.0 }
    #[inline]
    fn le(&self, other: &Self) -> bool { other.0 <= self.0 }
    #[inline]
    fn gt(&self, other: &Self) -> bool { other.0 > self.0 }
    #[inline]
    fn ge(&self, other: &Self) -> bool { other.0 >= self.0 }
}
impl<T: Ord> Ord for Reverse<T> {
    #[inline]
    fn cmp(&self, other: &Reverse<T>) -> Ordering { other.0.cmp(&self.0) }
}

/// Total order.
#[rustc_diagnostic_item = "Ord"]
pub trait Ord: Eq + PartialOrd<Self> + PointeeSized {
    /// Compares.
    #[must_use]
    #[rustc_diagnostic_item = "ord_cmp_method"]
    fn cmp(&self, other: &Self) -> Ordering;
    /// The greater; the second if equal.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "cmp_ord_max"]
    fn max(self, other: Self) -> Self
    where
        Self: Sized,
    {
        if other < self { self } else { other }
    }
    /// The lesser; the first if equal.
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "cmp_ord_min"]
    fn min(self, other: Self) -> Self
    where
        Self: Sized,
    {
        if other < self { other } else { self }
    }
    /// The nearest value within bounds. Panics if `min > max`.
    #[inline]
    #[must_use]
    fn clamp(self, min: Self, max: Self) -> Self
    where
        Self: Sized,
    {
        assert!(min <= max);
        if self < min {
            min
        } else if self > max {
            max
        } else {
            self
        }
    }
    /// Whether the order is that of bytes. Only types of the library say so.
    #[doc(hidden)]
    #[inline(always)]
    fn __bytewise_order() -> bool
    where
        Self: Sized,
    {
        false
    }
}
/// Derive for `Ord`.
#[rustc_builtin_macro]
#[allow_internal_unstable(core_intrinsics)]
pub macro Ord($item:item) {}

/// Order that may leave values incomparable; `<`, `<=`, `>`, `>=`.
#[lang = "partial_ord"]
#[rustc_diagnostic_item = "PartialOrd"]
#[diagnostic::on_unimplemented(
    message = "can't compare `{Self}` with `{Rhs}`",
    label = "no implementation for `{Self} < {Rhs}` and `{Self} > {Rhs}`"
)]
pub trait PartialOrd<Rhs: PointeeSized = Self>: PartialEq<Rhs> + PointeeSized {
    /// Compares, if the values can be compared.
    #[must_use]
    #[rustc_diagnostic_item = "cmp_partialord_cmp"]
    fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
    /// `self < other`
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "cmp_partialord_lt"]
    fn lt(&self, other: &Rhs) -> bool { matches!(self.partial_cmp(other), Some(Less)) }
    /// `self <= other`
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "cmp_partialord_le"]
    fn le(&self, other: &Rhs) -> bool { matches!(self.partial_cmp(other), Some(Less | Equal)) }
    /// `self > other`
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "cmp_partialord_gt"]
    fn gt(&self, other: &Rhs) -> bool { matches!(self.partial_cmp(other), Some(Greater)) }
    /// `self >= other`
    #[inline]
    #[must_use]
    #[rustc_diagnostic_item = "cmp_partialord_ge"]
    fn ge(&self, other: &Rhs) -> bool { matches!(self.partial_cmp(other), Some(Greater | Equal)) }
    /// `Continue` if equal, otherwise `Break` with whether this is less; for lexicographic tuples.
    #[doc(hidden)]
    #[inline]
    fn __chaining_lt(&self, other: &Rhs) -> ControlFlow<bool> { chain(self, other, |o| o.is_lt()) }
    /// The same for `<=`.
    #[doc(hidden)]
    #[inline]
    fn __chaining_le(&self, other: &Rhs) -> ControlFlow<bool> { chain(self, other, |o| o.is_le()) }
    /// The same for `>`.
    #[doc(hidden)]
    #[inline]
    fn __chaining_gt(&self, other: &Rhs) -> ControlFlow<bool> { chain(self, other, |o| o.is_gt()) }
    /// The same for `>=`.
    #[doc(hidden)]
    #[inline]
    fn __chaining_ge(&self, other: &Rhs) -> ControlFlow<bool> { chain(self, other, |o| o.is_ge()) }
}
#[inline]
fn chain<T: ?Sized + PartialOrd<U> + PointeeSized, U: ?Sized + PointeeSized>(
    a: &T,
    b: &U,
    test: impl FnOnce(Ordering) -> bool,
) -> ControlFlow<bool> {
    match a.partial_cmp(b) {
        Some(Equal) => ControlFlow::Continue(()),
        Some(c) => ControlFlow::Break(test(c)),
        None => ControlFlow::Break(false),
    }
}
/// Derive for `PartialOrd`.
#[rustc_builtin_macro]
#[allow_internal_unstable(core_intrinsics)]
pub macro PartialOrd($item:item) {}

/// The lesser of two values; the first if equal.
#[inline]
#[must_use]
#[rustc_diagnostic_item = "cmp_min"]
pub fn min<T: Ord>(v1: T, v2: T) -> T { v1.min(v2) }
/// The lesser by a comparison function.
#[inline]
#[must_use]
pub fn min_by<T, F: FnOnce(&T, &T) -> Ordering>(v1: T, v2: T, compare: F) -> T {
    if compare(&v1, &v2).is_le() { v1 } else { v2 }
}
/// The lesser by a key.
#[inline]
#[must_use]
pub fn min_by_key<T, F: FnMut(&T) -> K, K: Ord>(v1: T, v2: T, mut f: F) -> T {
    if f(&v2) < f(&v1) { v2 } else { v1 }
}
/// The greater of two values; the second if equal.
#[inline]
#[must_use]
#[rustc_diagnostic_item = "cmp_max"]
pub fn max<T: Ord>(v1: T, v2: T) -> T { v1.max(v2) }
/// The greater by a comparison function.
#[inline]
#[must_use]
pub fn max_by<T, F: FnOnce(&T, &T) -> Ordering>(v1: T, v2: T, compare: F) -> T {
    if compare(&v1, &v2).is_gt() { v1 } else { v2 }
}
/// The greater by a key.
#[inline]
#[must_use]
pub fn max_by_key<T, F: FnMut(&T) -> K, K: Ord>(v1: T, v2: T, mut f: F) -> T {
    if f(&v2) < f(&v1) { v1 } else { v2 }
}

mod impls {
    use super::Ordering::{self, Equal, Greater, Less};
    use super::*;

    macro_rules! partial_eq_prim {
        ($($t:ty)*) => {$(
            impl PartialEq for $t {
                #[inline]
                fn eq(&self, other: &$t) -> bool { *self == *other }
                #[inline]
                fn ne(&self, other: &$t) -> bool { *self != *other }
            }
        )*};
    }
    macro_rules! partial_eq_bytewise {
        ($($t:ty)*) => {$(
            impl PartialEq for $t {
                #[inline]
                fn eq(&self, other: &$t) -> bool { *self == *other }
                #[inline]
                fn ne(&self, other: &$t) -> bool { *self != *other }
                #[inline(always)]
                fn __bytewise() -> bool { true }
            }
        )*};
    }
    partial_eq_bytewise! { bool char usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
    partial_eq_prim! { f16 f32 f64 f128 }
    impl PartialEq for () {
        #[inline]
        fn eq(&self, _: &()) -> bool { true }
        #[inline]
        fn ne(&self, _: &()) -> bool { false }
    }
    macro_rules! eq_prim { ($($t:ty)*) => { $(impl Eq for $t {})* }; }
    eq_prim! { () bool char usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

    macro_rules! order_operators {
        ($t:ty) => {
            #[inline]
            fn lt(&self, other: &$t) -> bool { *self < *other }
            #[inline]
            fn le(&self, other: &$t) -> bool { *self <= *other }
            #[inline]
            fn gt(&self, other: &$t) -> bool { *self > *other }
            #[inline]
            fn ge(&self, other: &$t) -> bool { *self >= *other }
        };
    }
    macro_rules! float_ord {
        ($($t:ty)*) => {$(
            impl PartialOrd for $t {
                #[inline]
                fn partial_cmp(&self, other: &$t) -> Option<Ordering> {
                    match (*self <= *other, *self >= *other) {
                        (false, false) => None,
                        (false, true) => Some(Greater),
                        (true, false) => Some(Less),
                        (true, true) => Some(Equal),
                    }
                }
                order_operators! { $t }
            }
        )*};
    }
    float_ord! { f16 f32 f64 f128 }
    impl PartialOrd for () {
        #[inline]
        fn partial_cmp(&self, _: &()) -> Option<Ordering> { Some(Equal) }
    }
    impl Ord for () {
        #[inline]
        fn cmp(&self, _: &()) -> Ordering { Equal }
    }
    impl PartialOrd for bool {
        #[inline]
        fn partial_cmp(&self, other: &bool) -> Option<Ordering> { Some(self.cmp(other)) }
        order_operators! { bool }
    }
    impl Ord for bool {
        #[inline]
        fn cmp(&self, other: &bool) -> Ordering { (*self as u8).cmp(&(*other as u8)) }
        #[inline]
        fn min(self, other: bool) -> bool { self & other }
        #[inline]
        fn max(self, other: bool) -> bool { self | other }
        #[inline]
        fn clamp(self, min: bool, max: bool) -> bool {
            assert!(min <= max);
            self.max(min).min(max)
        }
    }
    macro_rules! ord_prim {
        ($($bytewise:literal $t:ty),*) => {$(
            impl PartialOrd for $t {
                #[inline]
                fn partial_cmp(&self, other: &$t) -> Option<Ordering> { Some(crate::intrinsics::three_way_compare(*self, *other)) }
                order_operators! { $t }
            }
            impl Ord for $t {
                #[inline]
                fn cmp(&self, other: &$t) -> Ordering { crate::intrinsics::three_way_compare(*self, *other) }
                #[inline(always)]
                fn __bytewise_order() -> bool { $bytewise }
                #[inline]
                #[track_caller]
                fn clamp(self, min: Self, max: Self) -> Self {
                    assert!(min <= max, "min > max. min = {min:?}, max = {max:?}");
                    if self < min { min } else if self > max { max } else { self }
                }
            }
        )*};
    }
    ord_prim! { false char, false usize, true u8, false u16, false u32, false u64, false u128, false isize, false i8, false i16, false i32, false i64, false i128 }

    impl PartialEq for ! {
        fn eq(&self, _: &!) -> bool { *self }
    }
    impl Eq for ! {}
    impl PartialOrd for ! {
        fn partial_cmp(&self, _: &!) -> Option<Ordering> { *self }
    }
    impl Ord for ! {
        fn cmp(&self, _: &!) -> Ordering { *self }
    }

    macro_rules! ref_eq {
        ($([$($l:tt)*] [$($r:tt)*];)*) => {$(
            impl<A: PointeeSized, B: PointeeSized> PartialEq<$($r)* B> for $($l)* A
            where
                A: PartialEq<B>,
            {
                #[inline]
                fn eq(&self, other: &$($r)* B) -> bool { PartialEq::eq(*self, *other) }
                #[inline]
                fn ne(&self, other: &$($r)* B) -> bool { PartialEq::ne(*self, *other) }
            }
        )*};
    }
    ref_eq! { [&] [&]; [&mut] [&mut]; [&] [&mut]; [&mut] [&]; }
    macro_rules! ref_ord {
        ($([$($l:tt)*];)*) => {$(
            impl<A: PointeeSized, B: PointeeSized> PartialOrd<$($l)* B> for $($l)* A
            where
                A: PartialOrd<B>,
            {
                #[inline]
                fn partial_cmp(&self, other: &$($l)* B) -> Option<Ordering> { PartialOrd::partial_cmp(*self, *other) }
                #[inline]
                fn lt(&self, other: &$($l)* B) -> bool { PartialOrd::lt(*self, *other) }
                #[inline]
                fn le(&self, other: &$($l)* B) -> bool { PartialOrd::le(*self, *other) }
                #[inline]
                fn gt(&self, other: &$($l)* B) -> bool { PartialOrd::gt(*self, *other) }
                #[inline]
                fn ge(&self, other: &$($l)* B) -> bool { PartialOrd::ge(*self, *other) }
            }
            impl<A: PointeeSized + Ord> Ord for $($l)* A {
                #[inline]
                fn cmp(&self, other: &Self) -> Ordering { Ord::cmp(*self, *other) }
            }
            impl<A: PointeeSized + Eq> Eq for $($l)* A {}
        )*};
    }
    ref_ord! { [&]; [&mut]; }
}
