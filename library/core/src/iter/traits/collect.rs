//! Conversions from and to iterators.

/// Types that can be made of an iterator; used by `collect`.
#[rustc_diagnostic_item = "FromIterator"]
#[diagnostic::on_unimplemented(
    message = "a value of type `{Self}` cannot be built from an iterator over elements of type `{A}`",
    label = "value of type `{Self}` cannot be built from `std::iter::Iterator<Item={A}>`"
)]
pub trait FromIterator<A>: Sized {
    /// Makes a value of an iterator.
    #[rustc_diagnostic_item = "from_iter_fn"]
    fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
}
/// Types that `for` can iterate over.
#[rustc_diagnostic_item = "IntoIterator"]
#[rustc_skip_during_method_dispatch(array, boxed_slice)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an iterator",
    label = "`{Self}` is not an iterator"
)]
pub trait IntoIterator {
    /// The elements.
    type Item;
    /// The iterator.
    type IntoIter: Iterator<Item = Self::Item>;
    /// Makes the iterator.
    #[lang = "into_iter"]
    fn into_iter(self) -> Self::IntoIter;
}
impl<I: Iterator> IntoIterator for I {
    type Item = I::Item;
    type IntoIter = I;
    #[inline]
    fn into_iter(self) -> I { self }
}
/// Collections that take in an iterator's elements.
pub trait Extend<A> {
    /// Takes them in.
    fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T);
    /// Takes in one element.
    #[doc(hidden)]
    fn extend_one(&mut self, item: A) { self.extend(Some(item)); }
    /// Prepares for more elements.
    #[doc(hidden)]
    fn extend_reserve(&mut self, additional: usize) { let _ = additional; }
}
impl Extend<()> for () {
    fn extend<T: IntoIterator<Item = ()>>(&mut self, iter: T) { iter.into_iter().for_each(drop) }
}

macro_rules! tuple_collect {
    ($($c:ident $t:ident $v:ident $i:tt),*) => {
        impl<$($t, $c: Extend<$t>),*> Extend<($($t,)*)> for ($($c,)*) {
            fn extend<Iter: IntoIterator<Item = ($($t,)*)>>(&mut self, into_iter: Iter) {
                into_iter.into_iter().for_each(|($($v,)*)| {
                    $(self.$i.extend_one($v);)*
                });
            }
            fn extend_one(&mut self, item: ($($t,)*)) {
                let ($($v,)*) = item;
                $(self.$i.extend_one($v);)*
            }
            fn extend_reserve(&mut self, additional: usize) { $(self.$i.extend_reserve(additional);)* }
        }
        impl<$($t, $c: Default + Extend<$t>),*> FromIterator<($($t,)*)> for ($($c,)*) {
            fn from_iter<Iter: IntoIterator<Item = ($($t,)*)>>(iter: Iter) -> Self {
                let mut res = <($($c,)*)>::default();
                res.extend(iter);
                res
            }
        }
    };
}
tuple_collect! { C0 T0 a 0 }
tuple_collect! { C0 T0 a 0, C1 T1 b 1 }
tuple_collect! { C0 T0 a 0, C1 T1 b 1, C2 T2 c 2 }
tuple_collect! { C0 T0 a 0, C1 T1 b 1, C2 T2 c 2, C3 T3 d 3 }
tuple_collect! { C0 T0 a 0, C1 T1 b 1, C2 T2 c 2, C3 T3 d 3, C4 T4 e 4 }
tuple_collect! { C0 T0 a 0, C1 T1 b 1, C2 T2 c 2, C3 T3 d 3, C4 T4 e 4, C5 T5 f 5 }
tuple_collect! { C0 T0 a 0, C1 T1 b 1, C2 T2 c 2, C3 T3 d 3, C4 T4 e 4, C5 T5 f 5, C6 T6 g 6 }
tuple_collect! { C0 T0 a 0, C1 T1 b 1, C2 T2 c 2, C3 T3 d 3, C4 T4 e 4, C5 T5 f 5, C6 T6 g 6, C7 T7 h 7 }
