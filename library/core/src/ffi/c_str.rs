//! Borrowed C strings.
use crate::cmp::Ordering;
use crate::error::Error;
use crate::ffi::c_char;
use crate::iter::FusedIterator;
use crate::marker::PhantomData;
use crate::ptr::NonNull;
use crate::slice::memchr;
use crate::{fmt, ops, slice, str};

/// A C string: bytes that end with the only zero.
#[derive(PartialEq, Eq, Hash)]
#[lang = "CStr"]
#[rustc_diagnostic_item = "cstr_type"]
#[rustc_has_incoherent_inherent_impls]
#[repr(transparent)]
pub struct CStr {
    inner: [c_char],
}
/// Bytes had a zero inside or none at the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FromBytesWithNulError {
    /// A zero inside.
    InteriorNul {
        /// Its position.
        position: usize,
    },
    /// No zero at the end.
    NotNulTerminated,
}
impl fmt::Display for FromBytesWithNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InteriorNul { position } => write!(f, "data provided contains an interior nul byte at byte position {position}"),
            Self::NotNulTerminated => f.write_str("data provided is not nul terminated"),
        }
    }
}
impl Error for FromBytesWithNulError {}
/// There was no zero.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FromBytesUntilNulError(());
impl fmt::Display for FromBytesUntilNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("data provided does not contain a nul") }
}
impl Error for FromBytesUntilNulError {}
impl fmt::Debug for CStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for chunk in self.to_bytes().utf8_chunks() {
            for c in chunk.valid().chars() {
                match c {
                    '\0' => f.write_str("\\0")?,
                    '\x01'..='\x7f' => write!(f, "{}", (c as u8).escape_ascii())?,
                    _ => write!(f, "{}", c.escape_debug())?,
                }
            }
            write!(f, "{}", chunk.invalid().escape_ascii())?;
        }
        f.write_str("\"")
    }
}
impl Default for &CStr {
    fn default() -> Self { c"" }
}
impl CStr {
    /// The C string at an address.
    ///
    /// # Safety
    /// There must be one, unchanged for the lifetime.
    #[inline]
    #[must_use]
    pub const unsafe fn from_ptr<'a>(ptr: *const c_char) -> &'a CStr {
        let mut len = 0;
        while *ptr.add(len) != 0 {
            len += 1;
        }
        Self::from_bytes_with_nul_unchecked(slice::from_raw_parts(ptr.cast(), len + 1))
    }
    /// The C string that ends with the first zero.
    pub const fn from_bytes_until_nul(bytes: &[u8]) -> Result<&CStr, FromBytesUntilNulError> {
        match memchr::memchr(0, bytes) {
            // SAFETY: the part ends with its only zero.
            Some(pos) => Ok(unsafe { CStr::from_bytes_with_nul_unchecked(slice::from_raw_parts(bytes.as_ptr(), pos + 1)) }),
            None => Err(FromBytesUntilNulError(())),
        }
    }
    /// The bytes as a C string, if they are one.
    pub const fn from_bytes_with_nul(bytes: &[u8]) -> Result<&Self, FromBytesWithNulError> {
        match memchr::memchr(0, bytes) {
            // SAFETY: the bytes end with their only zero.
            Some(pos) if pos + 1 == bytes.len() => Ok(unsafe { Self::from_bytes_with_nul_unchecked(bytes) }),
            Some(position) => Err(FromBytesWithNulError::InteriorNul { position }),
            None => Err(FromBytesWithNulError::NotNulTerminated),
        }
    }
    /// The bytes as a C string.
    ///
    /// # Safety
    /// They must end with their only zero.
    #[inline]
    #[must_use]
    pub const unsafe fn from_bytes_with_nul_unchecked(bytes: &[u8]) -> &CStr { &*(bytes as *const [u8] as *const CStr) }
    /// Points to the first character.
    #[inline]
    #[must_use]
    #[rustc_as_ptr]
    #[rustc_never_returns_null_ptr]
    pub const fn as_ptr(&self) -> *const c_char { self.inner.as_ptr() }
    #[doc(hidden)]
    #[inline]
    pub const fn as_non_null_ptr(&self) -> NonNull<c_char> { NonNull::from_ref(&self.inner).as_non_null_ptr() }
    /// The number of bytes before the zero.
    #[inline]
    #[must_use]
    #[doc(alias("len", "strlen"))]
    pub const fn count_bytes(&self) -> usize { self.inner.len() - 1 }
    /// Whether there are none.
    #[inline]
    pub const fn is_empty(&self) -> bool { self.count_bytes() == 0 }
    /// The bytes before the zero.
    #[inline]
    #[must_use]
    pub const fn to_bytes(&self) -> &[u8] {
        let bytes = self.to_bytes_with_nul();
        // SAFETY: there is a zero at the end.
        unsafe { slice::from_raw_parts(bytes.as_ptr(), bytes.len() - 1) }
    }
    /// The bytes with the zero.
    #[inline]
    #[must_use]
    pub const fn to_bytes_with_nul(&self) -> &[u8] {
        // SAFETY: the layouts are the same.
        unsafe { &*((&raw const self.inner) as *const [u8]) }
    }
    /// The bytes one by one.
    #[doc(hidden)]
    #[inline]
    pub fn bytes(&self) -> Bytes<'_> { Bytes(self.to_bytes().iter(), PhantomData) }
    /// The string, if it is UTF-8.
    pub const fn to_str(&self) -> Result<&str, str::Utf8Error> { str::from_utf8(self.to_bytes()) }
}
impl PartialEq<&Self> for CStr {
    fn eq(&self, other: &&Self) -> bool { *self == **other }
}
impl PartialOrd for CStr {
    fn partial_cmp(&self, other: &CStr) -> Option<Ordering> { self.to_bytes().partial_cmp(other.to_bytes()) }
}
impl Ord for CStr {
    fn cmp(&self, other: &CStr) -> Ordering { self.to_bytes().cmp(other.to_bytes()) }
}
impl ops::Index<ops::RangeFrom<usize>> for CStr {
    type Output = CStr;
    fn index(&self, index: ops::RangeFrom<usize>) -> &CStr {
        let bytes = self.to_bytes_with_nul();
        if index.start < bytes.len() {
            // SAFETY: the zero stays at the end.
            unsafe { CStr::from_bytes_with_nul_unchecked(&bytes[index.start..]) }
        } else {
            panic!("index out of bounds: the len is {} but the index is {}", bytes.len(), index.start);
        }
    }
}
impl AsRef<CStr> for CStr {
    #[inline]
    fn as_ref(&self) -> &CStr { self }
}
/// See `CStr::bytes`.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Bytes<'a>(slice::Iter<'a, u8>, PhantomData<&'a c_char>);
impl Iterator for Bytes<'_> {
    type Item = u8;
    #[inline]
    fn next(&mut self) -> Option<u8> { self.0.next().copied() }
}
impl FusedIterator for Bytes<'_> {}
