//! Collecting `Option`s and `Result`s: an iterator that puts a residual aside and ends.
use crate::ops::{ChangeOutputType, ControlFlow, FromResidual, NeverShortCircuit, Residual, Try};

/// Runs `f` over the outputs of `iter` up to the first residual, and gives that residual if any.
pub fn try_process<I, T, R, F, U>(iter: I, mut f: F) -> ChangeOutputType<I::Item, U>
where
    I: Iterator<Item: Try<Output = T, Residual = R>>,
    for<'a> F: FnMut(GenericShunt<'a, I, R>) -> U,
    R: Residual<U>,
{
    let mut residual = None;
    let shunt = GenericShunt { iter, residual: &mut residual };
    let value = f(shunt);
    match residual {
        Some(r) => FromResidual::from_residual(r),
        None => Try::from_output(value),
    }
}

/// The iterator that `try_process` hands out.
pub struct GenericShunt<'a, I, R> {
    iter: I,
    residual: &'a mut Option<R>,
}
impl<I, R> Iterator for GenericShunt<'_, I, R>
where
    I: Iterator<Item: Try<Residual = R>>,
{
    type Item = <I::Item as Try>::Output;
    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self.iter.next()?.branch() {
            ControlFlow::Continue(v) => Some(v),
            ControlFlow::Break(r) => {
                *self.residual = Some(r);
                None
            }
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { if self.residual.is_some() { (0, Some(0)) } else { (0, self.iter.size_hint().1) } }
    #[inline]
    fn try_fold<B, F, T>(&mut self, init: B, mut f: F) -> T
    where
        F: FnMut(B, Self::Item) -> T,
        T: Try<Output = B>,
    {
        let residual = &mut *self.residual;
        let flow: ControlFlow<T, B> = self.iter.try_fold(init, |acc, x| match x.branch() {
            ControlFlow::Continue(x) => match f(acc, x).branch() {
                ControlFlow::Continue(c) => ControlFlow::Continue(c),
                ControlFlow::Break(b) => ControlFlow::Break(T::from_residual(b)),
            },
            ControlFlow::Break(r) => {
                *residual = Some(r);
                ControlFlow::Break(T::from_output(acc))
            }
        });
        match flow {
            ControlFlow::Continue(c) => T::from_output(c),
            ControlFlow::Break(t) => t,
        }
    }
    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, f: F) -> B {
        self.try_fold(init, NeverShortCircuit::wrap_mut_2(f)).0
    }
}

/// A borrowed iterator that is sized whatever is borrowed.
pub struct ByRefSized<'a, I>(pub &'a mut I);
impl<I: Iterator> Iterator for ByRefSized<'_, I> {
    type Item = I::Item;
    #[inline]
    fn next(&mut self) -> Option<Self::Item> { self.0.next() }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.0.size_hint() }
}
