//! Range types and bounds.
use crate::fmt;
use crate::hash::Hash;

/// `..`
#[lang = "RangeFull"]
#[derive(Copy, Clone, Default, PartialEq, Eq, Hash)]
pub struct RangeFull;
impl fmt::Debug for RangeFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("..") }
}

/// `start..end`
#[lang = "Range"]
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Range<Idx> {
    /// First value.
    pub start: Idx,
    /// One past the last value.
    pub end: Idx,
}
impl<Idx: fmt::Debug> fmt::Debug for Range<Idx> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(f)?;
        f.write_str("..")?;
        self.end.fmt(f)
    }
}
impl<Idx: PartialOrd<Idx>> Range<Idx> {
    /// Whether `item` lies within.
    #[inline]
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool
    where
        Idx: PartialOrd<U>,
    {
        <Self as RangeBounds<Idx>>::contains(self, item)
    }
    /// Whether nothing lies within.
    #[inline]
    pub fn is_empty(&self) -> bool { !(self.start < self.end) }
}

/// `start..`
#[lang = "RangeFrom"]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RangeFrom<Idx> {
    /// First value.
    pub start: Idx,
}
impl<Idx: fmt::Debug> fmt::Debug for RangeFrom<Idx> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(f)?;
        f.write_str("..")
    }
}
impl<Idx: PartialOrd<Idx>> RangeFrom<Idx> {
    /// Whether `item` lies within.
    #[inline]
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool
    where
        Idx: PartialOrd<U>,
    {
        <Self as RangeBounds<Idx>>::contains(self, item)
    }
}

/// `..end`
#[lang = "RangeTo"]
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct RangeTo<Idx> {
    /// One past the last value.
    pub end: Idx,
}
impl<Idx: fmt::Debug> fmt::Debug for RangeTo<Idx> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")?;
        self.end.fmt(f)
    }
}
impl<Idx: PartialOrd<Idx>> RangeTo<Idx> {
    /// Whether `item` lies within.
    #[inline]
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool
    where
        Idx: PartialOrd<U>,
    {
        <Self as RangeBounds<Idx>>::contains(self, item)
    }
}

/// `start..=end`. `exhausted` is set when iteration has given the last value.
#[lang = "RangeInclusive"]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RangeInclusive<Idx> {
    pub(crate) start: Idx,
    pub(crate) end: Idx,
    pub(crate) exhausted: bool,
}
impl<Idx> RangeInclusive<Idx> {
    /// The same as `start..=end`.
    #[lang = "range_inclusive_new"]
    #[inline]
    pub const fn new(start: Idx, end: Idx) -> Self { Self { start, end, exhausted: false } }
    /// The lower bound.
    #[inline]
    pub const fn start(&self) -> &Idx { &self.start }
    /// The upper bound, included.
    #[inline]
    pub const fn end(&self) -> &Idx { &self.end }
    /// Both bounds.
    #[inline]
    pub fn into_inner(self) -> (Idx, Idx) { (self.start, self.end) }
}
impl RangeInclusive<usize> {
    /// The half-open range with the same values; callers check that `end` is not the maximum.
    #[inline]
    pub(crate) const fn into_slice_range(self) -> Range<usize> {
        let exclusive_end = self.end + 1;
        let start = if self.exhausted { exclusive_end } else { self.start };
        Range { start, end: exclusive_end }
    }
}
impl<Idx: fmt::Debug> fmt::Debug for RangeInclusive<Idx> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(f)?;
        f.write_str("..=")?;
        self.end.fmt(f)?;
        if self.exhausted {
            f.write_str(", exhausted")?;
        }
        Ok(())
    }
}
impl<Idx: PartialOrd<Idx>> RangeInclusive<Idx> {
    /// Whether `item` lies within.
    #[inline]
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool
    where
        Idx: PartialOrd<U>,
    {
        <Self as RangeBounds<Idx>>::contains(self, item)
    }
    /// Whether nothing lies within.
    #[inline]
    pub fn is_empty(&self) -> bool { self.exhausted || !(self.start <= self.end) }
}

/// `..=end`
#[lang = "RangeToInclusive"]
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct RangeToInclusive<Idx> {
    /// The last value.
    pub end: Idx,
}
impl<Idx: fmt::Debug> fmt::Debug for RangeToInclusive<Idx> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..=")?;
        self.end.fmt(f)
    }
}
impl<Idx: PartialOrd<Idx>> RangeToInclusive<Idx> {
    /// Whether `item` lies within.
    #[inline]
    pub fn contains<U: ?Sized + PartialOrd<Idx>>(&self, item: &U) -> bool
    where
        Idx: PartialOrd<U>,
    {
        <Self as RangeBounds<Idx>>::contains(self, item)
    }
}

/// One end of a range.
#[derive(Clone, Copy, Debug, Hash, Eq, PartialEq)]
pub enum Bound<T> {
    /// The value belongs to the range.
    Included(T),
    /// The value does not belong to the range.
    Excluded(T),
    /// No limit.
    Unbounded,
}
use Bound::{Excluded, Included, Unbounded};

