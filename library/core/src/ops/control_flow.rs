//! `ControlFlow`: an early exit as a value.
use crate::convert::Infallible;
use crate::ops;

/// Tells an operation to go on or to stop early.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[rustc_diagnostic_item = "ControlFlow"]
pub enum ControlFlow<B, C = ()> {
    /// Go on with the next phase.
    #[lang = "Continue"]
    Continue(C),
    /// Stop without running the rest.
    #[lang = "Break"]
    Break(B),
}

impl<B, C> ops::Try for ControlFlow<B, C> {
    type Output = C;
    type Residual = ControlFlow<B, Infallible>;
    #[inline]
    fn from_output(output: C) -> Self { ControlFlow::Continue(output) }
    #[inline]
    fn branch(self) -> ControlFlow<Self::Residual, C> {
        match self {
            ControlFlow::Continue(c) => ControlFlow::Continue(c),
            ControlFlow::Break(b) => ControlFlow::Break(ControlFlow::Break(b)),
        }
    }
}
impl<B, C> ops::FromResidual<ControlFlow<B, Infallible>> for ControlFlow<B, C> {
    #[inline]
    fn from_residual(residual: ControlFlow<B, Infallible>) -> Self {
        match residual {
            ControlFlow::Break(b) => ControlFlow::Break(b),
        }
    }
}
impl<B, C> ops::Residual<C> for ControlFlow<B, Infallible> {
    type TryType = ControlFlow<B, C>;
}

impl<B, C> ControlFlow<B, C> {
    /// Whether this is `Break`.
    #[inline]
    pub const fn is_break(&self) -> bool { matches!(*self, ControlFlow::Break(_)) }
    /// Whether this is `Continue`.
    #[inline]
    pub const fn is_continue(&self) -> bool { matches!(*self, ControlFlow::Continue(_)) }
    /// The value of `Break`, if it is that.
    #[inline]
    pub fn break_value(self) -> Option<B> {
        match self {
            ControlFlow::Continue(_) => None,
            ControlFlow::Break(b) => Some(b),
        }
    }
    /// Maps the value of `Break`.
    #[inline]
    pub fn map_break<T, F: FnOnce(B) -> T>(self, f: F) -> ControlFlow<T, C> {
        match self {
            ControlFlow::Continue(c) => ControlFlow::Continue(c),
            ControlFlow::Break(b) => ControlFlow::Break(f(b)),
        }
    }
    /// The value of `Continue`, if it is that.
    #[inline]
    pub fn continue_value(self) -> Option<C> {
        match self {
            ControlFlow::Continue(c) => Some(c),
            ControlFlow::Break(_) => None,
        }
    }
    /// Maps the value of `Continue`.
    #[inline]
    pub fn map_continue<T, F: FnOnce(C) -> T>(self, f: F) -> ControlFlow<B, T> {
        match self {
            ControlFlow::Continue(c) => ControlFlow::Continue(f(c)),
            ControlFlow::Break(b) => ControlFlow::Break(b),
        }
    }
    /// `Ok` of `Continue`, `Err` of `Break`.
    #[inline]
    pub fn continue_ok(self) -> Result<C, B> {
        match self {
            ControlFlow::Continue(c) => Ok(c),
            ControlFlow::Break(b) => Err(b),
        }
    }
    /// `Ok` of `Break`, `Err` of `Continue`.
    #[inline]
    pub fn break_ok(self) -> Result<B, C> {
        match self {
            ControlFlow::Continue(c) => Err(c),
            ControlFlow::Break(b) => Ok(b),
        }
    }
}
impl<T> ControlFlow<T, T> {
    /// The value, whichever variant holds it.
    #[inline]
    pub fn into_value(self) -> T {
        match self {
            ControlFlow::Continue(x) | ControlFlow::Break(x) => x,
        }
    }
}
