//! Arithmetic operators and their compound assignments, with the impls for primitive numbers.

/// The operator `+`.
#[lang = "add"]
#[rustc_on_unimplemented(
    on(all(Self = "{integer}", Rhs = "{float}"), message = "cannot add a float to an integer"),
    on(all(Self = "{float}", Rhs = "{integer}"), message = "cannot add an integer to a float"),
    message = "cannot add `{Rhs}` to `{Self}`",
    label = "no implementation for `{Self} + {Rhs}`"
)]
pub trait Add<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self + rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn add(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `+=`.
#[lang = "add_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `+=` on type `{Self}`", label = "no implementation for `{Self} += {Rhs}`")]
pub trait AddAssign<Rhs = Self> {
    /// Performs `self += rhs`.
    #[track_caller]
    fn add_assign(&mut self, rhs: Rhs);
}

/// The operator `-`.
#[lang = "sub"]
#[diagnostic::on_unimplemented(message = "cannot subtract `{Rhs}` from `{Self}`", label = "no implementation for `{Self} - {Rhs}`")]
pub trait Sub<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self - rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn sub(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `-=`.
#[lang = "sub_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `-=` on type `{Self}`", label = "no implementation for `{Self} -= {Rhs}`")]
pub trait SubAssign<Rhs = Self> {
    /// Performs `self -= rhs`.
    #[track_caller]
    fn sub_assign(&mut self, rhs: Rhs);
}

/// The operator `*`.
#[lang = "mul"]
#[diagnostic::on_unimplemented(message = "cannot multiply `{Self}` by `{Rhs}`", label = "no implementation for `{Self} * {Rhs}`")]
pub trait Mul<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self * rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn mul(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `*=`.
#[lang = "mul_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `*=` on type `{Self}`", label = "no implementation for `{Self} *= {Rhs}`")]
pub trait MulAssign<Rhs = Self> {
    /// Performs `self *= rhs`.
    #[track_caller]
    fn mul_assign(&mut self, rhs: Rhs);
}

/// The operator `/`.
#[lang = "div"]
#[diagnostic::on_unimplemented(message = "cannot divide `{Self}` by `{Rhs}`", label = "no implementation for `{Self} / {Rhs}`")]
pub trait Div<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self / rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn div(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `/=`.
#[lang = "div_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `/=` on type `{Self}`", label = "no implementation for `{Self} /= {Rhs}`")]
pub trait DivAssign<Rhs = Self> {
    /// Performs `self /= rhs`.
    #[track_caller]
    fn div_assign(&mut self, rhs: Rhs);
}

/// The operator `%`.
#[lang = "rem"]
#[diagnostic::on_unimplemented(message = "cannot calculate the remainder of `{Self}` divided by `{Rhs}`", label = "no implementation for `{Self} % {Rhs}`")]
pub trait Rem<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self % rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn rem(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `%=`.
#[lang = "rem_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `%=` on type `{Self}`", label = "no implementation for `{Self} %= {Rhs}`")]
pub trait RemAssign<Rhs = Self> {
    /// Performs `self %= rhs`.
    #[track_caller]
    fn rem_assign(&mut self, rhs: Rhs);
}

/// The unary operator `-`.
#[lang = "neg"]
pub trait Neg {
    /// What the operator gives.
    type Output;
    /// Performs `-self`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn neg(self) -> Self::Output;
}

macro_rules! arith_impl {
    ($trait:ident $method:ident $assign:ident $assign_method:ident $op:tt: $($t:ty)*) => {$(
        impl $trait for $t {
            type Output = $t;
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            fn $method(self, other: $t) -> $t { self $op other }
        }
        forward_ref_binop! { impl $trait, $method for $t, $t }
        impl $assign for $t {
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            fn $assign_method(&mut self, other: $t) { *self = *self $op other; }
        }
        forward_ref_op_assign! { impl $assign, $assign_method for $t, $t }
    )*};
}
arith_impl! { Add add AddAssign add_assign +: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f16 f32 f64 f128 }
arith_impl! { Sub sub SubAssign sub_assign -: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f16 f32 f64 f128 }
arith_impl! { Mul mul MulAssign mul_assign *: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f16 f32 f64 f128 }
arith_impl! { Div div DivAssign div_assign /: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f16 f32 f64 f128 }
arith_impl! { Rem rem RemAssign rem_assign %: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f16 f32 f64 f128 }

macro_rules! neg_impl {
    ($($t:ty)*) => {$(
        impl Neg for $t {
            type Output = $t;
            #[inline]
            #[rustc_inherit_overflow_checks]
            fn neg(self) -> $t { -self }
        }
        forward_ref_unop! { impl Neg, neg for $t }
    )*};
}
neg_impl! { isize i8 i16 i32 i64 i128 f16 f32 f64 f128 }
