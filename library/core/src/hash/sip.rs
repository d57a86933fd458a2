//! SipHash (Aumasson and Bernstein, 2012), with 1-3 rounds for maps and 2-4 for the old `SipHasher`.
use super::Hasher;

/// SipHash with `C` compression and `D` finalisation rounds.
#[derive(Debug, Clone)]
pub struct Sip<const C: usize, const D: usize> {
    k0: u64,
    k1: u64,
    length: usize,
    v0: u64,
    v1: u64,
    v2: u64,
    v3: u64,
    /// Bytes that do not fill a word yet.
    tail: u64,
    ntail: usize,
}
/// What hash maps use.
pub type SipHasher13 = Sip<1, 3>;

macro_rules! round {
    ($v0:expr, $v1:expr, $v2:expr, $v3:expr) => {
        $v0 = $v0.wrapping_add($v1);
        $v2 = $v2.wrapping_add($v3);
        $v1 = $v1.rotate_left(13) ^ $v0;
        $v3 = $v3.rotate_left(16) ^ $v2;
        $v0 = $v0.rotate_left(32);
        $v2 = $v2.wrapping_add($v1);
        $v0 = $v0.wrapping_add($v3);
        $v1 = $v1.rotate_left(17) ^ $v2;
        $v3 = $v3.rotate_left(21) ^ $v0;
        $v2 = $v2.rotate_left(32);
    };
}
#[inline]
unsafe fn load_partial(buf: *const u8, start: usize, len: usize) -> u64 {
    let mut i = 0;
    let mut out = 0u64;
    if i + 3 < len {
        out = (buf.add(start) as *const u32).read_unaligned() as u64;
        i += 4;
    }
    if i + 1 < len {
        out |= ((buf.add(start + i) as *const u16).read_unaligned() as u64) << (8 * i);
        i += 2;
    }
    if i < len {
        out |= (*buf.add(start + i) as u64) << (8 * i);
    }
    out
}
impl<const C: usize, const D: usize> Sip<C, D> {
    /// A hasher with keys.
    #[inline]
    pub const fn new_with_keys(k0: u64, k1: u64) -> Self {
        Sip {
            k0,
            k1,
            length: 0,
            v0: k0 ^ 0x736f6d6570736575,
            v1: k1 ^ 0x646f72616e646f6d,
            v2: k0 ^ 0x6c7967656e657261,
            v3: k1 ^ 0x7465646279746573,
            tail: 0,
            ntail: 0,
        }
    }
    #[inline(always)]
    fn compress(&mut self, m: u64) {
        self.v3 ^= m;
        let mut i = 0;
        while i < C {
            round!(self.v0, self.v1, self.v2, self.v3);
            i += 1;
        }
        self.v0 ^= m;
    }
    #[inline]
    fn short(&mut self, x: u64, size: usize) {
        self.length += size;
        let needed = 8 - self.ntail;
        self.tail |= x << (8 * self.ntail);
        if size < needed {
            self.ntail += size;
            return;
        }
        let m = self.tail;
        self.compress(m);
        self.ntail = size - needed;
        self.tail = if needed < 8 { x >> (8 * needed) } else { 0 };
    }
}
impl<const C: usize, const D: usize> Hasher for Sip<C, D> {
    #[inline]
    fn write(&mut self, msg: &[u8]) {
        let length = msg.len();
        self.length += length;
        let p = msg.as_ptr();
        let mut needed = 0;
        // SAFETY: all reads stay within the message.
        unsafe {
            if self.ntail != 0 {
                needed = 8 - self.ntail;
                self.tail |= load_partial(p, 0, if length < needed { length } else { needed }) << (8 * self.ntail);
                if length < needed {
                    self.ntail += length;
                    return;
                }
                let m = self.tail;
                self.compress(m);
                self.ntail = 0;
            }
            let len = length - needed;
            let left = len & 7;
            let mut i = needed;
            while i < len - left + needed {
                let m = (p.add(i) as *const u64).read_unaligned();
                self.compress(m);
                i += 8;
            }
            self.tail = load_partial(p, i, left);
            self.ntail = left;
        }
    }
    #[inline]
    fn write_u8(&mut self, i: u8) { self.short(i as u64, 1) }
    #[inline]
    fn write_u16(&mut self, i: u16) { self.short(i as u64, 2) }
    #[inline]
    fn write_u32(&mut self, i: u32) { self.short(i as u64, 4) }
    #[inline]
    fn write_u64(&mut self, i: u64) { self.short(i, 8) }
    #[inline]
    fn write_usize(&mut self, i: usize) { self.short(i as u64, 8) }
    #[inline]
    fn write_str(&mut self, s: &str) {
        self.write(s.as_bytes());
        self.write_u8(0xFF);
    }
    #[inline]
    fn finish(&self) -> u64 {
        let (mut v0, mut v1, mut v2, mut v3) = (self.v0, self.v1, self.v2, self.v3);
        let b = (self.length as u64 & 0xff) << 56 | self.tail;
        v3 ^= b;
        let mut i = 0;
        while i < C {
            round!(v0, v1, v2, v3);
            i += 1;
        }
        v0 ^= b;
        v2 ^= 0xff;
        let mut i = 0;
        while i < D {
            round!(v0, v1, v2, v3);
            i += 1;
        }
        v0 ^ v1 ^ v2 ^ v3
    }
}
impl<const C: usize, const D: usize> Default for Sip<C, D> {
    #[inline]
    fn default() -> Self { Self::new_with_keys(0, 0) }
}

/// SipHash 2-4.
#[deprecated(since = "1.13.0", note = "use `std::hash::DefaultHasher` instead")]
#[derive(Clone, Debug, Default)]
pub struct SipHasher(Sip<2, 4>);
#[allow(deprecated)]
impl SipHasher {
    /// A hasher with zero keys.
    #[must_use]
    pub const fn new() -> SipHasher { SipHasher(Sip::new_with_keys(0, 0)) }
    /// A hasher with keys.
    #[must_use]
    pub const fn new_with_keys(key0: u64, key1: u64) -> SipHasher { SipHasher(Sip::new_with_keys(key0, key1)) }
}
#[allow(deprecated)]
impl Hasher for SipHasher {
    fn write(&mut self, msg: &[u8]) { self.0.write(msg) }
    fn write_str(&mut self, s: &str) { self.0.write_str(s) }
    fn finish(&self) -> u64 { self.0.finish() }
}
