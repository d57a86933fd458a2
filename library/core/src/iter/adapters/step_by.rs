//! `step_by`.
/// See `Iterator::step_by`. `step` is one less than the distance.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone, Debug)]
pub struct StepBy<I> {
    iter: I,
    step_minus_one: usize,
    first_take: bool,
}
impl<I> StepBy<I> {
    #[inline]
    #[track_caller]
    pub(in crate::iter) fn new(iter: I, step: usize) -> StepBy<I> {
        assert!(step != 0);
        StepBy { iter, step_minus_one: step - 1, first_take: true }
    }
}
impl<I: Iterator> Iterator for StepBy<I> {
    type Item = I::Item;
    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        let skip = if self.first_take { 0 } else { self.step_minus_one };
        self.first_take = false;
        self.iter.nth(skip)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let step = self.step_minus_one;
        let (low, high) = self.iter.size_hint();
        if self.first_take {
            let f = |n: usize| if n == 0 { 0 } else { 1 + (n - 1) / (step.wrapping_add(1)).max(1) };
            (f(low), high.map(f))
        } else {
            let f = |n: usize| n / (step.wrapping_add(1)).max(1);
            (f(low), high.map(f))
        }
    }
    #[inline]
    fn nth(&mut self, mut n: usize) -> Option<I::Item> {
        if self.first_take {
            self.first_take = false;
            let first = self.iter.next();
            if n == 0 {
                return first;
            }
            n -= 1;
        }
        let step = self.step_minus_one + 1;
        match (n + 1).checked_mul(step) {
            Some(total) => self.iter.nth(total - 1),
            None => {
                let mut last = None;
                let mut i = 0;
                while i <= n {
                    last = Some(self.iter.nth(step - 1)?);
                    i += 1;
                }
                last
            }
        }
    }
}
impl<I: ExactSizeIterator> StepBy<I> {
    fn next_back_index(&self) -> usize {
        let rem = self.iter.len() % (self.step_minus_one + 1);
        if self.first_take { if rem == 0 { self.step_minus_one } else { rem - 1 } } else { rem }
    }
}
impl<I: DoubleEndedIterator + ExactSizeIterator> DoubleEndedIterator for StepBy<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I::Item> { self.iter.nth_back(self.next_back_index()) }
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<I::Item> {
        let n = n.saturating_mul(self.step_minus_one + 1).saturating_add(self.next_back_index());
        self.iter.nth_back(n)
    }
}
impl<I: ExactSizeIterator> ExactSizeIterator for StepBy<I> {}
