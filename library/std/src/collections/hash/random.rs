//! Randomly keyed SipHash.
use core::cell::Cell;
use core::fmt;
use core::hash::{BuildHasher, Hasher, SipHasher13};

/// Makes hashers with keys that differ in every process and map.
#[derive(Clone)]
pub struct RandomState {
    k0: u64,
    k1: u64,
}
impl RandomState {
    /// Keys derived from random ones, which are asked for once in a thread.
    #[inline]
    #[must_use]
    pub fn new() -> RandomState {
        thread_local! { static KEYS: Cell<(u64, u64)> = Cell::new(crate::sys::runtime::machine::random_keys()); }
        KEYS.with(|keys| {
            let (k0, k1) = keys.get();
            keys.set((k0.wrapping_add(1), k1));
            RandomState { k0, k1 }
        })
    }
}
impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
    #[inline]
    fn build_hasher(&self) -> DefaultHasher { DefaultHasher(SipHasher13::new_with_keys(self.k0, self.k1)) }
}
/// SipHash 1-3.
#[derive(Clone, Debug)]
pub struct DefaultHasher(SipHasher13);
impl DefaultHasher {
    /// With zero keys.
    #[inline]
    #[must_use]
    pub const fn new() -> DefaultHasher { DefaultHasher(SipHasher13::new_with_keys(0, 0)) }
}
impl Default for DefaultHasher {
    #[inline]
    fn default() -> DefaultHasher { DefaultHasher::new() }
}
impl Hasher for DefaultHasher {
    #[inline]
    fn write(&mut self, msg: &[u8]) { self.0.write(msg) }
    #[inline]
    fn write_str(&mut self, s: &str) { self.0.write_str(s) }
    #[inline]
    fn write_u8(&mut self, i: u8) { self.0.write_u8(i) }
    #[inline]
    fn write_u16(&mut self, i: u16) { self.0.write_u16(i) }
    #[inline]
    fn write_u32(&mut self, i: u32) { self.0.write_u32(i) }
    #[inline]
    fn write_u64(&mut self, i: u64) { self.0.write_u64(i) }
    #[inline]
    fn write_usize(&mut self, i: usize) { self.0.write_usize(i) }
    #[inline]
    fn finish(&self) -> u64 { self.0.finish() }
}
impl Default for RandomState {
    #[inline]
    fn default() -> RandomState { RandomState::new() }
}
impl fmt::Debug for RandomState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("RandomState").finish_non_exhaustive() }
}
