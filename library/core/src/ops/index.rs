//! Indexing.

/// The operator `container[index]`, read.
#[lang = "index"]
#[diagnostic::on_unimplemented(
    message = "the type `{Self}` cannot be indexed by `{Idx}`",
    label = "`{Self}` cannot be indexed by `{Idx}`"
)]
pub trait Index<Idx: ?Sized> {
    /// What is found there.
    type Output: ?Sized;
    /// Performs `self[index]`.
    #[track_caller]
    fn index(&self, index: Idx) -> &Self::Output;
}

/// The operator `container[index]` in a place that is written.
#[lang = "index_mut"]
#[diagnostic::on_unimplemented(
    message = "the type `{Self}` cannot be mutably indexed by `{Idx}`",
    label = "`{Self}` cannot be mutably indexed by `{Idx}`"
)]
pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
    /// Performs `self[index]` for writing.
    #[track_caller]
    fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
}
