//! The interface of `format_args!` to the library.
//!
//! The template is a sequence of pieces that ends with a zero byte:
//! - `0x01..=0x7f`: a literal of that many bytes follows;
//! - `0x80`: a little-endian `u16` and a literal of that many bytes follow;
//! - `0xC0 | bits`: a placeholder. Bit 0: a `u32` of flags follows; bit 1: a `u16` width; bit 2: a
//!   `u16` precision; bit 3: a `u16` index of the argument, which otherwise is the one after that
//!   of the placeholder before; bits 4 and 5: the width or precision is the index of an argument.
//!
//! The flags hold the fill in bits 0 to 20, then `+`, `-`, `#`, `0`, `x?`, `X?`, whether width and
//! precision are given, and in bits 29 and 30 the alignment (left, right, centre, none).
#![allow(missing_debug_implementations)]
use super::*;
use crate::marker::PhantomData;

/// The flags of `{}`.
pub const DEFAULT_FLAGS: u32 = 0x6000_0020;

/// One placeholder.
pub struct Placeholder {
    /// Flags.
    pub flags: u32,
    /// Width or the index of its argument.
    pub width: u16,
    /// Precision or the index of its argument.
    pub precision: u16,
    /// Whether the width is an index.
    pub width_is_argument: bool,
    /// Whether the precision is an index.
    pub precision_is_argument: bool,
    /// The argument, unless it is the next.
    pub index: Option<u16>,
}
/// A piece of a template.
pub enum Piece<'a> {
    /// Text.
    Literal(&'a str),
    /// An argument.
    Placeholder(Placeholder),
}
/// Reads a template.
pub struct Template<'a> {
    at: *const u8,
    _lifetime: PhantomData<&'a u8>,
}
impl<'a> Template<'a> {
    /// Reads from that address.
    ///
    /// # Safety
    /// A well-formed template must be there.
    #[inline]
    pub unsafe fn new(at: *const u8) -> Self { Template { at, _lifetime: PhantomData } }
    #[inline]
    unsafe fn u16(&mut self) -> u16 {
        let v = (self.at as *const u16).read_unaligned();
        self.at = self.at.add(2);
        u16::from_le(v)
    }
    /// The next piece.
    ///
    /// # Safety
    /// As `new`.
    #[inline]
    pub unsafe fn next(&mut self) -> Option<Piece<'a>> {
        let b = *self.at;
        if b == 0 {
            return None;
        }
        self.at = self.at.add(1);
        if b <= 0x80 {
            let len = if b < 0x80 { b as usize } else { self.u16() as usize };
            let s = crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(self.at, len));
            self.at = self.at.add(len);
            return Some(Piece::Literal(s));
        }
        let mut p = Placeholder {
            flags: DEFAULT_FLAGS,
            width: 0,
            precision: 0,
            width_is_argument: b & 16 != 0,
            precision_is_argument: b & 32 != 0,
            index: None,
        };
        if b & 1 != 0 {
            p.flags = u32::from_le((self.at as *const u32).read_unaligned());
            self.at = self.at.add(4);
        }
        if b & 2 != 0 {
            p.width = self.u16();
        }
        if b & 4 != 0 {
            p.precision = self.u16();
        }
        if b & 8 != 0 {
            p.index = Some(self.u16());
        }
        Some(Piece::Placeholder(p))
    }
}

#[derive(Copy, Clone)]
enum ArgumentType<'a> {
    Placeholder {
        value: NonNull<()>,
        formatter: unsafe fn(NonNull<()>, &mut Formatter<'_>) -> Result,
        _lifetime: PhantomData<&'a ()>,
    },
    Count(u16),
}
/// An argument: a value and the function that formats it, or a count.
#[lang = "format_argument"]
#[derive(Copy, Clone)]
pub struct Argument<'a> {
    ty: ArgumentType<'a>,
}
macro_rules! argument_new {
    ($t:ty, $x:expr, $f:expr) => {
        Argument {
            ty: ArgumentType::Placeholder {
                value: NonNull::from_ref($x).cast(),
                // SAFETY: the formatter is called with this value only.
                formatter: unsafe { mem::transmute::<fn(&$t, &mut Formatter<'_>) -> Result, unsafe fn(NonNull<()>, &mut Formatter<'_>) -> Result>($f) },
                _lifetime: PhantomData,
            },
        }
    };
}
macro_rules! constructors {
    ($($name:ident $tr:ident;)*) => {$(
        /// Called by lowered `format_args!`.
        #[inline]
        pub const fn $name<T: $tr>(x: &T) -> Argument<'_> { argument_new!(T, x, <T as $tr>::fmt) }
    )*};
}
impl Argument<'_> {
    constructors! {
        new_display Display; new_debug Debug; new_octal Octal; new_lower_hex LowerHex; new_upper_hex UpperHex;
        new_pointer Pointer; new_binary Binary; new_lower_exp LowerExp; new_upper_exp UpperExp;
    }
    /// `{:?}` under `-Zfmt-debug=none`.
    #[inline]
    pub const fn new_debug_noop<T: Debug>(x: &T) -> Argument<'_> { argument_new!(T, x, |_: &T, _| Ok(())) }
    /// A width or precision.
    #[inline]
    #[track_caller]
    pub const fn from_usize(x: &usize) -> Argument<'_> {
        if *x > u16::MAX as usize {
            panic!("Formatting argument out of range");
        }
        Argument { ty: ArgumentType::Count(*x as u16) }
    }
    #[inline]
    pub(super) unsafe fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.ty {
            ArgumentType::Placeholder { formatter, value, .. } => formatter(value, f),
            ArgumentType::Count(_) => crate::hint::unreachable_unchecked(),
        }
    }
    #[inline]
    pub(super) fn as_count(&self) -> u16 {
        match self.ty {
            ArgumentType::Count(n) => n,
            ArgumentType::Placeholder { .. } => 0,
        }
    }
}
