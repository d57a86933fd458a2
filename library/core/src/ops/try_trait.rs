//! The traits behind `?`.

use crate::ops::ControlFlow;

/// Types that `?` takes apart into an output or a residual to return early with.
#[lang = "Try"]
#[diagnostic::on_unimplemented(
    message = "the `?` operator can only be applied to values that implement `{This}`",
    label = "the `?` operator cannot be applied to type `{Self}`"
)]
pub trait Try: FromResidual {
    /// The value when not short-circuiting.
    type Output;
    /// What is passed on when short-circuiting.
    type Residual;
    /// Wraps an output.
    #[lang = "from_output"]
    fn from_output(output: Self::Output) -> Self;
    /// Decides between going on and returning early.
    #[lang = "branch"]
    fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
}

/// Types that can be made of a residual.
#[rustc_on_unimplemented(
    on(
        all(from_desugaring = "QuestionMark", Self = "core::result::Result<T, E>", R = "core::option::Option<core::convert::Infallible>"),
        message = "the `?` operator can only be used on `Result`s, not `Option`s, in {ItemContext} that returns `Result`",
        label = "use `.ok_or(...)?` to provide an error compatible with `{Self}`"
    ),
    on(
        all(from_desugaring = "QuestionMark", Self = "core::option::Option<T>", R = "core::result::Result<T, E>"),
        message = "the `?` operator can only be used on `Option`s, not `Result`s, in {ItemContext} that returns `Option`",
        label = "use `.ok()?` if you want to discard the `{R}` error information"
    ),
    on(
        from_desugaring = "QuestionMark",
        message = "the `?` operator can only be used in {ItemContext} that returns `Result` or `Option` (or another type that implements `{This}`)",
        label = "cannot use the `?` operator in {ItemContext} that returns `{Self}`"
    )
)]
pub trait FromResidual<R = <Self as Try>::Residual> {
    /// Makes a value of the residual of `?`.
    #[lang = "from_residual"]
    #[track_caller]
    fn from_residual(residual: R) -> Self;
}

/// Residuals that know their family's type with output `O`.
#[doc(hidden)]
pub trait Residual<O>: Sized {
    /// That type.
    type TryType: Try<Output = O, Residual = Self>;
}

/// The family member of `T` with output `V`.
#[doc(hidden)]
pub type ChangeOutputType<T, V> = <<T as Try>::Residual as Residual<V>>::TryType;

/// A `Try` that never short-circuits: lets infallible adaptors reuse fallible ones.
#[doc(hidden)]
#[repr(transparent)]
pub struct NeverShortCircuit<T>(pub T);

impl<T> NeverShortCircuit<T> {
    /// Wraps what a closure returns.
    #[inline]
    pub fn wrap_mut_2<A, B>(mut f: impl FnMut(A, B) -> T) -> impl FnMut(A, B) -> Self {
        move |a, b| NeverShortCircuit(f(a, b))
    }
}
/// The residual that cannot exist.
#[doc(hidden)]
pub enum NeverShortCircuitResidual {}
impl<T> Try for NeverShortCircuit<T> {
    type Output = T;
    type Residual = NeverShortCircuitResidual;
    #[inline]
    fn branch(self) -> ControlFlow<NeverShortCircuitResidual, T> { ControlFlow::Continue(self.0) }
    #[inline]
    fn from_output(x: T) -> Self { NeverShortCircuit(x) }
}
impl<T> FromResidual for NeverShortCircuit<T> {
    #[inline]
    fn from_residual(residual: NeverShortCircuitResidual) -> Self { match residual {} }
}
impl<T> Residual<T> for NeverShortCircuitResidual {
    type TryType = NeverShortCircuit<T>;
}
