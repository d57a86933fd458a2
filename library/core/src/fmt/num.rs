//! Formatting of integers.
use super::*;
use crate::mem::MaybeUninit;

static DIGIT_PAIRS: &[u8; 200] = b"0001020304050607080910111213141516171819\
    2021222324252627282930313233343536373839\
    4041424344454647484950515253545556575859\
    6061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899";

/// Writes the decimal digits of `n` at the end of `buf` and gives where they start.
#[inline]
unsafe fn decimal(mut n: u64, buf: *mut u8, mut at: usize) -> usize {
    let pairs = DIGIT_PAIRS.as_ptr();
    while n >= 10000 {
        let rem = (n % 10000) as usize;
        n /= 10000;
        at -= 4;
        crate::ptr::copy_nonoverlapping(pairs.add(rem / 100 * 2), buf.add(at), 2);
        crate::ptr::copy_nonoverlapping(pairs.add(rem % 100 * 2), buf.add(at + 2), 2);
    }
    let mut n = n as usize;
    if n >= 100 {
        at -= 2;
        crate::ptr::copy_nonoverlapping(pairs.add(n % 100 * 2), buf.add(at), 2);
        n /= 100;
    }
    if n >= 10 {
        at -= 2;
        crate::ptr::copy_nonoverlapping(pairs.add(n * 2), buf.add(at), 2);
    } else {
        at -= 1;
        *buf.add(at) = b'0' + n as u8;
    }
    at
}
fn fmt_u64(n: u64, nonnegative: bool, f: &mut Formatter<'_>) -> Result {
    let mut buf = [MaybeUninit::<u8>::uninit(); 20];
    let p = buf.as_mut_ptr() as *mut u8;
    // SAFETY: 20 digits suffice; what is read was written.
    let s = unsafe {
        let at = decimal(n, p, 20);
        crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(p.add(at), 20 - at))
    };
    f.pad_integral(nonnegative, "", s)
}
fn fmt_u128(mut n: u128, nonnegative: bool, f: &mut Formatter<'_>) -> Result {
    if n <= u64::MAX as u128 {
        return fmt_u64(n as u64, nonnegative, f);
    }
    const CHUNK: u128 = 10_000_000_000_000_000_000;
    let mut buf = [b'0'; 40];
    let p = buf.as_mut_ptr();
    let mut at = 40;
    let mut end = 40;
    // SAFETY: 39 digits suffice.
    unsafe {
        while n >= CHUNK {
            decimal((n % CHUNK) as u64, p, end);
            n /= CHUNK;
            end -= 19;
        }
        if n > 0 {
            at = decimal(n as u64, p, end);
        }
        let s = crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(p.add(at), 40 - at));
        f.pad_integral(nonnegative, "", s)
    }
}
macro_rules! radix_digits {
    ($t:ident $x:expr, $bits:literal, $letter:expr) => {{
        let mut x = $x;
        let mut buf = [MaybeUninit::<u8>::uninit(); $t::BITS as usize];
        let p = buf.as_mut_ptr() as *mut u8;
        let mut at = $t::BITS as usize;
        loop {
            let d = (x & ((1 << $bits) - 1)) as u8;
            x >>= $bits;
            at -= 1;
            // SAFETY: there are no more digits than bits.
            unsafe { *p.add(at) = if d < 10 { b'0' + d } else { $letter + (d - 10) } };
            if x == 0 {
                break;
            }
        }
        // SAFETY: what is read was written.
        unsafe { crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(p.add(at), $t::BITS as usize - at)) }
    }};
}
macro_rules! radix {
    ($u:ident $($t:ident)*) => {$(
        impl Binary for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad_integral(true, "0b", radix_digits!($u *self as $u, 1, b'a')) }
        }
        impl Octal for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad_integral(true, "0o", radix_digits!($u *self as $u, 3, b'a')) }
        }
        impl LowerHex for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad_integral(true, "0x", radix_digits!($u *self as $u, 4, b'a')) }
        }
        impl UpperHex for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { f.pad_integral(true, "0x", radix_digits!($u *self as $u, 4, b'A')) }
        }
        impl Debug for $t {
            #[inline]
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                if f.debug_lower_hex() {
                    LowerHex::fmt(self, f)
                } else if f.debug_upper_hex() {
                    UpperHex::fmt(self, f)
                } else {
                    Display::fmt(self, f)
                }
            }
        }
    )*};
}
radix! { u8 u8 i8 }
radix! { u16 u16 i16 }
radix! { u32 u32 i32 }
radix! { u64 u64 i64 }
radix! { usize usize isize }
radix! { u128 u128 i128 }

macro_rules! display {
    ($($t:ident)*) => {$(
        impl Display for $t {
            #[inline]
            #[allow(unused_comparisons)]
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let nonnegative = *self >= 0;
                let n = if nonnegative { *self as u64 } else { (!(*self as u64)).wrapping_add(1) };
                fmt_u64(n, nonnegative, f)
            }
        }
        impl LowerExp for $t {
            #[allow(unused_comparisons)]
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let nonnegative = *self >= 0;
                let n = if nonnegative { *self as u64 } else { (!(*self as u64)).wrapping_add(1) };
                fmt_exp(n as u128, nonnegative, b'e', f)
            }
        }
        impl UpperExp for $t {
            #[allow(unused_comparisons)]
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let nonnegative = *self >= 0;
                let n = if nonnegative { *self as u64 } else { (!(*self as u64)).wrapping_add(1) };
                fmt_exp(n as u128, nonnegative, b'E', f)
            }
        }
    )*};
}
display! { i8 u8 i16 u16 i32 u32 i64 u64 isize usize }
impl Display for u128 {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { fmt_u128(*self, true, f) }
}
impl Display for i128 {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result { fmt_u128(self.unsigned_abs(), *self >= 0, f) }
}
macro_rules! exp128 {
    ($($tr:ident $c:literal)*) => {$(
        impl $tr for u128 {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { fmt_exp(*self, true, $c, f) }
        }
        impl $tr for i128 {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { fmt_exp(self.unsigned_abs(), *self >= 0, $c, f) }
        }
    )*};
}
exp128! { LowerExp b'e' UpperExp b'E' }

/// Scientific notation of an integer, rounded half to even at the precision.
fn fmt_exp(mut n: u128, nonnegative: bool, letter: u8, f: &mut Formatter<'_>) -> Result {
    let mut exponent = 0usize;
    while n % 10 == 0 && n >= 10 {
        n /= 10;
        exponent += 1;
    }
    let mut added = 0;
    if let Some(precision) = f.precision() {
        let mut tmp = n;
        let mut digits = 0;
        while tmp >= 10 {
            tmp /= 10;
            digits += 1;
        }
        added = precision.saturating_sub(digits);
        let mut drop = digits.saturating_sub(precision);
        let mut sticky = false;
        while drop > 1 {
            sticky |= n % 10 != 0;
            n /= 10;
            exponent += 1;
            drop -= 1;
        }
        if drop != 0 {
            let rem = n % 10;
            n /= 10;
            exponent += 1;
            if rem > 5 || (rem == 5 && (sticky || n % 2 != 0)) {
                n += 1;
                // A carry into a new digit.
                if n.ilog10() as usize > digits - (digits - precision) {
                    n /= 10;
                    exponent += 1;
                }
            }
        }
    }
    let mut digits = [0u8; 40];
    let mut at = 40;
    loop {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    let digits = &digits[at..];
    exponent += digits.len() - 1;
    float::write_exp(nonnegative, f.sign_plus(), digits, added, exponent as i32, letter, f)
}
