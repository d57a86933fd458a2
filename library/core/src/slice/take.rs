//! Methods that shorten a slice reference.
use crate::ops::{OneSidedRange, OneSidedRangeBound};

/// Front or back, and the position to split at.
fn split_point(bound: (OneSidedRangeBound, usize)) -> Option<(bool, usize)> {
    Some(match bound {
        (OneSidedRangeBound::StartInclusive, i) => (false, i),
        (OneSidedRangeBound::End, i) => (true, i),
        (OneSidedRangeBound::EndInclusive, i) => (true, i.checked_add(1)?),
    })
}

impl<T> [T] {
    /// Removes a range at one end and gives it.
    #[inline]
    #[must_use = "method does not modify the slice if the range is out of bounds"]
    pub fn split_off<'a, R: OneSidedRange<usize>>(self: &mut &'a Self, range: R) -> Option<&'a Self> {
        let (front, at) = split_point(range.bound())?;
        let (a, b) = self.split_at_checked(at)?;
        if front {
            *self = b;
            Some(a)
        } else {
            *self = a;
            Some(b)
        }
    }
    /// Removes a range at one end and gives it.
    #[inline]
    #[must_use = "method does not modify the slice if the range is out of bounds"]
    pub fn split_off_mut<'a, R: OneSidedRange<usize>>(self: &mut &'a mut Self, range: R) -> Option<&'a mut Self> {
        let (front, at) = split_point(range.bound())?;
        if at > self.len() {
            return None;
        }
        let (a, b) = crate::mem::take(self).split_at_mut(at);
        if front {
            *self = b;
            Some(a)
        } else {
            *self = a;
            Some(b)
        }
    }
    /// Removes the first element and gives it.
    #[inline]
    pub fn split_off_first<'a>(self: &mut &'a Self) -> Option<&'a T> {
        let (first, rest) = self.split_first()?;
        *self = rest;
        Some(first)
    }
    /// Removes the first element and gives it.
    #[inline]
    pub fn split_off_first_mut<'a>(self: &mut &'a mut Self) -> Option<&'a mut T> {
        let (first, rest) = crate::mem::take(self).split_first_mut()?;
        *self = rest;
        Some(first)
    }
    /// Removes the last element and gives it.
    #[inline]
    pub fn split_off_last<'a>(self: &mut &'a Self) -> Option<&'a T> {
        let (last, rest) = self.split_last()?;
        *self = rest;
        Some(last)
    }
    /// Removes the last element and gives it.
    #[inline]
    pub fn split_off_last_mut<'a>(self: &mut &'a mut Self) -> Option<&'a mut T> {
        let (last, rest) = crate::mem::take(self).split_last_mut()?;
        *self = rest;
        Some(last)
    }
}
