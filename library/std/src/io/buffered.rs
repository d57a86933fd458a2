//! Buffers around streams.
use super::{BufRead, Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use crate::vec::Vec;
use core::error;
use core::fmt;
/// A source with a buffer.
pub struct BufReader<R: ?Sized> { buf: Vec<u8>, pos: usize, filled: usize, inner: R }
impl<R: Read> BufReader<R> {
    /// With the usual size.
    pub fn new(inner: R) -> BufReader<R> { BufReader::with_capacity(8192, inner) }
    /// With a size.
    pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R> { BufReader { buf: alloc_crate::vec![0; capacity], pos: 0, filled: 0, inner } }
}
impl<R: ?Sized> BufReader<R> {
    /// The source.
    pub fn get_ref(&self) -> &R { &self.inner }
    /// The source.
    pub fn get_mut(&mut self) -> &mut R { &mut self.inner }
    /// What is buffered.
    pub fn buffer(&self) -> &[u8] { &self.buf[self.pos..self.filled] }
    /// The buffer's size.
    pub fn capacity(&self) -> usize { self.buf.len() }
    /// The source.
    pub fn into_inner(self) -> R where R: Sized { self.inner }
}
impl<R: Seek + ?Sized> BufReader<R> {
    /// Moves from here; what is buffered stays if the place lies in it.
    pub fn seek_relative(&mut self, offset: i64) -> Result<()> {
        match (self.pos as u64).checked_add_signed(offset) {
            Some(to) if to <= self.filled as u64 => { self.pos = to as usize; Ok(()) }
            _ => self.seek(SeekFrom::Current(offset)).map(drop),
        }
    }
}
impl<R: Read + ?Sized> Read for BufReader<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        if self.pos == self.filled && out.len() >= self.buf.len() { return self.inner.read(out); }
        let n = { let mut b = self.fill_buf()?; b.read(out)? };
        self.consume(n);
        Ok(n)
    }
}
impl<R: Read + ?Sized> BufRead for BufReader<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.pos >= self.filled { self.pos = 0; self.filled = 0; self.filled = self.inner.read(&mut self.buf)?; }
        Ok(&self.buf[self.pos..self.filled])
    }
    fn consume(&mut self, n: usize) { self.pos = core::cmp::min(self.pos + n, self.filled); }
}
impl<R: Seek + ?Sized> Seek for BufReader<R> {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let left = (self.filled - self.pos) as i64;
        let r = match pos {
            SeekFrom::Current(n) => match n.checked_sub(left) {
                Some(offset) => self.inner.seek(SeekFrom::Current(offset))?,
                // Two steps where one number cannot say how far it is.
                None => {
                    self.inner.seek(SeekFrom::Current(-left))?;
                    self.pos = 0; self.filled = 0;
                    self.inner.seek(SeekFrom::Current(n))?
                }
            },
            p => self.inner.seek(p)?,
        };
        self.pos = 0; self.filled = 0;
        Ok(r)
    }
}
impl<R: fmt::Debug + ?Sized> fmt::Debug for BufReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("BufReader").field("reader", &&self.inner).field("buffer", &format_args!("{}/{}", self.filled - self.pos, self.buf.len())).finish() }
}
/// A sink with a buffer.
pub struct BufWriter<W: ?Sized + Write> { buf: Vec<u8>, cap: usize, panicked: bool, inner: W }
impl<W: Write> BufWriter<W> {
    /// With the usual size.
    pub fn new(inner: W) -> BufWriter<W> { BufWriter::with_capacity(8192, inner) }
    /// With a size.
    pub fn with_capacity(cap: usize, inner: W) -> BufWriter<W> { BufWriter { buf: Vec::with_capacity(cap), cap, panicked: false, inner } }
    /// The sink, after writing what is buffered.
    pub fn into_inner(mut self) -> core::result::Result<W, IntoInnerError<BufWriter<W>>> {
        match self.flush_buf() {
            Err(e) => Err(IntoInnerError(self, e)),
            Ok(()) => {
                let mut me = core::mem::ManuallyDrop::new(self);
                // SAFETY: both fields are moved out once.
                unsafe { core::ptr::drop_in_place(&mut me.buf); Ok(core::ptr::read(&me.inner)) }
            }
        }
    }
    /// The sink, and what is buffered and not written (an error holding it, if writing panicked).
    pub fn into_parts(self) -> (W, core::result::Result<Vec<u8>, WriterPanicked>) {
        let me = core::mem::ManuallyDrop::new(self);
        // SAFETY: both fields are moved out once.
        let (inner, buf) = unsafe { (core::ptr::read(&me.inner), core::ptr::read(&me.buf)) };
        (inner, if me.panicked { Err(WriterPanicked { buf }) } else { Ok(buf) })
    }
}
impl<W: ?Sized + Write> BufWriter<W> {
    /// The sink.
    pub fn get_ref(&self) -> &W { &self.inner }
    /// The sink.
    pub fn get_mut(&mut self) -> &mut W { &mut self.inner }
    /// What is buffered.
    pub fn buffer(&self) -> &[u8] { &self.buf }
    /// The buffer's size.
    pub fn capacity(&self) -> usize { self.cap }
}
impl<W: ?Sized + Write> BufWriter<W> {
    fn flush_buf(&mut self) -> Result<()> {
        let mut done = 0;
        let r = loop {
            if done == self.buf.len() { break Ok(()); }
            self.panicked = true;
            let r = self.inner.write(&self.buf[done..]);
            self.panicked = false;
            match r {
                Ok(0) => break Err(Error::message(ErrorKind::WriteZero, "failed to write the buffered data")),
                Ok(n) => done += n,
                Err(ref e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => break Err(e),
            }
        };
        self.buf.drain(..done);
        r
    }
}
impl<W: ?Sized + Write> Write for BufWriter<W> {
    #[inline]
    fn write(&mut self, data: &[u8]) -> Result<usize> {
        if self.buf.len() + data.len() > self.cap { self.flush_buf()?; }
        if data.len() >= self.cap { return self.inner.write(data); }
        self.buf.extend_from_slice(data);
        Ok(data.len())
    }
    fn flush(&mut self) -> Result<()> { self.flush_buf()?; self.inner.flush() }
}
impl<W: ?Sized + Write + Seek> Seek for BufWriter<W> {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> { self.flush_buf()?; self.inner.seek(pos) }
}
impl<W: Write + fmt::Debug + ?Sized> fmt::Debug for BufWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("BufWriter").field("writer", &&self.inner).field("buffer", &format_args!("{}/{}", self.buf.len(), self.cap)).finish() }
}
impl<W: ?Sized + Write> Drop for BufWriter<W> {
    fn drop(&mut self) { if !self.panicked { let _ = self.flush_buf(); } }
}
/// A sink that writes whole lines.
pub struct LineWriter<W: ?Sized + Write> { inner: BufWriter<W> }
impl<W: Write> LineWriter<W> {
    /// With the usual size.
    pub fn new(inner: W) -> LineWriter<W> { LineWriter::with_capacity(1024, inner) }
    /// With a size.
    pub fn with_capacity(cap: usize, inner: W) -> LineWriter<W> { LineWriter { inner: BufWriter::with_capacity(cap, inner) } }
    /// The sink.
    pub fn get_mut(&mut self) -> &mut W { self.inner.get_mut() }
    /// The sink, after writing what is buffered.
    pub fn into_inner(self) -> core::result::Result<W, IntoInnerError<LineWriter<W>>> { self.inner.into_inner().map_err(|e| IntoInnerError(LineWriter { inner: e.0 }, e.1)) }
}
impl<W: ?Sized + Write> LineWriter<W> {
    /// The sink.
    pub fn get_ref(&self) -> &W { self.inner.get_ref() }
}
impl<W: ?Sized + Write> Write for LineWriter<W> {
    fn write(&mut self, data: &[u8]) -> Result<usize> {
        match core::slice::memchr::memrchr(b'\n', data) {
            None => { if self.inner.buf.last() == Some(&b'\n') { self.inner.flush_buf()?; } self.inner.write(data) }
            Some(i) => {
                self.inner.write_all(&data[..=i])?;
                self.inner.flush_buf()?;
                self.inner.write_all(&data[i + 1..])?;
                Ok(data.len())
            }
        }
    }
    fn flush(&mut self) -> Result<()> { self.inner.flush() }
}
impl<W: Write + fmt::Debug + ?Sized> fmt::Debug for LineWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("LineWriter").field("writer", &self.get_ref()).field("buffer", &format_args!("{}/{}", self.inner.buf.len(), self.inner.cap)).finish_non_exhaustive() }
}
/// `into_inner` failed; the writer is inside.
#[derive(Debug)]
pub struct IntoInnerError<W>(W, Error);
impl<W> IntoInnerError<W> {
    /// Why.
    pub fn error(&self) -> &Error { &self.1 }
    /// The writer.
    pub fn into_inner(self) -> W { self.0 }
    /// Why.
    pub fn into_error(self) -> Error { self.1 }
    /// Both.
    pub fn into_parts(self) -> (Error, W) { (self.1, self.0) }
}
impl<W> From<IntoInnerError<W>> for Error { fn from(e: IntoInnerError<W>) -> Error { e.1 } }
impl<W: Send + fmt::Debug> error::Error for IntoInnerError<W> {}
impl<W> fmt::Display for IntoInnerError<W> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.1.fmt(f) } }

/// What a `BufWriter` held whose sink panicked while writing.
pub struct WriterPanicked { buf: Vec<u8> }
impl WriterPanicked {
    /// The bytes; some of them may have been written.
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> { self.buf }
}
impl fmt::Debug for WriterPanicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriterPanicked").field("buffer", &format_args!("{}/{}", self.buf.len(), self.buf.capacity())).finish()
    }
}
impl fmt::Display for WriterPanicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BufWriter inner writer panicked, what data remains unwritten is not known")
    }
}
impl core::error::Error for WriterPanicked {}
