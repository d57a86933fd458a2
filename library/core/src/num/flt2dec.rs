//! Floats to decimal digits. Shortest digits that read back as the same number by Schubfach
//! (Raffaello Giulietti, "The Schubfach way to render doubles", 2021); exact digits by integer
//! arithmetic of 128 bits where that suffices and big integers elsewhere.
use super::bignum::Big;
use super::pow10::{MIN_EXPONENT, POWERS};

/// A float taken apart: `mantissa * 2^exponent`.
#[derive(Copy, Clone)]
pub struct Parts {
    /// Integer mantissa, hidden bit included.
    pub mantissa: u64,
    /// Binary exponent.
    pub exponent: i32,
    /// Whether the gap to the next lower float is half the one to the next higher.
    pub lower_closer: bool,
}

/// Decimal digits: `0.d1d2d3… * 10^point`.
pub struct Digits<'a> {
    /// ASCII digits.
    pub digits: &'a [u8],
    /// Position of the decimal point.
    pub point: i32,
}

/// Floats that can be taken apart.
pub trait Float: Copy {
    /// Sign bit.
    fn negative(self) -> bool;
    /// Class.
    fn class(self) -> super::FpCategory;
    /// Mantissa and exponent of a finite number.
    fn parts(self) -> Parts;
    /// Compares with the bounds between which `Debug` avoids scientific notation.
    fn plain_in_debug(self) -> bool;
}
macro_rules! float_impl {
    ($t:ident $bits:literal $mant:literal $bias:literal) => {
        impl Float for $t {
            #[inline]
            fn negative(self) -> bool { self.is_sign_negative() }
            #[inline]
            fn class(self) -> super::FpCategory { self.classify() }
            fn parts(self) -> Parts {
                let bits = self.to_bits() as u64;
                let fraction = bits & ((1 << $mant) - 1);
                let exp = (bits >> $mant) as i32 & ((1 << ($bits - 1 - $mant)) - 1);
                if exp == 0 {
                    Parts { mantissa: fraction, exponent: 1 - $bias - $mant, lower_closer: false }
                } else {
                    Parts { mantissa: fraction | 1 << $mant, exponent: exp - $bias - $mant, lower_closer: fraction == 0 && exp > 1 }
                }
            }
            fn plain_in_debug(self) -> bool {
                let a = self.abs();
                a == 0.0 || (a >= 1e-4 && a < 1e16)
            }
        }
    };
}
float_impl! { f32 32 23 127 }
float_impl! { f64 64 52 1023 }

#[inline]
fn round_to_odd(g_hi: u64, g_lo: u64, cp: u64) -> u64 {
    let x = g_lo as u128 * cp as u128;
    let y = g_hi as u128 * cp as u128 + (x >> 64);
    let (y1, y0) = ((y >> 64) as u64, y as u64);
    y1 | (y0 > 1) as u64
}

/// The shortest decimal `(significand, exponent)` of a finite, positive number.
fn schubfach(p: Parts) -> (u64, i32) {
    let Parts { mantissa: c, exponent: q, lower_closer } = p;
    if q <= 0 && q > -64 && c & ((1u64 << -q) - 1) == 0 {
        return (c >> -q, 0);
    }
    let even = (c & 1 == 0) as u64;
    let cbl = 4 * c - 2 + lower_closer as u64;
    let cb = 4 * c;
    let cbr = 4 * c + 2;
    let k = (q * 1_262_611 - if lower_closer { 524_031 } else { 0 }) >> 22;
    let h = q + ((-k * 1_741_647) >> 19) + 1;
    let (g_hi, mut g_lo) = POWERS[(-k - MIN_EXPONENT) as usize];
    let mut g_hi = g_hi;
    if !(-k >= 0 && -k <= 55) {
        // The table rounds down; the algorithm wants an upper bound.
        let (lo, carry) = g_lo.overflowing_add(1);
        g_lo = lo;
        g_hi += carry as u64;
    }
    let vbl = round_to_odd(g_hi, g_lo, cbl << h);
    let vb = round_to_odd(g_hi, g_lo, cb << h);
    let vbr = round_to_odd(g_hi, g_lo, cbr << h);
    let lower = vbl + (1 - even);
    let upper = vbr - (1 - even);
    let s = vb / 4;
    if s >= 10 {
        let sp = s / 10;
        let up_inside = lower <= 40 * sp;
        let wp_inside = 40 * sp + 40 <= upper;
        if up_inside != wp_inside {
            return (sp + wp_inside as u64, k + 1);
        }
    }
    let u_inside = lower <= 4 * s;
    let w_inside = 4 * s + 4 <= upper;
    if u_inside != w_inside {
        return (s + w_inside as u64, k);
    }
    let mid = 4 * s + 2;
    // Of two equally near decimals the greater is the contract.
    let round_up = vb >= mid;
    (s + round_up as u64, k)
}

