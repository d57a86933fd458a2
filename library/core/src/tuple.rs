//! Trait impls of tuples up to twelve elements.
use crate::cmp::Ordering::{self, *};
use crate::hash::{Hash, Hasher};
use crate::marker::StructuralPartialEq;
use crate::ops::ControlFlow::{Break, Continue};

macro_rules! tuple_impls {
    ($($t:ident $i:tt),*; $last:ident $li:tt) => {
        impl<$($t: PartialEq,)* $last: PartialEq> PartialEq for ($($t,)* $last,) {
            #[inline]
            fn eq(&self, other: &Self) -> bool { $(self.$i == other.$i &&)* self.$li == other.$li }
            #[inline]
            fn ne(&self, other: &Self) -> bool { $(self.$i != other.$i ||)* self.$li != other.$li }
        }
        impl<$($t: Eq,)* $last: Eq> Eq for ($($t,)* $last,) {}
        impl<$($t,)* $last> StructuralPartialEq for ($($t,)* $last,) {}
        impl<$($t: PartialOrd,)* $last: PartialOrd> PartialOrd for ($($t,)* $last,) {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                $(match self.$i.partial_cmp(&other.$i) {
                    Some(Equal) => {}
                    o => return o,
                })*
                self.$li.partial_cmp(&other.$li)
            }
            #[inline]
            fn lt(&self, other: &Self) -> bool {
                $(match PartialOrd::__chaining_lt(&self.$i, &other.$i) { Break(b) => return b, Continue(()) => {} })*
                self.$li < other.$li
            }
            #[inline]
            fn le(&self, other: &Self) -> bool {
                $(match PartialOrd::__chaining_le(&self.$i, &other.$i) { Break(b) => return b, Continue(()) => {} })*
                self.$li <= other.$li
            }
            #[inline]
            fn gt(&self, other: &Self) -> bool {
                $(match PartialOrd::__chaining_gt(&self.$i, &other.$i) { Break(b) => return b, Continue(()) => {} })*
                self.$li > other.$li
            }
            #[inline]
            fn ge(&self, other: &Self) -> bool {
                $(match PartialOrd::__chaining_ge(&self.$i, &other.$i) { Break(b) => return b, Continue(()) => {} })*
                self.$li >= other.$li
            }
        }
        impl<$($t: Ord,)* $last: Ord> Ord for ($($t,)* $last,) {
            #[inline]
            fn cmp(&self, other: &Self) -> Ordering {
                $(match self.$i.cmp(&other.$i) {
                    Equal => {}
                    o => return o,
                })*
                self.$li.cmp(&other.$li)
            }
        }
        impl<$($t: Default,)* $last: Default> Default for ($($t,)* $last,) {
            #[inline]
            fn default() -> Self { ($($t::default(),)* $last::default(),) }
        }
        impl<$($t: Hash,)* $last: Hash> Hash for ($($t,)* $last,) {
            #[inline]
            fn hash<S: Hasher>(&self, state: &mut S) {
                $(self.$i.hash(state);)*
                self.$li.hash(state);
            }
        }
    };
}
tuple_impls! { ; A 0 }
tuple_impls! { A 0; B 1 }
tuple_impls! { A 0, B 1; C 2 }
tuple_impls! { A 0, B 1, C 2; D 3 }
tuple_impls! { A 0, B 1, C 2, D 3; E 4 }
tuple_impls! { A 0, B 1, C 2, D 3, E 4; F 5 }
tuple_impls! { A 0, B 1, C 2, D 3, E 4, F 5; G 6 }
tuple_impls! { A 0, B 1, C 2, D 3, E 4, F 5, G 6; H 7 }
tuple_impls! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7; I 8 }
tuple_impls! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8; J 9 }
tuple_impls! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9; K 10 }
tuple_impls! { A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10; L 11 }

macro_rules! array_conversions {
    ($n:literal $($v:ident $t:ident)*) => {
        impl<T> From<[T; $n]> for ($($t,)*) {
            #[inline]
            fn from(array: [T; $n]) -> Self {
                let [$($v,)*] = array;
                ($($v,)*)
            }
        }
        impl<T> From<($($t,)*)> for [T; $n] {
            #[inline]
            fn from(tuple: ($($t,)*)) -> Self {
                let ($($v,)*) = tuple;
                [$($v,)*]
            }
        }
    };
}
array_conversions! { 1 a T }
array_conversions! { 2 a T b T }
array_conversions! { 3 a T b T c T }
array_conversions! { 4 a T b T c T d T }
array_conversions! { 5 a T b T c T d T e T }
array_conversions! { 6 a T b T c T d T e T f T }
array_conversions! { 7 a T b T c T d T e T f T g T }
array_conversions! { 8 a T b T c T d T e T f T g T h T }
array_conversions! { 9 a T b T c T d T e T f T g T h T i T }
array_conversions! { 10 a T b T c T d T e T f T g T h T i T j T }
array_conversions! { 11 a T b T c T d T e T f T g T h T i T j T k T }
array_conversions! { 12 a T b T c T d T e T f T g T h T i T j T k T l T }
