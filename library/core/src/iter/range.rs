//! Ranges as iterators.
use super::{FusedIterator, TrustedLen};
use crate::num::NonZero;
use crate::ops::{self, Try};

/// Types that ranges can step through.
pub trait Step: Clone + PartialOrd + Sized {
    /// The number of steps, as bounds of a size hint.
    fn steps_between(start: &Self, end: &Self) -> (usize, Option<usize>);
    /// `count` steps forward, if there are as many values.
    fn forward_checked(start: Self, count: usize) -> Option<Self>;
    /// `count` steps back, if there are as many values.
    fn backward_checked(start: Self, count: usize) -> Option<Self>;
    /// `count` steps forward; overflow panics, or wraps without checks.
    #[inline]
    fn forward(start: Self, count: usize) -> Self { Step::forward_checked(start, count).expect("overflow in `Step::forward`") }
    /// `count` steps back.
    #[inline]
    fn backward(start: Self, count: usize) -> Self { Step::backward_checked(start, count).expect("overflow in `Step::backward`") }
    /// One step forward.
    ///
    /// # Safety
    /// There must be a next value.
    #[inline]
    unsafe fn successor_unchecked(start: Self) -> Self { Step::forward(start, 1) }
    /// One step back.
    ///
    /// # Safety
    /// There must be a previous value.
    #[inline]
    unsafe fn predecessor_unchecked(start: Self) -> Self { Step::backward(start, 1) }
    /// Whether `n` values after `start` are trivial to compute, for random access.
    #[doc(hidden)]
    #[inline(always)]
    fn __is_integer() -> bool { false }
}

macro_rules! step_int {
    ($($t:ident $u:ident $narrow:literal;)*) => {$(
        impl Step for $t {
            #[inline]
            fn steps_between(start: &Self, end: &Self) -> (usize, Option<usize>) {
                if *start > *end { return (0, None); }
                let n = (*end as $u).wrapping_sub(*start as $u);
                if $narrow || n <= usize::MAX as $u { (n as usize, Some(n as usize)) } else { (usize::MAX, None) }
            }
            #[inline]
            fn forward_checked(start: Self, n: usize) -> Option<Self> {
                if !$narrow || n <= $u::MAX as usize {
                    let r = start.wrapping_add(n as $t);
                    if r >= start { Some(r) } else { None }
                } else { None }
            }
            #[inline]
            fn backward_checked(start: Self, n: usize) -> Option<Self> {
                if !$narrow || n <= $u::MAX as usize {
                    let r = start.wrapping_sub(n as $t);
                    if r <= start { Some(r) } else { None }
                } else { None }
            }
            #[inline]
            #[rustc_inherit_overflow_checks]
            fn forward(start: Self, n: usize) -> Self {
                if Self::forward_checked(start, n).is_none() { let _ = $t::MAX + 1; }
                start.wrapping_add(n as $t)
            }
            #[inline]
            #[rustc_inherit_overflow_checks]
            fn backward(start: Self, n: usize) -> Self {
                if Self::backward_checked(start, n).is_none() { let _ = $t::MIN - 1; }
                start.wrapping_sub(n as $t)
            }
            #[inline(always)]
            unsafe fn successor_unchecked(start: Self) -> Self { start.unchecked_add(1) }
            #[inline(always)]
            unsafe fn predecessor_unchecked(start: Self) -> Self { start.unchecked_sub(1) }
            #[inline(always)]
            fn __is_integer() -> bool { true }
        }
    )*};
}
step_int! {
    u8 u8 true; u16 u16 true; u32 u32 true; u64 u64 true; usize usize true; u128 u128 false;
    i8 u8 true; i16 u16 true; i32 u32 true; i64 u64 true; isize usize true; i128 u128 false;
}
impl Step for char {
    #[inline]
    fn steps_between(&start: &char, &end: &char) -> (usize, Option<usize>) {
        let (start, end) = (start as u32, end as u32);
        if start > end {
            return (0, None);
        }
        let mut count = end - start;
        if start < 0xD800 && 0xDFFF < end {
            count -= 0x800;
        }
        (count as usize, Some(count as usize))
    }
    #[inline]
    fn forward_checked(start: char, count: usize) -> Option<char> {
        let start = start as u32;
        let mut res = Step::forward_checked(start, count)?;
        if start < 0xD800 && 0xD800 <= res {
            res = Step::forward_checked(res, 0x800)?;
        }
        char::from_u32(res)
    }
    #[inline]
    fn backward_checked(start: char, count: usize) -> Option<char> {
        let start = start as u32;
        let mut res = Step::backward_checked(start, count)?;
        if start > 0xDFFF && 0xDFFF >= res {
            res = Step::backward_checked(res, 0x800)?;
        }
        char::from_u32(res)
    }
}
impl Step for crate::net::Ipv4Addr {
    fn steps_between(start: &Self, end: &Self) -> (usize, Option<usize>) { u32::steps_between(&start.to_bits(), &end.to_bits()) }
    fn forward_checked(start: Self, count: usize) -> Option<Self> { u32::forward_checked(start.to_bits(), count).map(Self::from_bits) }
    fn backward_checked(start: Self, count: usize) -> Option<Self> { u32::backward_checked(start.to_bits(), count).map(Self::from_bits) }
}
impl Step for crate::net::Ipv6Addr {
    fn steps_between(start: &Self, end: &Self) -> (usize, Option<usize>) { u128::steps_between(&start.to_bits(), &end.to_bits()) }
    fn forward_checked(start: Self, count: usize) -> Option<Self> { u128::forward_checked(start.to_bits(), count).map(Self::from_bits) }
    fn backward_checked(start: Self, count: usize) -> Option<Self> { u128::backward_checked(start.to_bits(), count).map(Self::from_bits) }
}

