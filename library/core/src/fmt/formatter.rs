//! `Formatter`: a sink with the options of one placeholder.
use super::*;

/// The options of a placeholder.
#[derive(Copy, Clone, PartialEq, Eq)]
pub struct FormattingOptions {
    flags: u32,
    width: u16,
    precision: u16,
}
/// When a sign is written.
#[doc(hidden)]
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Always.
    Plus,
    /// Only minus.
    Minus,
}
/// Whether `Debug` writes integers in hexadecimal.
#[doc(hidden)]
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum DebugAsHex {
    /// `x?`
    Lower,
    /// `X?`
    Upper,
}
const PLUS: u32 = 1 << 21;
const MINUS: u32 = 1 << 22;
const ALTERNATE: u32 = 1 << 23;
const ZERO_PAD: u32 = 1 << 24;
const LOWER_HEX: u32 = 1 << 25;
const UPPER_HEX: u32 = 1 << 26;
const WIDTH: u32 = 1 << 27;
const PRECISION: u32 = 1 << 28;
const ALIGN: u32 = 3 << 29;
const ALIGN_NONE: u32 = 3 << 29;

macro_rules! flag {
    ($(#[$m:meta])* $get:ident $set:ident $bit:expr) => {
        $(#[$m])*
        pub const fn $set(&mut self, on: bool) -> &mut Self {
            if on { self.flags |= $bit } else { self.flags &= !$bit }
            self
        }
        $(#[$m])*
        pub const fn $get(&self) -> bool { self.flags & $bit != 0 }
    };
}
impl FormattingOptions {
    /// The options of `{}`.
    pub const fn new() -> Self { FormattingOptions { flags: rt::DEFAULT_FLAGS, width: 0, precision: 0 } }
    #[inline]
    pub(super) const fn from_parts(flags: u32, width: u16, precision: u16) -> Self { FormattingOptions { flags, width, precision } }
    #[inline]
    pub(super) fn set_raw_width(&mut self, width: u16) { self.width = width; }
    #[inline]
    pub(super) fn set_raw_precision(&mut self, precision: u16) { self.precision = precision; }
    /// Sets the sign.
    pub const fn sign(&mut self, sign: Option<Sign>) -> &mut Self {
        self.flags &= !(PLUS | MINUS);
        self.flags |= match sign {
            None => 0,
            Some(Sign::Plus) => PLUS,
            Some(Sign::Minus) => MINUS,
        };
        self
    }
    flag! { #[doc = "The flag `0`."] get_sign_aware_zero_pad sign_aware_zero_pad ZERO_PAD }
    flag! { #[doc = "The flag `#`."] get_alternate alternate ALTERNATE }
    /// Sets the fill.
    pub const fn fill(&mut self, fill: char) -> &mut Self {
        self.flags = self.flags & !0x1f_ffff | fill as u32;
        self
    }
    /// Sets the alignment.
    pub const fn align(&mut self, align: Option<Alignment>) -> &mut Self {
        self.flags = self.flags & !ALIGN
            | match align {
                Some(Alignment::Left) => 0 << 29,
                Some(Alignment::Right) => 1 << 29,
                Some(Alignment::Center) => 2 << 29,
                None => ALIGN_NONE,
            };
        self
    }
    /// Sets the width.
    pub const fn width(&mut self, width: Option<u16>) -> &mut Self {
        match width {
            Some(w) => {
                self.flags |= WIDTH;
                self.width = w;
            }
            None => {
                self.flags &= !WIDTH;
                self.width = 0;
            }
        }
        self
    }
    /// Sets the precision.
    pub const fn precision(&mut self, precision: Option<u16>) -> &mut Self {
        match precision {
            Some(p) => {
                self.flags |= PRECISION;
                self.precision = p;
            }
            None => {
                self.flags &= !PRECISION;
                self.precision = 0;
            }
        }
        self
    }
    /// Sets hexadecimal `Debug`.
    pub const fn debug_as_hex(&mut self, hex: Option<DebugAsHex>) -> &mut Self {
        self.flags &= !(LOWER_HEX | UPPER_HEX);
        self.flags |= match hex {
            None => 0,
            Some(DebugAsHex::Lower) => LOWER_HEX,
            Some(DebugAsHex::Upper) => UPPER_HEX,
        };
        self
    }
    /// The sign.
    pub const fn get_sign(&self) -> Option<Sign> {
        if self.flags & PLUS != 0 { Some(Sign::Plus) } else if self.flags & MINUS != 0 { Some(Sign::Minus) } else { None }
    }
    /// The fill.
    pub const fn get_fill(&self) -> char {
        // SAFETY: only characters are stored.
        unsafe { char::from_u32_unchecked(self.flags & 0x1f_ffff) }
    }
    /// The alignment.
    pub const fn get_align(&self) -> Option<Alignment> {
        match (self.flags & ALIGN) >> 29 {
            0 => Some(Alignment::Left),
            1 => Some(Alignment::Right),
            2 => Some(Alignment::Center),
            _ => None,
        }
    }
    /// The width.
    pub const fn get_width(&self) -> Option<u16> { if self.flags & WIDTH != 0 { Some(self.width) } else { None } }
    /// The precision.
    pub const fn get_precision(&self) -> Option<u16> { if self.flags & PRECISION != 0 { Some(self.precision) } else { None } }
    /// Makes a formatter.
    pub fn create_formatter<'a>(self, write: &'a mut (dyn Write + 'a)) -> Formatter<'a> { Formatter { options: self, buf: write } }
}
impl Default for FormattingOptions {
    fn default() -> Self { Self::new() }
}
impl Debug for FormattingOptions {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("FormattingOptions").field("flags", &self.flags).field("width", &self.width).field("precision", &self.precision).finish()
    }
}

/// A sink with options.
#[rustc_diagnostic_item = "Formatter"]
pub struct Formatter<'a> {
    pub(super) options: FormattingOptions,
    pub(super) buf: &'a mut (dyn Write + 'a),
}
impl<'a> Formatter<'a> {
    /// A formatter over a sink.
    #[inline]
    pub fn new(write: &'a mut (dyn Write + 'a), options: FormattingOptions) -> Self { Formatter { options, buf: write } }
    /// The sink.
    #[inline]
    pub(super) fn sink(&mut self) -> &mut dyn Write { self.buf }
    /// The same sink with other options.
    #[doc(hidden)]
    pub fn with_options<'b>(&'b mut self, options: FormattingOptions) -> Formatter<'b> { Formatter { options, buf: self.buf } }
    /// The options.
    #[doc(hidden)]
    pub const fn options(&self) -> FormattingOptions { self.options }
    /// Writes text as it is.
    #[inline]
    pub fn write_str(&mut self, data: &str) -> Result { self.buf.write_str(data) }
    /// Writes formatted text.
    #[inline]
    pub fn write_fmt(&mut self, fmt: Arguments<'_>) -> Result {
        match fmt.as_str() {
            Some(s) => self.buf.write_str(s),
            None => write(self.buf, fmt),
        }
    }
    /// The raw flags of old.
    #[must_use]
    #[deprecated(since = "1.24.0", note = "use the `sign_plus`, `sign_minus`, `alternate`, or `sign_aware_zero_pad` methods instead")]
    pub fn flags(&self) -> u32 { self.options.flags >> 21 }
    /// The fill.
    #[must_use]
    pub fn fill(&self) -> char { self.options.get_fill() }
    /// The alignment.
    #[must_use]
    pub fn align(&self) -> Option<Alignment> { self.options.get_align() }
    /// The width.
    #[must_use]
    pub fn width(&self) -> Option<usize> { self.options.get_width().map(|w| w as usize) }
    /// The precision.
    #[must_use]
    pub fn precision(&self) -> Option<usize> { self.options.get_precision().map(|p| p as usize) }
    /// The flag `+`.
    #[must_use]
    pub fn sign_plus(&self) -> bool { self.options.flags & PLUS != 0 }
    /// The flag `-`.
    #[must_use]
    pub fn sign_minus(&self) -> bool { self.options.flags & MINUS != 0 }
    /// The flag `#`.
    #[must_use]
    pub fn alternate(&self) -> bool { self.options.flags & ALTERNATE != 0 }
    /// The flag `0`.
    #[must_use]
    pub fn sign_aware_zero_pad(&self) -> bool { self.options.flags & ZERO_PAD != 0 }
    pub(super) fn debug_lower_hex(&self) -> bool { self.options.flags & LOWER_HEX != 0 }
    pub(super) fn debug_upper_hex(&self) -> bool { self.options.flags & UPPER_HEX != 0 }
    pub(super) fn has_width_or_precision(&self) -> bool { self.options.flags & (WIDTH | PRECISION) != 0 }
    pub(super) fn set_alternate_and_zero_pad(&mut self, width: u16) {
        self.options.flags |= ZERO_PAD | ALTERNATE;
        if self.options.flags & WIDTH == 0 {
            self.options.flags |= WIDTH;
            self.options.width = width;
        }
    }

    /// Writes an integer's digits with sign, prefix and padding.
    pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, buf: &str) -> Result {
        let sign = if !is_nonnegative { Some('-') } else if self.sign_plus() { Some('+') } else { None };
        let prefix = if self.alternate() { prefix } else { "" };
        if self.options.flags & WIDTH == 0 {
            if let Some(c) = sign {
                self.buf.write_char(c)?;
            }
            if !prefix.is_empty() {
                self.buf.write_str(prefix)?;
            }
            return self.buf.write_str(buf);
        }
        let width = buf.len() + sign.is_some() as usize + prefix.chars().count();
        let min = self.options.width as usize;
        if self.sign_aware_zero_pad() {
            self.prefix(sign, prefix)?;
            let mut i = width;
            while i < min {
                self.buf.write_char('0')?;
                i += 1;
            }
            return self.buf.write_str(buf);
        }
        let post = self.padding(min.saturating_sub(width), Alignment::Right)?;
        self.prefix(sign, prefix)?;
        self.buf.write_str(buf)?;
        post.write(self)
    }
    fn prefix(&mut self, sign: Option<char>, prefix: &str) -> Result {
        if let Some(c) = sign {
            self.buf.write_char(c)?;
        }
        if prefix.is_empty() { Ok(()) } else { self.buf.write_str(prefix) }
    }
    /// Writes a string with truncation and padding.
    #[inline]
    pub fn pad(&mut self, s: &str) -> Result {
        if !self.has_width_or_precision() {
            return self.buf.write_str(s);
        }
        self.pad_slow(s)
    }
    fn pad_slow(&mut self, s: &str) -> Result {
        let mut s = s;
        if let Some(max) = self.precision() {
            if let Some((i, _)) = s.char_indices().nth(max) {
                s = &s[..i];
            }
        }
        let Some(width) = self.width() else { return self.buf.write_str(s) };
        let count = s.chars().count();
        let post = self.padding(width.saturating_sub(count), Alignment::Left)?;
        self.buf.write_str(s)?;
        post.write(self)
    }
    /// Writes the padding before the text and gives that behind it.
    pub(super) fn padding(&mut self, padding: usize, default: Alignment) -> crate::result::Result<PostPadding, Error> {
        let fill = self.fill();
        let pre = match self.align().unwrap_or(default) {
            Alignment::Left => 0,
            Alignment::Right => padding,
            Alignment::Center => padding / 2,
        };
        let mut i = 0;
        while i < pre {
            self.buf.write_char(fill)?;
            i += 1;
        }
        Ok(PostPadding { fill, count: padding - pre })
    }
}
/// The padding behind the text.
#[must_use]
pub(super) struct PostPadding {
    fill: char,
    count: usize,
}
impl PostPadding {
    pub(super) fn write(self, f: &mut Formatter<'_>) -> Result {
        let mut i = 0;
        while i < self.count {
            f.buf.write_char(self.fill)?;
            i += 1;
        }
        Ok(())
    }
}
impl Write for Formatter<'_> {
    fn write_str(&mut self, s: &str) -> Result { self.buf.write_str(s) }
    fn write_char(&mut self, c: char) -> Result { self.buf.write_char(c) }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result { write(self.buf, args) }
}
