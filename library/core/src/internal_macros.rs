//! Macros that stamp out trait impls inside this crate.

/// Implements a binary operator for references, by way of the one for values.
macro_rules! forward_ref_binop {
    (impl $imp:ident, $method:ident for $t:ty, $u:ty) => {
        impl<'a> $imp<$u> for &'a $t {
            type Output = <$t as $imp<$u>>::Output;
            #[inline]
            #[track_caller]
            fn $method(self, other: $u) -> <$t as $imp<$u>>::Output { $imp::$method(*self, other) }
        }
        impl $imp<&$u> for $t {
            type Output = <$t as $imp<$u>>::Output;
            #[inline]
            #[track_caller]
            fn $method(self, other: &$u) -> <$t as $imp<$u>>::Output { $imp::$method(self, *other) }
        }
        impl $imp<&$u> for &$t {
            type Output = <$t as $imp<$u>>::Output;
            #[inline]
            #[track_caller]
            fn $method(self, other: &$u) -> <$t as $imp<$u>>::Output { $imp::$method(*self, *other) }
        }
    };
}

/// Implements a unary operator for references.
macro_rules! forward_ref_unop {
    (impl $imp:ident, $method:ident for $t:ty) => {
        impl $imp for &$t {
            type Output = <$t as $imp>::Output;
            #[inline]
            fn $method(self) -> <$t as $imp>::Output { $imp::$method(*self) }
        }
    };
}

/// Implements a compound assignment for a reference on the right.
macro_rules! forward_ref_op_assign {
    (impl $imp:ident, $method:ident for $t:ty, $u:ty) => {
        impl $imp<&$u> for $t {
            #[inline]
            #[track_caller]
            fn $method(&mut self, other: &$u) { $imp::$method(self, *other); }
        }
    };
}
