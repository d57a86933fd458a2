//! Formatting. `format_args!` lowers to `Arguments::new(template, args)` or
//! `Arguments::from_str(text)`; `rt` documents the template's bytes. `write` interprets it.
mod builders;
mod float;
mod formatter;
mod impls;
mod num;
pub mod rt;

pub use self::builders::{DebugList, DebugMap, DebugSet, DebugStruct, DebugTuple, FromFn, from_fn};
pub use self::formatter::{Formatter, FormattingOptions};
#[doc(hidden)]
pub use self::formatter::{DebugAsHex, Sign};
pub(crate) use self::impls::pointer_fmt_inner;
use crate::marker::PointeeSized;
use crate::mem;
use crate::ptr::NonNull;

/// The alignment of a field.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[rustc_diagnostic_item = "Alignment"]
pub enum Alignment {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
}
/// What formatting returns.
pub type Result = crate::result::Result<(), Error>;
/// Formatting failed because the sink did.
#[derive(Copy, Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[rustc_diagnostic_item = "FmtError"]
pub struct Error;
impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Display::fmt("an error occurred when formatting an argument", f) }
}
impl crate::error::Error for Error {}

/// A sink for text.
#[rustc_diagnostic_item = "FmtWrite"]
pub trait Write {
    /// Writes a string.
    fn write_str(&mut self, s: &str) -> Result;
    /// Writes a character.
    fn write_char(&mut self, c: char) -> Result { self.write_str(c.encode_utf8(&mut [0; char::MAX_LEN_UTF8])) }
    /// Writes formatted text.
    fn write_fmt(mut self: &mut Self, args: Arguments<'_>) -> Result {
        match args.as_str() {
            Some(s) => self.write_str(s),
            None => write(&mut self, args),
        }
    }
}
impl<W: Write + ?Sized> Write for &mut W {
    fn write_str(&mut self, s: &str) -> Result { (**self).write_str(s) }
    fn write_char(&mut self, c: char) -> Result { (**self).write_char(c) }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result { (**self).write_fmt(args) }
}

/// Formatted text that is not written yet: a template and its arguments. A plain string is kept
/// as its address, with `args` holding twice the length plus one.
#[lang = "format_arguments"]
#[derive(Copy, Clone)]
pub struct Arguments<'a> {
    template: NonNull<u8>,
    args: NonNull<rt::Argument<'a>>,
}
// Formatted values may not cross threads: the arguments are not known here to be `Sync`.
impl !Send for Arguments<'_> {}
impl !Sync for Arguments<'_> {}
impl<'a> Arguments<'a> {
    /// Called by lowered `format_args!`.
    ///
    /// # Safety
    /// The template must be well formed and fit the arguments.
    #[doc(hidden)]
    #[inline]
    pub const unsafe fn new<const N: usize, const M: usize>(template: &'a [u8; N], args: &'a [rt::Argument<'a>; M]) -> Arguments<'a> {
        Arguments { template: NonNull::from_ref(template).cast(), args: NonNull::from_ref(args).cast() }
    }
    /// Called by lowered `format_args!` that has no arguments.
    #[doc(hidden)]
    #[inline]
    pub const fn from_str(s: &'static str) -> Arguments<'a> {
        // SAFETY: neither a string's address nor an odd number is zero.
        unsafe {
            Arguments {
                template: NonNull::new_unchecked(s.as_ptr() as *mut u8),
                args: mem::transmute::<usize, NonNull<rt::Argument<'a>>>(s.len() << 1 | 1),
            }
        }
    }
    /// The same for strings that are not known to the compiler.
    #[doc(hidden)]
    #[inline]
    pub const fn from_str_nonconst(s: &'static str) -> Arguments<'a> { Self::from_str(s) }
    /// The text, if there are no arguments.
    #[must_use]
    #[inline]
    pub const fn as_str(&self) -> Option<&'static str> {
        // SAFETY: a pointer is an integer; an odd one marks a string.
        unsafe {
            let bits = mem::transmute::<NonNull<rt::Argument<'a>>, usize>(self.args);
            if bits & 1 == 1 {
                Some(crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(self.template.as_ptr(), bits >> 1)))
            } else {
                None
            }
        }
    }
    /// A guess at the length of the result.
    #[doc(hidden)]
    pub fn estimated_capacity(&self) -> usize {
        if let Some(s) = self.as_str() {
            return s.len();
        }
        let mut length = 0usize;
        let mut starts_with_placeholder = false;
        let mut at_start = true;
        // SAFETY: the template is well formed.
        unsafe {
            let mut t = rt::Template::new(self.template.as_ptr());
            while let Some(piece) = t.next() {
                match piece {
                    rt::Piece::Literal(s) => length += s.len(),
                    rt::Piece::Placeholder(_) => starts_with_placeholder |= at_start,
                }
                at_start = false;
            }
        }
        if starts_with_placeholder && length < 16 { 0 } else { length.wrapping_mul(2) }
    }
}
impl Debug for Arguments<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Display::fmt(self, f) }
}
impl Display for Arguments<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.as_str() {
            Some(s) => f.write_str(s),
            None => write(f.sink(), *self),
        }
    }
}

