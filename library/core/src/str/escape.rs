//! Strings with escapes.
use crate::char;
use crate::fmt::{self, Write};
use crate::iter::{Chain, FlatMap, Flatten, FusedIterator};
use crate::option;
use super::Chars;

/// See `str::escape_debug`.
#[derive(Clone, Debug)]
pub struct EscapeDebug<'a> {
    pub(super) inner: Chain<Flatten<option::IntoIter<char::EscapeDebug>>, FlatMap<Chars<'a>, char::EscapeDebug, fn(char) -> char::EscapeDebug>>,
}
/// See `str::escape_default`.
#[derive(Clone, Debug)]
pub struct EscapeDefault<'a> {
    pub(super) inner: FlatMap<Chars<'a>, char::EscapeDefault, fn(char) -> char::EscapeDefault>,
}
/// See `str::escape_unicode`.
#[derive(Clone, Debug)]
pub struct EscapeUnicode<'a> {
    pub(super) inner: FlatMap<Chars<'a>, char::EscapeUnicode, fn(char) -> char::EscapeUnicode>,
}
macro_rules! escape {
    ($($name:ident)*) => {$(
        impl Iterator for $name<'_> {
            type Item = char;
            #[inline]
            fn next(&mut self) -> Option<char> { self.inner.next() }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
        }
        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for c in self.clone() {
                    f.write_char(c)?;
                }
                Ok(())
            }
        }
        impl FusedIterator for $name<'_> {}
    )*};
}
escape! { EscapeDebug EscapeDefault EscapeUnicode }
