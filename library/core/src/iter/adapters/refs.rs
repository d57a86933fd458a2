//! `copied` and `cloned`.
use crate::iter::{FusedIterator, TrustedLen};
use crate::num::NonZero;
use crate::ops::Try;

macro_rules! ref_adaptor {
    ($(#[$doc:meta])* $name:ident $bound:ident |$x:ident| $e:expr) => {
        $(#[$doc])*
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        #[derive(Clone, Debug, Default)]
        pub struct $name<I> {
            it: I,
        }
        impl<I> $name<I> {
            #[inline]
            pub(in crate::iter) fn new(it: I) -> $name<I> { $name { it } }
        }
        impl<'a, I: Iterator<Item = &'a T>, T: $bound + 'a> Iterator for $name<I> {
            type Item = T;
            #[inline]
            fn next(&mut self) -> Option<T> {
                match self.it.next() {
                    Some($x) => Some($e),
                    None => None,
                }
            }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) { self.it.size_hint() }
            #[inline]
            fn try_fold<B, F, R>(&mut self, init: B, mut f: F) -> R
            where
                F: FnMut(B, T) -> R,
                R: Try<Output = B>,
            {
                self.it.try_fold(init, move |acc, $x| f(acc, $e))
            }
            #[inline]
            fn fold<Acc, F: FnMut(Acc, T) -> Acc>(self, init: Acc, mut f: F) -> Acc { self.it.fold(init, move |acc, $x| f(acc, $e)) }
            #[inline(always)]
            fn __trusted_len() -> bool { I::__trusted_len() }
            #[inline(always)]
            fn __random_access() -> bool { I::__random_access() }
            #[inline(always)]
            unsafe fn __get_unchecked(&mut self, index: usize) -> T { let $x = self.it.__get_unchecked(index); $e }
            ref_adaptor! { @forward $bound }
        }
        impl<'a, I: DoubleEndedIterator<Item = &'a T>, T: $bound + 'a> DoubleEndedIterator for $name<I> {
            #[inline]
            fn next_back(&mut self) -> Option<T> {
                match self.it.next_back() {
                    Some($x) => Some($e),
                    None => None,
                }
            }
            #[inline]
            fn rfold<Acc, F: FnMut(Acc, T) -> Acc>(self, init: Acc, mut f: F) -> Acc { self.it.rfold(init, move |acc, $x| f(acc, $e)) }
        }
        impl<'a, I: ExactSizeIterator<Item = &'a T>, T: $bound + 'a> ExactSizeIterator for $name<I> {
            fn len(&self) -> usize { self.it.len() }
        }
        impl<'a, I: FusedIterator<Item = &'a T>, T: $bound + 'a> FusedIterator for $name<I> {}
        // SAFETY: one element for each.
        unsafe impl<'a, I: TrustedLen<Item = &'a T>, T: $bound + 'a> TrustedLen for $name<I> {}
    };
    (@forward Copy) => {
        #[inline]
        fn nth(&mut self, n: usize) -> Option<T> { self.it.nth(n).copied() }
        #[inline]
        fn last(self) -> Option<T> { self.it.last().copied() }
        #[inline]
        fn count(self) -> usize { self.it.count() }
        #[inline]
        fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> { self.it.advance_by(n) }
    };
    (@forward Clone) => {};
}
ref_adaptor! { #[doc = "See `Iterator::copied`."] Copied Copy |x| *x }
ref_adaptor! { #[doc = "See `Iterator::cloned`."] Cloned Clone |x| x.clone() }