impl<A: Step> Iterator for ops::Range<A> {
    type Item = A;
    #[inline]
    fn next(&mut self) -> Option<A> {
        if self.start < self.end {
            // SAFETY: there is a greater value, namely `end`.
            let n = unsafe { Step::successor_unchecked(self.start.clone()) };
            Some(crate::mem::replace(&mut self.start, n))
        } else {
            None
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.start < self.end { Step::steps_between(&self.start, &self.end) } else { (0, Some(0)) }
    }
    #[inline]
    fn count(self) -> usize {
        if self.start < self.end { Step::steps_between(&self.start, &self.end).1.expect("count overflowed usize") } else { 0 }
    }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<A> {
        if let Some(plus_n) = Step::forward_checked(self.start.clone(), n) {
            if plus_n < self.end {
                // SAFETY: there is a greater value, namely `end`.
                self.start = unsafe { Step::successor_unchecked(plus_n.clone()) };
                return Some(plus_n);
            }
        }
        self.start = self.end.clone();
        None
    }
    #[inline]
    fn advance_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
        let (lower, upper) = self.size_hint();
        let available = upper.unwrap_or(lower);
        let taken = available.min(n);
        self.start = Step::forward_checked(self.start.clone(), taken).expect("`Step` invariants not upheld");
        NonZero::new(n - taken).map_or(Ok(()), Err)
    }
    #[inline]
    fn last(mut self) -> Option<A> { self.next_back() }
    #[inline]
    fn min(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next()
    }
    #[inline]
    fn max(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next_back()
    }
    #[inline]
    fn is_sorted(self) -> bool { true }
    #[inline(always)]
    fn __trusted_len() -> bool { true }
    #[inline(always)]
    fn __random_access() -> bool { A::__is_integer() }
    #[inline(always)]
    unsafe fn __get_unchecked(&mut self, index: usize) -> A { Step::forward_checked(self.start.clone(), index).unwrap_unchecked() }
}
impl<A: Step> DoubleEndedIterator for ops::Range<A> {
    #[inline]
    fn next_back(&mut self) -> Option<A> {
        if self.start < self.end {
            // SAFETY: there is a lesser value, namely `start`.
            self.end = unsafe { Step::predecessor_unchecked(self.end.clone()) };
            Some(self.end.clone())
        } else {
            None
        }
    }
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<A> {
        if let Some(minus_n) = Step::backward_checked(self.end.clone(), n) {
            if minus_n > self.start {
                // SAFETY: there is a lesser value, namely `start`.
                self.end = unsafe { Step::predecessor_unchecked(minus_n) };
                return Some(self.end.clone());
            }
        }
        self.end = self.start.clone();
        None
    }
    #[inline]
    fn advance_back_by(&mut self, n: usize) -> Result<(), NonZero<usize>> {
        let (lower, upper) = self.size_hint();
        let available = upper.unwrap_or(lower);
        let taken = available.min(n);
        self.end = Step::backward_checked(self.end.clone(), taken).expect("`Step` invariants not upheld");
        NonZero::new(n - taken).map_or(Ok(()), Err)
    }
}
macro_rules! range_exact {
    ($r:ident: $($t:ty)*) => { $(impl ExactSizeIterator for ops::$r<$t> {})* };
}
range_exact! { Range: usize u8 isize i8 u16 i16 u32 i32 }
range_exact! { RangeInclusive: u8 i8 u16 i16 }
// SAFETY: `steps_between` is exact.
unsafe impl<A: Step> TrustedLen for ops::Range<A> {}
impl<A: Step> FusedIterator for ops::Range<A> {}

