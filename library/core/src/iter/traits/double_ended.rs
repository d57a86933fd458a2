//! Iteration from both ends.
use crate::num::NonZero;
use crate::ops::{ControlFlow, Try};

/// An iterator that can also give its last element.
#[rustc_diagnostic_item = "DoubleEndedIterator"]
pub trait DoubleEndedIterator: Iterator {
    /// Removes the last element.
    fn next_back(&mut self) -> Option<Self::Item>;
    /// Skips elements from the end; the error says how many were missing.
    #[doc(hidden)]
    #[inline]
    fn advance_back_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
        let mut i = 0;
        while i < n {
            if self.next_back().is_none() {
                return Err(NonZero::new(n - i).unwrap());
            }
            i += 1;
        }
        Ok(())
    }
    /// The `n`th element from the end.
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<Self::Item> {
        if self.advance_back_by(n).is_err() {
            return None;
        }
        self.next_back()
    }
    /// `try_fold` from the end.
    #[inline]
    fn try_rfold<B, F, R>(&mut self, init: B, mut f: F) -> R
    where
        Self: Sized,
        F: FnMut(B, Self::Item) -> R,
        R: Try<Output = B>,
    {
        let mut accum = init;
        while let Some(x) = self.next_back() {
            accum = f(accum, x)?;
        }
        R::from_output(accum)
    }
    /// `fold` from the end.
    #[inline]
    fn rfold<B, F>(mut self, init: B, mut f: F) -> B
    where
        Self: Sized,
        F: FnMut(B, Self::Item) -> B,
    {
        let mut accum = init;
        while let Some(x) = self.next_back() {
            accum = f(accum, x);
        }
        accum
    }
    /// Searches from the end.
    #[inline]
    fn rfind<P>(&mut self, mut predicate: P) -> Option<Self::Item>
    where
        Self: Sized,
        P: FnMut(&Self::Item) -> bool,
    {
        self.try_rfold((), move |(), x| if predicate(&x) { ControlFlow::Break(x) } else { ControlFlow::Continue(()) }).break_value()
    }
}
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for &mut I {
    fn next_back(&mut self) -> Option<I::Item> { (**self).next_back() }
    fn advance_back_by(&mut self, n: usize) -> Result<(), NonZero<usize>> { (**self).advance_back_by(n) }
    fn nth_back(&mut self, n: usize) -> Option<I::Item> { (**self).nth_back(n) }
}
