//! A buffer on the stack, for padding what was formatted.
use crate::fmt;

/// Text of at most `N` bytes.
pub(super) struct DisplayBuffer<const N: usize> {
    buf: [u8; N],
    len: usize,
}
impl<const N: usize> DisplayBuffer<N> {
    pub(super) const fn new() -> Self { DisplayBuffer { buf: [0; N], len: 0 } }
    pub(super) fn as_str(&self) -> &str {
        // SAFETY: only strings were written.
        unsafe { crate::str::from_utf8_unchecked(&self.buf[..self.len]) }
    }
}
impl<const N: usize> fmt::Write for DisplayBuffer<N> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        let Some(dst) = self.buf.get_mut(self.len..self.len + s.len()) else { return Err(fmt::Error) };
        dst.copy_from_slice(s.as_bytes());
        self.len += s.len();
        Ok(())
    }
}
