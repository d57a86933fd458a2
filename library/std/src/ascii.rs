//! ASCII.
pub use core::ascii::{EscapeDefault, escape_default};
/// Old trait of the ASCII methods.
#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
pub trait AsciiExt {
    /// The owned form.
    type Owned;
    /// See the inherent methods.
    fn is_ascii(&self) -> bool;
}