/// Shortest digits of a finite, positive number, without trailing zeros.
pub fn shortest(p: Parts, buf: &mut [u8; 20]) -> Digits<'_> {
    let (mut s, mut k) = schubfach(p);
    while s % 100_000_000 == 0 {
        s /= 100_000_000;
        k += 8;
    }
    while s % 10 == 0 {
        s /= 10;
        k += 1;
    }
    let mut start = buf.len();
    while s > 0 {
        start -= 1;
        buf[start] = b'0' + (s % 10) as u8;
        s /= 10;
    }
    let digits = &buf[start..];
    Digits { point: k + digits.len() as i32, digits }
}

/// The longest expansion: 309 digits before the point, 1074 after.
pub const MAX_EXACT: usize = 1400;

/// Where exact digits end.
#[derive(Copy, Clone)]
pub enum Limit {
    /// That many digits after the point.
    Fraction(usize),
    /// That many significant digits, at least one.
    Significant(usize),
}

struct Sink<'a> {
    buf: &'a mut [u8; MAX_EXACT],
    len: usize,
    limit: Limit,
    point: i32,
}
impl Sink<'_> {
    /// How many digits are wanted in all.
    fn wanted(&self) -> usize {
        match self.limit {
            Limit::Significant(n) => n,
            Limit::Fraction(n) => {
                let n = n as i64 + self.point as i64;
                if n < 0 { 0 } else { n as usize }
            }
        }
    }
    fn full(&self) -> bool { self.len >= self.wanted() || self.len >= MAX_EXACT }
}

/// Exact digits of a finite, positive number, rounded half to even at the limit. The point is
/// that of the first digit given; with no digits (everything rounded away) it is meaningless.
pub fn exact<'a>(p: Parts, buf: &'a mut [u8; MAX_EXACT], limit: Limit) -> Digits<'a> {
    let mut sink = Sink { buf, len: 0, limit, point: 0 };
    let Parts { mantissa: m, exponent: e, .. } = p;
    // Half of the last place: compares what is left with it. -1 less, 0 equal, 1 greater.
    let rest: i32;
    if e >= 0 || -e <= 124 {
        rest = exact_small(m, e, &mut sink);
    } else {
        rest = exact_big(m, -e as usize, &mut sink);
    }
    let mut point = sink.point;
    let len = sink.len;
    let round_up = rest > 0 || (rest == 0 && len > 0 && sink.buf[len - 1] & 1 == 1);
    let mut len = len;
    if round_up {
        let mut i = len;
        loop {
            if i == 0 {
                // All nines, or no digit at all: a one in front.
                let had = len;
                if had > 0 {
                    let mut j = had;
                    if j < MAX_EXACT && matches!(limit, Limit::Fraction(_)) {
                        len += 1;
                        j += 1;
                    }
                    while j > 1 {
                        j -= 1;
                        sink.buf[j] = b'0';
                    }
                } else {
                    len = 1;
                }
                sink.buf[0] = b'1';
                point += 1;
                break;
            }
            i -= 1;
            if sink.buf[i] == b'9' {
                sink.buf[i] = b'0';
            } else {
                sink.buf[i] += 1;
                break;
            }
        }
    }
    Digits { digits: &sink.buf[..len], point }
}

