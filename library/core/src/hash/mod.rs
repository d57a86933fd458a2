//! Hashing.
mod sip;
#[allow(deprecated)]
pub use self::sip::SipHasher;
#[doc(hidden)]
pub use self::sip::SipHasher13;
use crate::fmt;
use crate::marker;

/// Types that can be fed to a hasher.
#[rustc_diagnostic_item = "Hash"]
pub trait Hash: marker::PointeeSized {
    /// Feeds the value.
    fn hash<H: Hasher>(&self, state: &mut H);
    /// Feeds all values of a slice.
    fn hash_slice<H: Hasher>(data: &[Self], state: &mut H)
    where
        Self: Sized,
    {
        for piece in data {
            piece.hash(state)
        }
    }
}
/// Holds the derive of `Hash`, so that the prelude may name it apart from the trait.
pub(crate) mod macros {
    /// Derive for `Hash`.
    #[rustc_builtin_macro]
    #[allow_internal_unstable(core_intrinsics)]
    pub macro Hash($item:item) {}
}
#[doc(inline)]
pub use macros::Hash;

/// Consumers of bytes that end in a number.
pub trait Hasher {
    /// The hash of what was written.
    #[must_use]
    fn finish(&self) -> u64;
    /// Writes bytes.
    fn write(&mut self, bytes: &[u8]);
    /// Writes a `u8`.
    #[inline]
    fn write_u8(&mut self, i: u8) { self.write(&[i]) }
    /// Writes a `u16`.
    #[inline]
    fn write_u16(&mut self, i: u16) { self.write(&i.to_ne_bytes()) }
    /// Writes a `u32`.
    #[inline]
    fn write_u32(&mut self, i: u32) { self.write(&i.to_ne_bytes()) }
    /// Writes a `u64`.
    #[inline]
    fn write_u64(&mut self, i: u64) { self.write(&i.to_ne_bytes()) }
    /// Writes a `u128`.
    #[inline]
    fn write_u128(&mut self, i: u128) { self.write(&i.to_ne_bytes()) }
    /// Writes a `usize`.
    #[inline]
    fn write_usize(&mut self, i: usize) { self.write(&i.to_ne_bytes()) }
    /// Writes an `i8`.
    #[inline]
    fn write_i8(&mut self, i: i8) { self.write_u8(i as u8) }
    /// Writes an `i16`.
    #[inline]
    fn write_i16(&mut self, i: i16) { self.write_u16(i as u16) }
    /// Writes an `i32`.
    #[inline]
    fn write_i32(&mut self, i: i32) { self.write_u32(i as u32) }
    /// Writes an `i64`.
    #[inline]
    fn write_i64(&mut self, i: i64) { self.write_u64(i as u64) }
    /// Writes an `i128`.
    #[inline]
    fn write_i128(&mut self, i: i128) { self.write_u128(i as u128) }
    /// Writes an `isize`.
    #[inline]
    fn write_isize(&mut self, i: isize) { self.write_usize(i as usize) }
    /// Writes a length, so that sequences are prefix-free.
    #[doc(hidden)]
    #[inline]
    fn write_length_prefix(&mut self, len: usize) { self.write_usize(len); }
    /// Writes a string, so that strings are prefix-free.
    #[doc(hidden)]
    #[inline]
    fn write_str(&mut self, s: &str) {
        self.write(s.as_bytes());
        self.write_u8(0xff);
    }
}
impl<H: Hasher + ?Sized> Hasher for &mut H {
    fn finish(&self) -> u64 { (**self).finish() }
    fn write(&mut self, bytes: &[u8]) { (**self).write(bytes) }
    fn write_u8(&mut self, i: u8) { (**self).write_u8(i) }
    fn write_u16(&mut self, i: u16) { (**self).write_u16(i) }
    fn write_u32(&mut self, i: u32) { (**self).write_u32(i) }
    fn write_u64(&mut self, i: u64) { (**self).write_u64(i) }
    fn write_u128(&mut self, i: u128) { (**self).write_u128(i) }
    fn write_usize(&mut self, i: usize) { (**self).write_usize(i) }
    fn write_i8(&mut self, i: i8) { (**self).write_i8(i) }
    fn write_i16(&mut self, i: i16) { (**self).write_i16(i) }
    fn write_i32(&mut self, i: i32) { (**self).write_i32(i) }
    fn write_i64(&mut self, i: i64) { (**self).write_i64(i) }
    fn write_i128(&mut self, i: i128) { (**self).write_i128(i) }
    fn write_isize(&mut self, i: isize) { (**self).write_isize(i) }
    fn write_length_prefix(&mut self, len: usize) { (**self).write_length_prefix(len) }
    fn write_str(&mut self, s: &str) { (**self).write_str(s) }
}
/// Makers of hashers.
pub trait BuildHasher {
    /// The hasher.
    type Hasher: Hasher;
    /// Makes one.
    fn build_hasher(&self) -> Self::Hasher;
    /// Hashes one value.
    fn hash_one<T: Hash>(&self, x: T) -> u64
    where
        Self: Sized,
        Self::Hasher: Hasher,
    {
        let mut hasher = self.build_hasher();
        x.hash(&mut hasher);
        hasher.finish()
    }
}
/// Makes hashers by `Default`.
pub struct BuildHasherDefault<H>(marker::PhantomData<fn() -> H>);
impl<H> BuildHasherDefault<H> {
    /// A maker.
    pub const fn new() -> Self { BuildHasherDefault(marker::PhantomData) }
}
impl<H> fmt::Debug for BuildHasherDefault<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("BuildHasherDefault").finish() }
}
impl<H: Default + Hasher> BuildHasher for BuildHasherDefault<H> {
    type Hasher = H;
    fn build_hasher(&self) -> H { H::default() }
}
impl<H> Clone for BuildHasherDefault<H> {
    fn clone(&self) -> Self { Self::new() }
}
impl<H> Default for BuildHasherDefault<H> {
    fn default() -> Self { Self::new() }
}
impl<H> PartialEq for BuildHasherDefault<H> {
    fn eq(&self, _: &Self) -> bool { true }
}
impl<H> Eq for BuildHasherDefault<H> {}

