//! Decimal text to floats, correctly rounded. Three tiers: exact arithmetic on small numbers
//! (Clinger), 128-bit products with a certainty check (Eisel and Lemire, "Number parsing at a
//! gigabyte per second", 2021), and big integers where both give up.
use super::bignum::Big;
use super::pow10::{MAX_EXPONENT, MIN_EXPONENT, POWERS};
use crate::error::Error;
use crate::fmt;
use crate::str::FromStr;

/// A string was not a float.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseFloatError {
    kind: FloatErrorKind,
}
#[derive(Debug, Clone, PartialEq, Eq)]
enum FloatErrorKind {
    Empty,
    Invalid,
}
impl fmt::Display for ParseFloatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            FloatErrorKind::Empty => "cannot parse float from empty string",
            FloatErrorKind::Invalid => "invalid float literal",
        }
        .fmt(f)
    }
}
impl Error for ParseFloatError {}

/// What tells `f32` from `f64` here.
struct Format {
    mantissa_bits: u32,
    min_exponent: i32,
    infinite_power: i32,
    exact_pow10: i64,
    bits: u32,
}
const F32: Format = Format { mantissa_bits: 23, min_exponent: -127, infinite_power: 0xff, exact_pow10: 10, bits: 32 };
const F64: Format = Format { mantissa_bits: 52, min_exponent: -1023, infinite_power: 0x7ff, exact_pow10: 22, bits: 64 };

/// `mantissa * 10^exponent`, with `digits` for the case that the mantissa had to be cut.
struct Decimal<'a> {
    mantissa: u64,
    exponent: i64,
    truncated: bool,
    integer: &'a [u8],
    fraction: &'a [u8],
    written_exponent: i64,
}

fn parse_decimal(s: &[u8]) -> Option<Decimal<'_>> {
    let mut i = 0;
    while i < s.len() && s[i].is_ascii_digit() {
        i += 1;
    }
    let integer = &s[..i];
    let mut fraction: &[u8] = &[];
    if i < s.len() && s[i] == b'.' {
        i += 1;
        let start = i;
        while i < s.len() && s[i].is_ascii_digit() {
            i += 1;
        }
        fraction = &s[start..i];
    }
    if integer.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut written_exponent = 0i64;
    if i < s.len() && (s[i] == b'e' || s[i] == b'E') {
        i += 1;
        let mut negative = false;
        if i < s.len() && (s[i] == b'+' || s[i] == b'-') {
            negative = s[i] == b'-';
            i += 1;
        }
        if i == s.len() {
            return None;
        }
        while i < s.len() {
            if !s[i].is_ascii_digit() {
                return None;
            }
            if written_exponent < 100_000_000 {
                written_exponent = written_exponent * 10 + (s[i] - b'0') as i64;
            }
            i += 1;
        }
        if negative {
            written_exponent = -written_exponent;
        }
    }
    if i != s.len() {
        return None;
    }
    let mut mantissa = 0u64;
    let mut used = 0;
    let mut truncated = false;
    let mut exponent = written_exponent;
    for &c in integer {
        let d = (c - b'0') as u64;
        if used < 19 {
            mantissa = mantissa * 10 + d;
            used += (mantissa != 0) as usize;
        } else {
            exponent += 1;
            truncated |= d != 0;
        }
    }
    for &c in fraction {
        let d = (c - b'0') as u64;
        if used < 19 {
            mantissa = mantissa * 10 + d;
            used += (mantissa != 0) as usize;
            exponent -= 1;
        } else {
            truncated |= d != 0;
        }
    }
    Some(Decimal { mantissa, exponent, truncated, integer, fraction, written_exponent })
}

/// Biased exponent and mantissa bits; `None` if the product cannot decide.
fn eisel_lemire(q: i64, mut w: u64, f: &Format) -> Option<(u64, i32)> {
    if w == 0 || q < MIN_EXPONENT as i64 {
        return Some((0, 0));
    }
    if q > 308 {
        return Some((0, f.infinite_power));
    }
    let lz = w.leading_zeros();
    w <<= lz;
    let (p_hi, p_lo) = POWERS[(q - MIN_EXPONENT as i64) as usize];
    let first = w as u128 * p_hi as u128;
    let (mut lo, mut hi) = (first as u64, (first >> 64) as u64);
    let mask = u64::MAX >> (f.mantissa_bits + 3);
    if hi & mask == mask {
        let second_hi = ((w as u128 * p_lo as u128) >> 64) as u64;
        let (sum, carry) = lo.overflowing_add(second_hi);
        lo = sum;
        if carry {
            hi += 1;
        }
    }
    if lo == u64::MAX && !(q >= -27 && q <= 55) {
        return None;
    }
    let upper = (hi >> 63) as u32;
    let shift = upper + 64 - f.mantissa_bits - 3;
    let mut mantissa = hi >> shift;
    let mut power = ((q as i32).wrapping_mul(152_170 + 65536) >> 16) + 63 + upper as i32 - lz as i32 - f.min_exponent;
    if power <= 0 {
        if -power + 1 >= 64 {
            return Some((0, 0));
        }
        mantissa >>= -power + 1;
        mantissa += mantissa & 1;
        mantissa >>= 1;
        power = (mantissa >= 1 << f.mantissa_bits) as i32;
        return Some((mantissa & ((1 << f.mantissa_bits) - 1), power));
    }
    // A tie must be exact to round to even.
    if lo <= 1 && q >= -17 && q <= 23 && mantissa & 3 == 1 && (mantissa << shift) == hi {
        mantissa &= !1;
    }
    mantissa += mantissa & 1;
    mantissa >>= 1;
    if mantissa >= 2 << f.mantissa_bits {
        mantissa = 1 << f.mantissa_bits;
        power += 1;
    }
    mantissa &= !(1 << f.mantissa_bits);
    if power >= f.infinite_power {
        return Some((0, f.infinite_power));
    }
    Some((mantissa, power))
}

