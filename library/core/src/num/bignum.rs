//! Big natural numbers of bounded size, for the exact paths of float parsing and printing.

/// Enough for 800 digits scaled by any power that an `f64` needs.
const LIMBS: usize = 280;

/// Little-endian 32-bit limbs; `len` leaves out leading zeros.
pub struct Big {
    limbs: [u32; LIMBS],
    len: usize,
}

impl Big {
    /// Zero.
    pub fn zero() -> Big { Big { limbs: [0; LIMBS], len: 0 } }
    /// A small number.
    pub fn from_u64(v: u64) -> Big {
        let mut b = Big::zero();
        b.limbs[0] = v as u32;
        b.limbs[1] = (v >> 32) as u32;
        b.len = 2;
        b.trim();
        b
    }
    fn trim(&mut self) {
        while self.len > 0 && self.limbs[self.len - 1] == 0 {
            self.len -= 1;
        }
    }
    /// Whether this is zero.
    pub fn is_zero(&self) -> bool { self.len == 0 }
    /// The number of bits.
    pub fn bits(&self) -> usize {
        if self.len == 0 { 0 } else { self.len * 32 - self.limbs[self.len - 1].leading_zeros() as usize }
    }
    /// `self = self * m + a`
    pub fn mul_add(&mut self, m: u32, a: u32) {
        let mut carry = a as u64;
        let mut i = 0;
        while i < self.len {
            let v = self.limbs[i] as u64 * m as u64 + carry;
            self.limbs[i] = v as u32;
            carry = v >> 32;
            i += 1;
        }
        if carry != 0 {
            self.limbs[self.len] = carry as u32;
            self.len += 1;
        }
    }
    /// `self *= 10^n`
    pub fn mul_pow10(&mut self, mut n: usize) {
        while n >= 9 {
            self.mul_add(1_000_000_000, 0);
            n -= 9;
        }
        while n > 0 {
            self.mul_add(10, 0);
            n -= 1;
        }
    }
    /// `self <<= n`
    pub fn shl(&mut self, n: usize) {
        if self.len == 0 {
            return;
        }
        let words = n / 32;
        let bits = (n % 32) as u32;
        let mut i = self.len;
        self.limbs[self.len + words] = 0;
        while i > 0 {
            i -= 1;
            let v = (self.limbs[i] as u64) << bits;
            self.limbs[i + words + 1] |= (v >> 32) as u32;
            self.limbs[i + words] = v as u32;
        }
        let mut i = 0;
        while i < words {
            self.limbs[i] = 0;
            i += 1;
        }
        self.len += words + 1;
        self.trim();
    }
    /// `self <<= 1`
    fn double(&mut self) {
        let mut carry = 0;
        let mut i = 0;
        while i < self.len {
            let v = self.limbs[i];
            self.limbs[i] = (v << 1) | carry;
            carry = v >> 31;
            i += 1;
        }
        if carry != 0 {
            self.limbs[self.len] = carry;
            self.len += 1;
        }
    }
    /// Whether `self >= other`.
    pub fn at_least(&self, other: &Big) -> bool {
        if self.len != other.len {
            return self.len > other.len;
        }
        let mut i = self.len;
        while i > 0 {
            i -= 1;
            if self.limbs[i] != other.limbs[i] {
                return self.limbs[i] > other.limbs[i];
            }
        }
        true
    }
    /// `self -= other`, which must not be greater.
    pub fn sub(&mut self, other: &Big) {
        let mut borrow = 0i64;
        let mut i = 0;
        while i < self.len {
            let o = if i < other.len { other.limbs[i] as i64 } else { 0 };
            let v = self.limbs[i] as i64 - o - borrow;
            borrow = (v < 0) as i64;
            self.limbs[i] = v as u32;
            i += 1;
        }
        self.trim();
    }
    /// Divides by a small number, giving the remainder.
    pub fn div_rem_small(&mut self, d: u32) -> u32 {
        let mut rem = 0u64;
        let mut i = self.len;
        while i > 0 {
            i -= 1;
            let v = (rem << 32) | self.limbs[i] as u64;
            self.limbs[i] = (v / d as u64) as u32;
            rem = v % d as u64;
        }
        self.trim();
        rem as u32
    }
    /// The 64 leading bits (most significant bit set), and whether other bits are set.
    pub fn top64(&self) -> (u64, bool) {
        let bits = self.bits();
        let mut top = 0u64;
        let mut i = 0;
        while i < 64 {
            top <<= 1;
            if bits > i {
                top |= self.bit(bits - 1 - i) as u64;
            }
            i += 1;
        }
        let mut sticky = false;
        if bits > 64 {
            let low = bits - 64;
            let mut w = 0;
            while w < low / 32 {
                sticky |= self.limbs[w] != 0;
                w += 1;
            }
            let rest = (low % 32) as u32;
            sticky |= rest > 0 && self.limbs[low / 32] & ((1u32 << rest) - 1) != 0;
        }
        (top, sticky)
    }
    fn bit(&self, i: usize) -> bool { self.limbs[i / 32] >> (i % 32) & 1 != 0 }
    /// The integer part of `self / 2^n`, which must be less than 2^32; leaves the rest.
    pub fn split_high(&mut self, n: usize) -> u32 {
        let word = n / 32;
        let bit = (n % 32) as u32;
        if word >= self.len {
            return 0;
        }
        let mut v = self.limbs[word] as u64;
        if word + 1 < self.len {
            v |= (self.limbs[word + 1] as u64) << 32;
        }
        let high = (v >> bit) as u32;
        self.limbs[word] &= ((1u64 << bit) - 1) as u32;
        self.len = word + 1;
        self.trim();
        high
    }
    /// 64 leading bits of `self / divisor`, their exponent (value is `top * 2^exponent`), and
    /// whether the quotient has more bits.
    pub fn quotient_top64(mut self, mut divisor: Big) -> (u64, i32, bool) {
        let mut exponent = 0i32;
        let (a, b) = (self.bits() as i32, divisor.bits() as i32);
        if a >= b {
            divisor.shl((a - b) as usize);
            exponent += a - b;
        } else {
            self.shl((b - a) as usize);
            exponent -= b - a;
        }
        if !self.at_least(&divisor) {
            self.double();
            exponent -= 1;
        }
        let mut q = 0u64;
        let mut i = 0;
        while i < 64 {
            q <<= 1;
            if self.at_least(&divisor) {
                self.sub(&divisor);
                q |= 1;
            }
            self.double();
            i += 1;
        }
        (q, exponent - 63, !self.is_zero())
    }
}