impl<T> Bound<T> {
    /// A bound of references.
    #[inline]
    pub const fn as_ref(&self) -> Bound<&T> {
        match *self {
            Included(ref x) => Included(x),
            Excluded(ref x) => Excluded(x),
            Unbounded => Unbounded,
        }
    }
    /// A bound of unique references.
    #[inline]
    pub const fn as_mut(&mut self) -> Bound<&mut T> {
        match *self {
            Included(ref mut x) => Included(x),
            Excluded(ref mut x) => Excluded(x),
            Unbounded => Unbounded,
        }
    }
    /// Maps the value.
    #[inline]
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Bound<U> {
        match self {
            Included(x) => Included(f(x)),
            Excluded(x) => Excluded(f(x)),
            Unbounded => Unbounded,
        }
    }
}
impl<T: Clone> Bound<&T> {
    /// Clones what is referred to.
    pub fn cloned(self) -> Bound<T> {
        match self {
            Included(x) => Included(x.clone()),
            Excluded(x) => Excluded(x.clone()),
            Unbounded => Unbounded,
        }
    }
}

/// Anything that `..`, `a..`, `..b`, `..=c`, `d..e` or `f..=g` can make.
pub trait RangeBounds<T: ?Sized> {
    /// The lower bound.
    fn start_bound(&self) -> Bound<&T>;
    /// The upper bound.
    fn end_bound(&self) -> Bound<&T>;
    /// Whether `item` lies within.
    #[inline]
    fn contains<U: ?Sized + PartialOrd<T>>(&self, item: &U) -> bool
    where
        T: PartialOrd<U>,
    {
        (match self.start_bound() {
            Included(start) => start <= item,
            Excluded(start) => start < item,
            Unbounded => true,
        }) && (match self.end_bound() {
            Included(end) => item <= end,
            Excluded(end) => item < end,
            Unbounded => true,
        })
    }
}

macro_rules! range_bounds {
    ($([$($p:tt)*] $t:ty, $item:ty, |$s:ident| $start:expr, $end:expr;)*) => {$(
        impl<$($p)*> RangeBounds<$item> for $t {
            #[inline]
            fn start_bound(&self) -> Bound<&$item> { let $s = self; $start }
            #[inline]
            fn end_bound(&self) -> Bound<&$item> { let $s = self; $end }
        }
    )*};
}
range_bounds! {
    [T: ?Sized] RangeFull, T, |_s| Unbounded, Unbounded;
    [T] RangeFrom<T>, T, |s| Included(&s.start), Unbounded;
    [T] RangeTo<T>, T, |s| Unbounded, Excluded(&s.end);
    [T] Range<T>, T, |s| Included(&s.start), Excluded(&s.end);
    [T] RangeInclusive<T>, T, |s| Included(&s.start), if s.exhausted { Excluded(&s.end) } else { Included(&s.end) };
    [T] RangeToInclusive<T>, T, |s| Unbounded, Included(&s.end);
    [T] RangeFrom<&T>, T, |s| Included(s.start), Unbounded;
    [T] RangeTo<&T>, T, |s| Unbounded, Excluded(s.end);
    [T] Range<&T>, T, |s| Included(s.start), Excluded(s.end);
    [T] RangeInclusive<&T>, T, |s| Included(s.start), Included(s.end);
    [T] RangeToInclusive<&T>, T, |s| Unbounded, Included(s.end);
}
impl<T> RangeBounds<T> for (Bound<T>, Bound<T>) {
    fn start_bound(&self) -> Bound<&T> { self.0.as_ref() }
    fn end_bound(&self) -> Bound<&T> { self.1.as_ref() }
}
impl<'a, T: ?Sized + 'a> RangeBounds<T> for (Bound<&'a T>, Bound<&'a T>) {
    fn start_bound(&self) -> Bound<&T> { self.0 }
    fn end_bound(&self) -> Bound<&T> { self.1 }
}

/// Which end a one-sided range has.
#[doc(hidden)]
pub enum OneSidedRangeBound {
    /// `a..`
    StartInclusive,
    /// `..b`
    End,
    /// `..=b`
    EndInclusive,
}
/// Ranges with exactly one bound.
#[doc(hidden)]
pub trait OneSidedRange<T>: RangeBounds<T> {
    /// The bound and its kind.
    fn bound(self) -> (OneSidedRangeBound, T);
}
impl<T> OneSidedRange<T> for RangeTo<T> {
    fn bound(self) -> (OneSidedRangeBound, T) { (OneSidedRangeBound::End, self.end) }
}
impl<T> OneSidedRange<T> for RangeFrom<T> {
    fn bound(self) -> (OneSidedRangeBound, T) { (OneSidedRangeBound::StartInclusive, self.start) }
}
impl<T> OneSidedRange<T> for RangeToInclusive<T> {
    fn bound(self) -> (OneSidedRangeBound, T) { (OneSidedRangeBound::EndInclusive, self.end) }
}
