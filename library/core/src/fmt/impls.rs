//! Formatting of strings, characters, pointers and containers.
use super::*;
use crate::char::EscapeDebugExtArgs;
use crate::marker::PhantomData;

macro_rules! fmt_refs {
    ($($tr:ident),*) => {$(
        impl<T: PointeeSized + $tr> $tr for &T {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { $tr::fmt(&**self, f) }
        }
        impl<T: PointeeSized + $tr> $tr for &mut T {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { $tr::fmt(&**self, f) }
        }
    )*};
}
fmt_refs! { Debug, Octal, Binary, LowerHex, UpperHex, LowerExp, UpperExp }
impl<T: PointeeSized + Display> Display for &T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Display::fmt(&**self, f) }
    #[inline]
    fn __as_str(&self) -> Option<&str> { (**self).__as_str() }
}
impl<T: PointeeSized + Display> Display for &mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Display::fmt(&**self, f) }
    #[inline]
    fn __as_str(&self) -> Option<&str> { (**self).__as_str() }
}
impl Debug for ! {
    fn fmt(&self, _: &mut Formatter<'_>) -> Result { *self }
}
impl Display for ! {
    fn fmt(&self, _: &mut Formatter<'_>) -> Result { *self }
}
impl Debug for bool {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Display::fmt(self, f) }
}
impl Display for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad(if *self { "true" } else { "false" }) }
}
impl Debug for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('"')?;
        let mut from = 0;
        for (i, c) in self.char_indices() {
            if matches!(c, ' '..='~') && c != '"' && c != '\\' {
                continue;
            }
            let esc = c.escape_debug_ext(EscapeDebugExtArgs {
                escape_grapheme_extended: true,
                escape_single_quote: false,
                escape_double_quote: true,
            });
            // Only the first character of a string could extend something before it; the others are shown.
            let esc = if i > 0 && crate::unicode::grapheme_extend(c) { crate::char::escape_debug_rest(c) } else { esc };
            if esc.len() != 1 {
                f.write_str(&self[from..i])?;
                write!(f, "{esc}")?;
                from = i + c.len_utf8();
            }
        }
        f.write_str(&self[from..])?;
        f.write_char('"')
    }
}
impl Display for str {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad(self) }
    #[inline]
    fn __as_str(&self) -> Option<&str> { Some(self) }
}
impl Debug for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('\'')?;
        let esc = self.escape_debug_ext(EscapeDebugExtArgs {
            escape_grapheme_extended: true,
            escape_single_quote: true,
            escape_double_quote: false,
        });
        Display::fmt(&esc, f)?;
        f.write_char('\'')
    }
}
impl Display for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if f.has_width_or_precision() { f.pad(self.encode_utf8(&mut [0; 4])) } else { f.write_char(*self) }
    }
}
pub(crate) fn pointer_fmt_inner(addr: usize, f: &mut Formatter<'_>) -> Result {
    let old = f.options;
    if f.alternate() {
        f.set_alternate_and_zero_pad(usize::BITS as u16 / 4 + 2);
    }
    f.options.alternate(true);
    let ret = LowerHex::fmt(&addr, f);
    f.options = old;
    ret
}
macro_rules! pointer_impls {
    ($($t:ty)*) => {$(
        impl<T: PointeeSized> Pointer for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let p: *const T = *self;
                pointer_fmt_inner(p.addr(), f)
            }
        }
    )*};
}
pointer_impls! { *const T *mut T }
impl<T: PointeeSized> Pointer for &T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Pointer::fmt(&(*self as *const T), f) }
}
impl<T: PointeeSized> Pointer for &mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Pointer::fmt(&(&**self as *const T), f) }
}
impl<T: PointeeSized> Debug for *const T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Pointer::fmt(self, f) }
}
impl<T: PointeeSized> Debug for *mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { Pointer::fmt(self, f) }
}
macro_rules! tuple_debug {
    ($($t:ident)*) => {
        impl<$($t: Debug),*> Debug for ($($t,)*) {
            #[allow(non_snake_case)]
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let mut builder = f.debug_tuple("");
                let ($(ref $t,)*) = *self;
                $(builder.field($t);)*
                builder.finish()
            }
        }
    };
}
tuple_debug! { A }
tuple_debug! { A B }
tuple_debug! { A B C }
tuple_debug! { A B C D }
tuple_debug! { A B C D E }
tuple_debug! { A B C D E F }
tuple_debug! { A B C D E F G }
tuple_debug! { A B C D E F G H }
tuple_debug! { A B C D E F G H I }
tuple_debug! { A B C D E F G H I J }
tuple_debug! { A B C D E F G H I J K }
tuple_debug! { A B C D E F G H I J K L }
impl<T: Debug> Debug for [T] {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.debug_list().entries(self.iter()).finish() }
}
impl Debug for () {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad("()") }
}
impl<T: ?Sized> Debug for PhantomData<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { write!(f, "PhantomData<{}>", crate::any::type_name::<T>()) }
}