/// The exact answer by big integers.
fn slow(d: &Decimal<'_>, f: &Format) -> (u64, i32) {
    const MAX_DIGITS: usize = 800;
    let mut big = Big::zero();
    let mut exponent = d.written_exponent;
    let mut used = 0;
    let mut sticky = false;
    let mut chunk = 0u32;
    let mut chunk_len = 0;
    let mut push = |big: &mut Big, c: u8, used: &mut usize| -> bool {
        if *used >= MAX_DIGITS {
            return false;
        }
        if *used > 0 || c != b'0' {
            *used += 1;
        }
        chunk = chunk * 10 + (c - b'0') as u32;
        chunk_len += 1;
        if chunk_len == 9 {
            if big.is_zero() {
                *big = Big::from_u64(chunk as u64);
            } else {
                big.mul_add(1_000_000_000, chunk);
            }
            chunk = 0;
            chunk_len = 0;
        }
        true
    };
    for &c in d.integer {
        if !push(&mut big, c, &mut used) {
            exponent += 1;
            sticky |= c != b'0';
        }
    }
    for &c in d.fraction {
        if push(&mut big, c, &mut used) {
            exponent -= 1;
        } else {
            sticky |= c != b'0';
        }
    }
    if chunk_len > 0 {
        if big.is_zero() {
            big = Big::from_u64(chunk as u64);
        } else {
            big.mul_add(10u32.pow(chunk_len), chunk);
        }
    }
    if big.is_zero() {
        return (0, 0);
    }
    let digits = used as i64 + exponent;
    if digits > 400 {
        return (0, f.infinite_power);
    }
    if digits < -400 {
        return (0, 0);
    }
    let (top, exp2, rest) = if exponent >= 0 {
        big.mul_pow10(exponent as usize);
        let (top, rest) = big.top64();
        (top, big.bits() as i32 - 64, rest)
    } else {
        let mut divisor = Big::from_u64(1);
        divisor.mul_pow10((-exponent) as usize);
        big.quotient_top64(divisor)
    };
    round(top, exp2, rest | sticky, f)
}

/// Rounds `top * 2^exp2` (bit 63 set, `sticky` for what is below) to the format.
fn round(top: u64, exp2: i32, sticky: bool, f: &Format) -> (u64, i32) {
    let mut power = exp2 + 63 - f.min_exponent;
    let mut drop = 63 - f.mantissa_bits as i32;
    if power <= 0 {
        drop += 1 - power;
        power = 0;
    }
    if drop > 64 {
        return (0, 0);
    }
    let (mut mantissa, half, below) = if drop == 64 {
        (0, top >> 63 != 0, top << 1 != 0)
    } else {
        (top >> drop, top >> (drop - 1) & 1 != 0, top & ((1 << (drop - 1)) - 1) != 0)
    };
    if half && (below || sticky || mantissa & 1 != 0) {
        mantissa += 1;
    }
    if power == 0 {
        power = (mantissa >= 1 << f.mantissa_bits) as i32;
    } else if mantissa >= 2 << f.mantissa_bits {
        mantissa >>= 1;
        power += 1;
    }
    if power >= f.infinite_power {
        return (0, f.infinite_power);
    }
    (mantissa & ((1 << f.mantissa_bits) - 1), power)
}

/// Bits of the parsed float.
fn parse(text: &str, f: &Format) -> Result<u64, ParseFloatError> {
    let mut s = text.as_bytes();
    if s.is_empty() {
        return Err(ParseFloatError { kind: FloatErrorKind::Empty });
    }
    let negative = s[0] == b'-';
    if s[0] == b'-' || s[0] == b'+' {
        s = &s[1..];
    }
    let sign = (negative as u64) << (f.bits - 1);
    let Some(d) = parse_decimal(s) else {
        let inf = (f.infinite_power as u64) << f.mantissa_bits;
        if s.eq_ignore_ascii_case(b"nan") {
            return Ok(sign | inf | 1 << (f.mantissa_bits - 1));
        }
        if s.eq_ignore_ascii_case(b"inf") || s.eq_ignore_ascii_case(b"infinity") {
            return Ok(sign | inf);
        }
        return Err(ParseFloatError { kind: FloatErrorKind::Invalid });
    };
    if f.bits == 64 && !d.truncated && d.mantissa <= 1 << 53 && d.exponent >= -f.exact_pow10 && d.exponent <= f.exact_pow10 {
        let m = d.mantissa as f64;
        let v = if d.exponent < 0 { m / EXACT_POW10[-d.exponent as usize] } else { m * EXACT_POW10[d.exponent as usize] };
        return Ok(sign | v.to_bits());
    }
    let mut result = eisel_lemire(d.exponent, d.mantissa, f);
    if d.truncated && result.is_some() && result != eisel_lemire(d.exponent, d.mantissa + 1, f) {
        result = None;
    }
    let (mantissa, power) = match result {
        Some(r) => r,
        None => slow(&d, f),
    };
    Ok(sign | (power as u64) << f.mantissa_bits | mantissa)
}

static EXACT_POW10: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];
const _: () = assert!(MAX_EXPONENT >= 308);

impl FromStr for f64 {
    type Err = ParseFloatError;
    fn from_str(src: &str) -> Result<f64, ParseFloatError> { Ok(f64::from_bits(parse(src, &F64)?)) }
}
impl FromStr for f32 {
    type Err = ParseFloatError;
    fn from_str(src: &str) -> Result<f32, ParseFloatError> { Ok(f32::from_bits(parse(src, &F32)? as u32)) }
}
