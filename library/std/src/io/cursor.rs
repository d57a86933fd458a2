//! `Cursor`.
use super::traits::{gather, scatter};
use super::{BufRead, Error, ErrorKind, IoSlice, IoSliceMut, Read, Result, Seek, SeekFrom, Write};
use crate::boxed::Box;
use crate::vec::Vec;
/// Memory as a stream.
#[derive(Debug, Default, Eq, PartialEq, Clone)]
pub struct Cursor<T> { inner: T, pos: u64 }
impl<T> Cursor<T> {
    /// At the start.
    pub const fn new(inner: T) -> Cursor<T> { Cursor { pos: 0, inner } }
    /// The memory.
    pub fn into_inner(self) -> T { self.inner }
    /// The memory.
    pub const fn get_ref(&self) -> &T { &self.inner }
    /// The memory.
    pub const fn get_mut(&mut self) -> &mut T { &mut self.inner }
    /// The position.
    pub const fn position(&self) -> u64 { self.pos }
    /// Sets the position.
    pub const fn set_position(&mut self, pos: u64) { self.pos = pos; }
}
impl<T: AsRef<[u8]>> Seek for Cursor<T> {
    fn seek(&mut self, style: SeekFrom) -> Result<u64> {
        let (base, offset) = match style {
            SeekFrom::Start(n) => { self.pos = n; return Ok(n); }
            SeekFrom::End(n) => (self.inner.as_ref().len() as u64, n),
            SeekFrom::Current(n) => (self.pos, n),
        };
        match base.checked_add_signed(offset) {
            Some(n) => { self.pos = n; Ok(n) }
            None => Err(Error::message(ErrorKind::InvalidInput, "invalid seek to a negative or overflowing position")),
        }
    }
}
impl<T: AsRef<[u8]>> Cursor<T> {
    fn rest(&self) -> &[u8] { let s = self.inner.as_ref(); &s[core::cmp::min(self.pos, s.len() as u64) as usize..] }
}
impl<T: AsRef<[u8]>> Read for Cursor<T> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let n = Read::read(&mut self.rest(), buf)?;
        self.pos += n as u64;
        Ok(n)
    }
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { scatter(self, bufs) }
}
impl<T: AsRef<[u8]>> BufRead for Cursor<T> {
    fn fill_buf(&mut self) -> Result<&[u8]> { Ok(self.rest()) }
    fn consume(&mut self, n: usize) { self.pos += n as u64; }
}
fn write_fixed(pos: &mut u64, slice: &mut [u8], buf: &[u8]) -> Result<usize> {
    let at = core::cmp::min(*pos, slice.len() as u64) as usize;
    let n = (&mut slice[at..]).write(buf)?;
    *pos += n as u64;
    Ok(n)
}
fn write_vec(pos: &mut u64, vec: &mut Vec<u8>, buf: &[u8]) -> Result<usize> {
    let at = *pos as usize;
    if vec.len() < at + buf.len() { vec.resize(at + buf.len(), 0); }
    vec[at..at + buf.len()].copy_from_slice(buf);
    *pos += buf.len() as u64;
    Ok(buf.len())
}
macro_rules! writers {
    ($([$($p:tt)*] $t:ty, |$v:ident| $f:ident $e:expr;)*) => {$(
        impl<$($p)*> Write for Cursor<$t> {
            fn write(&mut self, buf: &[u8]) -> Result<usize> { let $v = &mut self.inner; $f(&mut self.pos, $e, buf) }
            fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { gather(self, bufs) }
            fn flush(&mut self) -> Result<()> { Ok(()) }
        }
    )*};
}
writers! { [] &mut [u8], |v| write_fixed v; [] &mut Vec<u8>, |v| write_vec v; [] Vec<u8>, |v| write_vec v; [] Box<[u8]>, |v| write_fixed v; [const N: usize] [u8; N], |v| write_fixed v; }
