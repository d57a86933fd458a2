//! Formatting of floats: digits from `num::flt2dec`, laid out here.
use super::*;
use crate::num::FpCategory;
use crate::num::flt2dec::{self, Float, Limit};

/// Text of a number in pieces, so that zeros need no buffer.
#[derive(Copy, Clone)]
enum Part<'a> {
    Text(&'a [u8]),
    Zeros(usize),
}
impl Part<'_> {
    fn len(&self) -> usize {
        match self {
            Part::Text(t) => t.len(),
            Part::Zeros(n) => *n,
        }
    }
    fn write(&self, f: &mut Formatter<'_>) -> Result {
        match *self {
            // SAFETY: digits and points.
            Part::Text(t) => f.write_str(unsafe { crate::str::from_utf8_unchecked(t) }),
            Part::Zeros(mut n) => {
                const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
                while n > ZEROS.len() {
                    f.write_str(ZEROS)?;
                    n -= ZEROS.len();
                }
                f.write_str(&ZEROS[..n])
            }
        }
    }
}
/// Writes a number with sign and padding.
fn pad_parts(sign: &str, parts: &[Part<'_>], f: &mut Formatter<'_>) -> Result {
    let Some(width) = f.width() else {
        if !sign.is_empty() {
            f.write_str(sign)?;
        }
        for p in parts {
            p.write(f)?;
        }
        return Ok(());
    };
    let mut len = sign.len();
    for p in parts {
        len += p.len();
    }
    let missing = width.saturating_sub(len);
    if f.sign_aware_zero_pad() {
        f.write_str(sign)?;
        Part::Zeros(missing).write(f)?;
        for p in parts {
            p.write(f)?;
        }
        return Ok(());
    }
    let post = f.padding(missing, Alignment::Right)?;
    f.write_str(sign)?;
    for p in parts {
        p.write(f)?;
    }
    post.write(f)
}
fn sign_of<T: Float>(x: T, plus: bool) -> &'static str { if x.negative() { "-" } else if plus { "+" } else { "" } }

/// NaN and infinity are padded without zeros.
fn special<T: Float>(x: T, class: FpCategory, f: &mut Formatter<'_>) -> Result {
    let (sign, text): (&str, &[u8]) = match class {
        FpCategory::Nan => ("", b"NaN"),
        _ => (sign_of(x, f.sign_plus()), b"inf"),
    };
    let old = f.options;
    f.options.sign_aware_zero_pad(false);
    let r = pad_parts(sign, &[Part::Text(text)], f);
    f.options = old;
    r
}

/// `123.45`, with at least `min` and, if given, exactly `exact` digits behind the point.
fn plain<T: Float>(x: T, exact: Option<usize>, min: usize, f: &mut Formatter<'_>) -> Result {
    let class = x.class();
    if let FpCategory::Nan | FpCategory::Infinite = class {
        return special(x, class, f);
    }
    let sign = sign_of(x, f.sign_plus());
    if let FpCategory::Zero = class {
        let frac = exact.unwrap_or(min);
        return if frac == 0 { pad_parts(sign, &[Part::Text(b"0")], f) } else { pad_parts(sign, &[Part::Text(b"0."), Part::Zeros(frac)], f) };
    }
    match exact {
        None => {
            let mut buf = [0; 20];
            let d = flt2dec::shortest(x.parts(), &mut buf);
            layout(sign, d.digits, d.point, min, f)
        }
        Some(frac) => {
            let mut buf = [0; flt2dec::MAX_EXACT];
            let d = flt2dec::exact(x.parts(), &mut buf, Limit::Fraction(frac));
            let mut digits = d.digits;
            // Zeros at the end are made anew.
            while let [rest @ .., b'0'] = digits {
                digits = rest;
            }
            if digits.is_empty() {
                return if frac == 0 { pad_parts(sign, &[Part::Text(b"0")], f) } else { pad_parts(sign, &[Part::Text(b"0."), Part::Zeros(frac)], f) };
            }
            layout(sign, digits, d.point, frac, f)
        }
    }
}
fn layout(sign: &str, digits: &[u8], point: i32, frac: usize, f: &mut Formatter<'_>) -> Result {
    let n = digits.len();
    if point <= 0 {
        let lead = -point as usize;
        pad_parts(sign, &[Part::Text(b"0."), Part::Zeros(lead), Part::Text(digits), Part::Zeros(frac.saturating_sub(lead + n))], f)
    } else if (point as usize) < n {
        let (a, b) = digits.split_at(point as usize);
        pad_parts(sign, &[Part::Text(a), Part::Text(b"."), Part::Text(b), Part::Zeros(frac.saturating_sub(b.len()))], f)
    } else {
        let zeros = point as usize - n;
        if frac == 0 {
            pad_parts(sign, &[Part::Text(digits), Part::Zeros(zeros)], f)
        } else {
            pad_parts(sign, &[Part::Text(digits), Part::Zeros(zeros), Part::Text(b"."), Part::Zeros(frac)], f)
        }
    }
}
/// `1.2345e2`
fn scientific<T: Float>(x: T, letter: u8, f: &mut Formatter<'_>) -> Result {
    let class = x.class();
    if let FpCategory::Nan | FpCategory::Infinite = class {
        return special(x, class, f);
    }
    let (nonnegative, plus) = (!x.negative(), f.sign_plus());
    if let FpCategory::Zero = class {
        return write_exp(nonnegative, plus, b"0", f.precision().unwrap_or(0), 0, letter, f);
    }
    match f.precision() {
        None => {
            let mut buf = [0; 20];
            let d = flt2dec::shortest(x.parts(), &mut buf);
            write_exp(nonnegative, plus, d.digits, 0, d.point - 1, letter, f)
        }
        Some(p) => {
            let mut buf = [0; flt2dec::MAX_EXACT];
            let d = flt2dec::exact(x.parts(), &mut buf, Limit::Significant(p + 1));
            write_exp(nonnegative, plus, d.digits, (p + 1).saturating_sub(d.digits.len()), d.point - 1, letter, f)
        }
    }
}
/// Lays out scientific notation, with `zeros` behind the digits.
pub(super) fn write_exp(nonnegative: bool, plus: bool, digits: &[u8], zeros: usize, exponent: i32, letter: u8, f: &mut Formatter<'_>) -> Result {
    let sign = if !nonnegative { "-" } else if plus { "+" } else { "" };
    let mut exp = [0u8; 8];
    let mut at = 8;
    let mut e = exponent.unsigned_abs();
    loop {
        at -= 1;
        exp[at] = b'0' + (e % 10) as u8;
        e /= 10;
        if e == 0 {
            break;
        }
    }
    if exponent < 0 {
        at -= 1;
        exp[at] = b'-';
    }
    at -= 1;
    exp[at] = letter;
    let (first, rest) = digits.split_at(1);
    let point: &[u8] = if rest.is_empty() && zeros == 0 { b"" } else { b"." };
    pad_parts(sign, &[Part::Text(first), Part::Text(point), Part::Text(rest), Part::Zeros(zeros), Part::Text(&exp[at..])], f)
}

macro_rules! float_fmt {
    ($($t:ident)*) => {$(
        impl Debug for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                match f.precision() {
                    Some(p) => plain(*self, Some(p), 0, f),
                    None if !self.is_finite() || self.plain_in_debug() => plain(*self, None, 1, f),
                    None => scientific(*self, b'e', f),
                }
            }
        }
        impl Display for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { plain(*self, f.precision(), 0, f) }
        }
        impl LowerExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { scientific(*self, b'e', f) }
        }
        impl UpperExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { scientific(*self, b'E', f) }
        }
    )*};
}
float_fmt! { f32 f64 }