impl<A: Step> Iterator for ops::RangeFrom<A> {
    type Item = A;
    #[inline]
    fn next(&mut self) -> Option<A> {
        let n = Step::forward(self.start.clone(), 1);
        Some(crate::mem::replace(&mut self.start, n))
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<A> {
        let plus_n = Step::forward(self.start.clone(), n);
        self.start = Step::forward(plus_n.clone(), 1);
        Some(plus_n)
    }
}
impl<A: Step> FusedIterator for ops::RangeFrom<A> {}

impl<A: Step> Iterator for ops::RangeInclusive<A> {
    type Item = A;
    #[inline]
    fn next(&mut self) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if self.start < self.end {
            // SAFETY: there is a greater value, namely `end`.
            let n = unsafe { Step::successor_unchecked(self.start.clone()) };
            Some(crate::mem::replace(&mut self.start, n))
        } else {
            self.exhausted = true;
            Some(self.start.clone())
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.is_empty() {
            return (0, Some(0));
        }
        let (lower, upper) = Step::steps_between(&self.start, &self.end);
        (lower.saturating_add(1), upper.and_then(|n| n.checked_add(1)))
    }
    #[inline]
    fn count(self) -> usize {
        if self.is_empty() {
            return 0;
        }
        Step::steps_between(&self.start, &self.end).1.and_then(|n| n.checked_add(1)).expect("count overflowed usize")
    }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<A> {
        if self.is_empty() {
            return None;
        }
        if let Some(plus_n) = Step::forward_checked(self.start.clone(), n) {
            if plus_n < self.end {
                // SAFETY: there is a greater value, namely `end`.
                self.start = unsafe { Step::successor_unchecked(plus_n.clone()) };
                return Some(plus_n);
            }
            if plus_n == self.end {
                self.start = plus_n.clone();
                self.exhausted = true;
                return Some(plus_n);
            }
        }
        self.start = self.end.clone();
        self.exhausted = true;
        None
    }
    #[inline]
    fn try_fold<B, F, R>(&mut self, init: B, mut f: F) -> R
    where
        F: FnMut(B, A) -> R,
        R: Try<Output = B>,
    {
        if self.is_empty() {
            return R::from_output(init);
        }
        let mut accum = init;
        while self.start < self.end {
            // SAFETY: there is a greater value, namely `end`.
            let n = unsafe { Step::successor_unchecked(self.start.clone()) };
            let n = crate::mem::replace(&mut self.start, n);
            accum = f(accum, n)?;
        }
        self.exhausted = true;
        if self.start == self.end {
            accum = f(accum, self.start.clone())?;
        }
        R::from_output(accum)
    }
    #[inline]
    fn fold<B, F>(mut self, init: B, f: F) -> B
    where
        F: FnMut(B, A) -> B,
    {
        self.try_fold(init, ops::NeverShortCircuit::wrap_mut_2(f)).0
    }
    #[inline]
    fn last(mut self) -> Option<A> { self.next_back() }
    #[inline]
    fn min(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next()
    }
    #[inline]
    fn max(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next_back()
    }
    #[inline]
    fn is_sorted(self) -> bool { true }
    #[inline(always)]
    fn __trusted_len() -> bool { true }
}
impl<A: Step> DoubleEndedIterator for ops::RangeInclusive<A> {
    #[inline]
    fn next_back(&mut self) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if self.start < self.end {
            // SAFETY: there is a lesser value, namely `start`.
            let n = unsafe { Step::predecessor_unchecked(self.end.clone()) };
            Some(crate::mem::replace(&mut self.end, n))
        } else {
            self.exhausted = true;
            Some(self.end.clone())
        }
    }
    #[inline]
    fn nth_back(&mut self, n: usize) -> Option<A> {
        if self.is_empty() {
            return None;
        }
        if let Some(minus_n) = Step::backward_checked(self.end.clone(), n) {
            if minus_n > self.start {
                // SAFETY: there is a lesser value, namely `start`.
                self.end = unsafe { Step::predecessor_unchecked(minus_n.clone()) };
                return Some(minus_n);
            }
            if minus_n == self.start {
                self.end = minus_n.clone();
                self.exhausted = true;
                return Some(minus_n);
            }
        }
        self.end = self.start.clone();
        self.exhausted = true;
        None
    }
    #[inline]
    fn try_rfold<B, F, R>(&mut self, init: B, mut f: F) -> R
    where
        F: FnMut(B, A) -> R,
        R: Try<Output = B>,
    {
        if self.is_empty() {
            return R::from_output(init);
        }
        let mut accum = init;
        while self.start < self.end {
            // SAFETY: there is a lesser value, namely `start`.
            let n = unsafe { Step::predecessor_unchecked(self.end.clone()) };
            let n = crate::mem::replace(&mut self.end, n);
            accum = f(accum, n)?;
        }
        self.exhausted = true;
        if self.start == self.end {
            accum = f(accum, self.start.clone())?;
        }
        R::from_output(accum)
    }
    #[inline]
    fn rfold<B, F>(mut self, init: B, f: F) -> B
    where
        F: FnMut(B, A) -> B,
    {
        self.try_rfold(init, ops::NeverShortCircuit::wrap_mut_2(f)).0
    }
}
// SAFETY: `steps_between` is exact.
unsafe impl<A: Step> TrustedLen for ops::RangeInclusive<A> {}
impl<A: Step> FusedIterator for ops::RangeInclusive<A> {}
