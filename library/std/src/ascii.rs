//! ASCII.
pub use core::ascii::{EscapeDefault, escape_default};
use crate::string::String;
use crate::vec::Vec;

/// The ASCII methods from when they were not the types' own.
#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
pub trait AsciiExt {
    /// What a changed copy is.
    type Owned;
    /// Whether it is ASCII.
    fn is_ascii(&self) -> bool;
    /// An upper-case copy.
    fn to_ascii_uppercase(&self) -> Self::Owned;
    /// A lower-case copy.
    fn to_ascii_lowercase(&self) -> Self::Owned;
    /// Equality without the case of ASCII letters.
    fn eq_ignore_ascii_case(&self, other: &Self) -> bool;
    /// Makes ASCII letters upper case.
    fn make_ascii_uppercase(&mut self);
    /// Makes ASCII letters lower case.
    fn make_ascii_lowercase(&mut self);
}
macro_rules! delegate {
    ($($t:ty => $owned:ty;)*) => { $(
        #[allow(deprecated)]
        impl AsciiExt for $t {
            type Owned = $owned;
            fn is_ascii(&self) -> bool { self.is_ascii() }
            fn to_ascii_uppercase(&self) -> $owned { self.to_ascii_uppercase() }
            fn to_ascii_lowercase(&self) -> $owned { self.to_ascii_lowercase() }
            fn eq_ignore_ascii_case(&self, other: &Self) -> bool { self.eq_ignore_ascii_case(other) }
            fn make_ascii_uppercase(&mut self) { self.make_ascii_uppercase() }
            fn make_ascii_lowercase(&mut self) { self.make_ascii_lowercase() }
        }
    )* };
}
delegate! { u8 => u8; char => char; [u8] => Vec<u8>; str => String; }
