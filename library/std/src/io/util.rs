//! Small streams.
use super::{BufRead, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use core::fmt;
/// Nothing.
#[non_exhaustive]
#[derive(Copy, Clone, Debug, Default)]
pub struct Empty;
/// Nothing.
#[must_use]
pub const fn empty() -> Empty { Empty }
impl Read for Empty { fn read(&mut self, _: &mut [u8]) -> Result<usize> { Ok(0) } }
impl BufRead for Empty { fn fill_buf(&mut self) -> Result<&[u8]> { Ok(&[]) } fn consume(&mut self, _: usize) {} }
impl Seek for Empty { fn seek(&mut self, _: SeekFrom) -> Result<u64> { Ok(0) } }
impl Write for &Empty { fn write(&mut self, b: &[u8]) -> Result<usize> { Ok(b.len()) } fn flush(&mut self) -> Result<()> { Ok(()) } }
impl Write for Empty { fn write(&mut self, b: &[u8]) -> Result<usize> { Ok(b.len()) } fn flush(&mut self) -> Result<()> { Ok(()) } }
/// One byte for ever.
#[derive(Clone)]
pub struct Repeat { byte: u8 }
impl fmt::Debug for Repeat { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Repeat").finish_non_exhaustive() } }
/// One byte for ever.
#[must_use]
pub const fn repeat(byte: u8) -> Repeat { Repeat { byte } }
impl Read for Repeat { fn read(&mut self, b: &mut [u8]) -> Result<usize> { b.fill(self.byte); Ok(b.len()) } }
/// Takes everything.
#[non_exhaustive]
#[derive(Copy, Clone, Debug, Default)]
pub struct Sink;
/// Takes everything.
#[must_use]
pub const fn sink() -> Sink { Sink }
impl Write for Sink { fn write(&mut self, b: &[u8]) -> Result<usize> { Ok(b.len()) } fn flush(&mut self) -> Result<()> { Ok(()) } }
impl Write for &Sink { fn write(&mut self, b: &[u8]) -> Result<usize> { Ok(b.len()) } fn flush(&mut self) -> Result<()> { Ok(()) } }
/// Copies everything.
pub fn copy<R: Read + ?Sized, W: Write + ?Sized>(reader: &mut R, writer: &mut W) -> Result<u64> {
    let mut buf = [0; 8192];
    let mut total = 0;
    loop {
        match reader.read(&mut buf) {
            Ok(0) => return Ok(total),
            Ok(n) => { writer.write_all(&buf[..n])?; total += n as u64; }
            Err(ref e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}