/// Writes formatted text into a sink.
pub fn write(output: &mut dyn Write, fmt: Arguments<'_>) -> Result {
    if let Some(s) = fmt.as_str() {
        return output.write_str(s);
    }
    let args = fmt.args.as_ptr() as *const rt::Argument<'_>;
    let mut index = 0usize;
    // SAFETY: the template is well formed and fits the arguments.
    unsafe {
        let mut template = rt::Template::new(fmt.template.as_ptr());
        while let Some(piece) = template.next() {
            match piece {
                rt::Piece::Literal(s) => output.write_str(s)?,
                rt::Piece::Placeholder(p) => {
                    let mut options = FormattingOptions::from_parts(p.flags, p.width, p.precision);
                    if p.width_is_argument {
                        options.set_raw_width((*args.add(p.width as usize)).as_count());
                    }
                    if p.precision_is_argument {
                        options.set_raw_precision((*args.add(p.precision as usize)).as_count());
                    }
                    if let Some(i) = p.index {
                        index = i as usize;
                    }
                    let mut formatter = Formatter::new(output, options);
                    (*args.add(index)).fmt(&mut formatter)?;
                    index += 1;
                }
            }
        }
    }
    Ok(())
}

macro_rules! fmt_trait {
    ($($(#[$m:meta])* $name:ident;)*) => {$(
        $(#[$m])*
        pub trait $name: PointeeSized {
            /// Formats.
            fn fmt(&self, f: &mut Formatter<'_>) -> Result;
        }
    )*};
}
fmt_trait! {
    #[doc = "`{:o}`"] Octal;
    #[doc = "`{:b}`"] Binary;
    #[doc = "`{:x}`"] LowerHex;
    #[doc = "`{:X}`"] UpperHex;
    #[doc = "`{:p}`"] #[rustc_diagnostic_item = "Pointer"] Pointer;
    #[doc = "`{:e}`"] LowerExp;
    #[doc = "`{:E}`"] UpperExp;
    #[doc = "`{:?}`"] #[rustc_diagnostic_item = "Debug"] #[rustc_trivial_field_reads]
    #[rustc_on_unimplemented(
        on(crate_local, note = "add `#[derive({This})]` to `{Self}` or manually `impl {This} for {Self}`"),
        on(from_desugaring = "FormatLiteral", label = "`{Self}` cannot be formatted using `{{:?}}` because it doesn't implement `{This}`"),
        message = "`{Self}` doesn't implement `{This}`"
    )] Debug;
}
/// `{}`
#[rustc_diagnostic_item = "Display"]
#[rustc_on_unimplemented(
    on(
        from_desugaring = "FormatLiteral",
        note = "in format strings you may be able to use `{{:?}}` (or {{:#?}} for pretty-print) instead",
        label = "`{Self}` cannot be formatted with the default formatter"
    ),
    message = "`{Self}` doesn't implement `{This}`"
)]
pub trait Display: PointeeSized {
    /// Formats.
    #[rustc_diagnostic_item = "DisplayFmt"]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    /// The text itself, where it exists as a string already; lets `to_string` copy it.
    #[doc(hidden)]
    #[inline]
    fn __as_str(&self) -> Option<&str> { None }
}
/// Holds the derive of `Debug`, so that the prelude may name it apart from the trait.
pub(crate) mod macros {
    /// Derive for `Debug`.
    #[rustc_builtin_macro]
    #[allow_internal_unstable(core_intrinsics, fmt_helpers_for_derive)]
    pub macro Debug($item:item) {}
}
#[doc(inline)]
pub use macros::Debug;