/// Appends the digits of an integer; returns how what was cut off compares with half a unit.
fn push_integer(big: Option<Big>, small: u128, sink: &mut Sink<'_>) -> (i32, bool) {
    let mut text = [0u8; 320];
    let mut start = text.len();
    match big {
        None => {
            let mut v = small;
            while v > u64::MAX as u128 {
                let (q, mut r) = (v / 10_000_000_000_000_000_000, (v % 10_000_000_000_000_000_000) as u64);
                let mut i = 0;
                while i < 19 {
                    start -= 1;
                    text[start] = b'0' + (r % 10) as u8;
                    r /= 10;
                    i += 1;
                }
                v = q;
            }
            let mut v = v as u64;
            while v > 0 {
                start -= 1;
                text[start] = b'0' + (v % 10) as u8;
                v /= 10;
            }
        }
        Some(mut b) => {
            while !b.is_zero() {
                let mut r = b.div_rem_small(1_000_000_000);
                let mut i = 0;
                while i < 9 {
                    start -= 1;
                    text[start] = b'0' + (r % 10) as u8;
                    r /= 10;
                    i += 1;
                }
            }
        }
    }
    while start < text.len() && text[start] == b'0' {
        start += 1;
    }
    let digits = &text[start..];
    sink.point = digits.len() as i32;
    let mut i = 0;
    while i < digits.len() && !sink.full() {
        sink.buf[sink.len] = digits[i];
        sink.len += 1;
        i += 1;
    }
    if i == digits.len() {
        return (-1, false);
    }
    let mut tail_zero = true;
    let mut j = i + 1;
    while j < digits.len() {
        tail_zero &= digits[j] == b'0';
        j += 1;
    }
    let cmp = match (digits[i], tail_zero) {
        (b'5', true) => 0,
        (b'5'..=b'9', _) => 1,
        _ => -1,
    };
    (cmp, true)
}

fn exact_small(m: u64, e: i32, sink: &mut Sink<'_>) -> i32 {
    if e >= 0 {
        if e <= 64 {
            return push_integer(None, (m as u128) << e, sink).0;
        }
        let mut b = Big::from_u64(m);
        b.shl(e as usize);
        return push_integer(Some(b), 0, sink).0;
    }
    let shift = -e as u32;
    let whole = if shift < 64 { m >> shift } else { 0 };
    let mask = (1u128 << shift) - 1;
    let mut frac = m as u128 & mask;
    if whole > 0 {
        let (cmp, cut) = push_integer(None, whole as u128, sink);
        if cut {
            // The fraction breaks a tie upwards.
            return if cmp == 0 && frac != 0 { 1 } else { cmp };
        }
    } else {
        // Leading zeros move the point.
        while frac != 0 && (frac * 10) >> shift == 0 && leading_zero_wanted(sink) {
            frac *= 10;
            sink.point -= 1;
        }
    }
    while frac != 0 && !sink.full() {
        frac *= 10;
        sink.buf[sink.len] = b'0' + (frac >> shift) as u8;
        sink.len += 1;
        frac &= mask;
    }
    let half = 1u128 << (shift - 1);
    if frac > half { 1 } else if frac == half { 0 } else { -1 }
}

/// Whether a leading zero may be skipped: not past the last wanted place.
fn leading_zero_wanted(sink: &Sink<'_>) -> bool {
    match sink.limit {
        Limit::Significant(_) => true,
        Limit::Fraction(_) => sink.wanted() > 0,
    }
}

fn exact_big(m: u64, shift: usize, sink: &mut Sink<'_>) -> i32 {
    // Less than one, since the mantissa has at most 53 bits.
    let mut frac = Big::from_u64(m);
    let mut started = false;
    while !frac.is_zero() && (!started || !sink.full()) {
        if !started && !leading_zero_wanted(sink) {
            break;
        }
        frac.mul_add(10, 0);
        let d = frac.split_high(shift);
        if !started && d == 0 {
            sink.point -= 1;
            continue;
        }
        started = true;
        if sink.full() {
            // The first digit lies past the limit: only rounding matters.
            return if d > 5 || (d == 5 && !frac.is_zero()) { 1 } else if d == 5 { 0 } else { -1 };
        }
        sink.buf[sink.len] = b'0' + d as u8;
        sink.len += 1;
    }
    let mut half = Big::from_u64(1);
    half.shl(shift - 1);
    if !frac.at_least(&half) {
        -1
    } else {
        frac.sub(&half);
        if frac.is_zero() { 0 } else { 1 }
    }
}