mod impls {
    use super::*;
    macro_rules! impl_write {
        ($(($t:ident $m:ident))*) => {$(
            impl Hash for $t {
                #[inline]
                fn hash<H: Hasher>(&self, state: &mut H) { state.$m(*self) }
                #[inline]
                fn hash_slice<H: Hasher>(data: &[$t], state: &mut H) {
                    // SAFETY: integers are plain bytes.
                    state.write(unsafe { crate::slice::from_raw_parts(data.as_ptr() as *const u8, size_of_val(data)) })
                }
            }
        )*};
    }
    impl_write! {
        (u8 write_u8) (u16 write_u16) (u32 write_u32) (u64 write_u64) (usize write_usize) (u128 write_u128)
        (i8 write_i8) (i16 write_i16) (i32 write_i32) (i64 write_i64) (isize write_isize) (i128 write_i128)
    }
    impl Hash for bool {
        #[inline]
        fn hash<H: Hasher>(&self, state: &mut H) { state.write_u8(*self as u8) }
    }
    impl Hash for char {
        #[inline]
        fn hash<H: Hasher>(&self, state: &mut H) { state.write_u32(*self as u32) }
    }
    impl Hash for str {
        #[inline]
        fn hash<H: Hasher>(&self, state: &mut H) { state.write_str(self); }
    }
    impl Hash for ! {
        fn hash<H: Hasher>(&self, _: &mut H) { *self }
    }
    impl Hash for () {
        #[inline]
        fn hash<H: Hasher>(&self, _: &mut H) {}
    }
    impl<T: Hash> Hash for [T] {
        #[inline]
        fn hash<H: Hasher>(&self, state: &mut H) {
            state.write_length_prefix(self.len());
            Hash::hash_slice(self, state)
        }
    }
    impl<T: marker::PointeeSized + Hash> Hash for &T {
        #[inline]
        fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
    }
    impl<T: marker::PointeeSized + Hash> Hash for &mut T {
        #[inline]
        fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
    }
}
