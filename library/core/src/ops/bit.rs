//! Bitwise operators, shifts and their compound assignments.

/// The operator `&`.
#[lang = "bitand"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} & {Rhs}`", label = "no implementation for `{Self} & {Rhs}`")]
pub trait BitAnd<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self & rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn bitand(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `&=`.
#[lang = "bitand_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `&=` on type `{Self}`", label = "no implementation for `{Self} &= {Rhs}`")]
pub trait BitAndAssign<Rhs = Self> {
    /// Performs `self &= rhs`.
    #[track_caller]
    fn bitand_assign(&mut self, rhs: Rhs);
}

/// The operator `|`.
#[lang = "bitor"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} | {Rhs}`", label = "no implementation for `{Self} | {Rhs}`")]
pub trait BitOr<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self | rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn bitor(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `|=`.
#[lang = "bitor_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `|=` on type `{Self}`", label = "no implementation for `{Self} |= {Rhs}`")]
pub trait BitOrAssign<Rhs = Self> {
    /// Performs `self |= rhs`.
    #[track_caller]
    fn bitor_assign(&mut self, rhs: Rhs);
}

/// The operator `^`.
#[lang = "bitxor"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} ^ {Rhs}`", label = "no implementation for `{Self} ^ {Rhs}`")]
pub trait BitXor<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self ^ rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn bitxor(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `^=`.
#[lang = "bitxor_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `^=` on type `{Self}`", label = "no implementation for `{Self} ^= {Rhs}`")]
pub trait BitXorAssign<Rhs = Self> {
    /// Performs `self ^= rhs`.
    #[track_caller]
    fn bitxor_assign(&mut self, rhs: Rhs);
}

/// The operator `<<`.
#[lang = "shl"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} << {Rhs}`", label = "no implementation for `{Self} << {Rhs}`")]
pub trait Shl<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self << rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn shl(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `<<=`.
#[lang = "shl_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `<<=` on type `{Self}`", label = "no implementation for `{Self} <<= {Rhs}`")]
pub trait ShlAssign<Rhs = Self> {
    /// Performs `self <<= rhs`.
    #[track_caller]
    fn shl_assign(&mut self, rhs: Rhs);
}

/// The operator `>>`.
#[lang = "shr"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} >> {Rhs}`", label = "no implementation for `{Self} >> {Rhs}`")]
pub trait Shr<Rhs = Self> {
    /// What the operator gives.
    type Output;
    /// Performs `self >> rhs`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    fn shr(self, rhs: Rhs) -> Self::Output;
}

/// The compound assignment `>>=`.
#[lang = "shr_assign"]
#[diagnostic::on_unimplemented(message = "cannot use `>>=` on type `{Self}`", label = "no implementation for `{Self} >>= {Rhs}`")]
pub trait ShrAssign<Rhs = Self> {
    /// Performs `self >>= rhs`.
    #[track_caller]
    fn shr_assign(&mut self, rhs: Rhs);
}

/// The unary operator `!`.
#[lang = "not"]
pub trait Not {
    /// What the operator gives.
    type Output;
    /// Performs `!self`.
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn not(self) -> Self::Output;
}

macro_rules! not_impl {
    ($($t:ty)*) => {$(
        impl Not for $t {
            type Output = $t;
            #[inline]
            fn not(self) -> $t { !self }
        }
        forward_ref_unop! { impl Not, not for $t }
    )*};
}
not_impl! { bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
impl Not for ! {
    type Output = !;
    fn not(self) -> ! { match self {} }
}

macro_rules! bit_impl {
    ($trait:ident $method:ident $assign:ident $assign_method:ident $op:tt: $($t:ty)*) => {$(
        impl $trait for $t {
            type Output = $t;
            #[inline]
            fn $method(self, other: $t) -> $t { self $op other }
        }
        forward_ref_binop! { impl $trait, $method for $t, $t }
        impl $assign for $t {
            #[inline]
            fn $assign_method(&mut self, other: $t) { *self = *self $op other; }
        }
        forward_ref_op_assign! { impl $assign, $assign_method for $t, $t }
    )*};
}
bit_impl! { BitAnd bitand BitAndAssign bitand_assign &: bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
bit_impl! { BitOr bitor BitOrAssign bitor_assign |: bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
bit_impl! { BitXor bitxor BitXorAssign bitxor_assign ^: bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

macro_rules! shift_impl {
    ($t:ty: $($f:ty)*) => {$(
        impl Shl<$f> for $t {
            type Output = $t;
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            fn shl(self, other: $f) -> $t { self << other }
        }
        forward_ref_binop! { impl Shl, shl for $t, $f }
        impl ShlAssign<$f> for $t {
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            fn shl_assign(&mut self, other: $f) { *self = *self << other; }
        }
        forward_ref_op_assign! { impl ShlAssign, shl_assign for $t, $f }
        impl Shr<$f> for $t {
            type Output = $t;
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            fn shr(self, other: $f) -> $t { self >> other }
        }
        forward_ref_binop! { impl Shr, shr for $t, $f }
        impl ShrAssign<$f> for $t {
            #[inline]
            #[track_caller]
            #[rustc_inherit_overflow_checks]
            fn shr_assign(&mut self, other: $f) { *self = *self >> other; }
        }
        forward_ref_op_assign! { impl ShrAssign, shr_assign for $t, $f }
    )*};
}
macro_rules! shift_impl_all {
    ($($t:ty)*) => { $(shift_impl! { $t: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize })* };
}
shift_impl_all! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
