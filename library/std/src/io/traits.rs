//! `Read`, `Write`, `Seek` and `BufRead`.
use super::{Error, ErrorKind, Result};
use crate::boxed::Box;
use crate::string::String;
use crate::sys::libc::iovec;
use crate::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::slice::memchr;

/// A buffer to write, laid out as the system wants it.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct IoSlice<'a> { raw: iovec, marker: PhantomData<&'a [u8]> }
/// A buffer to read into, laid out as the system wants it.
#[repr(transparent)]
pub struct IoSliceMut<'a> { raw: iovec, marker: PhantomData<&'a mut [u8]> }
// SAFETY: they are slices, which may be sent and shared.
unsafe impl Send for IoSlice<'_> {}
unsafe impl Sync for IoSlice<'_> {}
unsafe impl Send for IoSliceMut<'_> {}
unsafe impl Sync for IoSliceMut<'_> {}
/// Skips bytes over several buffers.
macro_rules! advance_slices {
    ($bufs:ident, $n:ident, $name:literal) => {{
        let (mut whole, mut left) = (0, $n);
        for buf in $bufs.iter() {
            if left < buf.len() { break; }
            left -= buf.len();
            whole += 1;
        }
        *$bufs = &mut core::mem::take($bufs)[whole..];
        match $bufs.first_mut() {
            Some(first) => first.advance(left),
            None => assert!(left == 0, concat!("advancing ", $name, " beyond their length")),
        }
    }};
}
impl<'a> IoSlice<'a> {
    /// Of bytes.
    #[must_use]
    #[inline]
    pub fn new(buf: &'a [u8]) -> IoSlice<'a> { IoSlice { raw: iovec { base: buf.as_ptr().cast_mut().cast(), len: buf.len() }, marker: PhantomData } }
    /// Skips bytes at the start.
    #[inline]
    pub fn advance(&mut self, n: usize) {
        if self.raw.len < n { panic!("advancing IoSlice beyond its length"); }
        *self = IoSlice::new(&self.as_slice()[n..]);
    }
    /// Skips bytes over several buffers; what is empty then goes.
    #[inline]
    pub fn advance_slices(bufs: &mut &mut [IoSlice<'a>], n: usize) { advance_slices!(bufs, n, "io slices") }
    /// The bytes, for as long as they live.
    // SAFETY: the parts are those of a slice of that lifetime.
    pub const fn as_slice(self) -> &'a [u8] { unsafe { core::slice::from_raw_parts(self.raw.base as *const u8, self.raw.len) } }
}
impl<'a> IoSliceMut<'a> {
    /// Of bytes.
    #[inline]
    pub fn new(buf: &'a mut [u8]) -> IoSliceMut<'a> { IoSliceMut { raw: iovec { base: buf.as_mut_ptr().cast(), len: buf.len() }, marker: PhantomData } }
    /// Skips bytes at the start.
    #[inline]
    pub fn advance(&mut self, n: usize) {
        if self.raw.len < n { panic!("advancing IoSliceMut beyond its length"); }
        // SAFETY: it stays within the slice.
        self.raw.base = unsafe { self.raw.base.cast::<u8>().add(n).cast() };
        self.raw.len -= n;
    }
    /// Skips bytes over several buffers; what is empty then goes.
    #[inline]
    pub fn advance_slices(bufs: &mut &mut [IoSliceMut<'a>], n: usize) { advance_slices!(bufs, n, "io slices") }
}
impl Deref for IoSlice<'_> { type Target = [u8]; fn deref(&self) -> &[u8] { self.as_slice() } }
// SAFETY of both: the parts are those of a slice that is borrowed for at least as long.
impl Deref for IoSliceMut<'_> { type Target = [u8]; fn deref(&self) -> &[u8] { unsafe { core::slice::from_raw_parts(self.raw.base as *const u8, self.raw.len) } } }
impl DerefMut for IoSliceMut<'_> { fn deref_mut(&mut self) -> &mut [u8] { unsafe { core::slice::from_raw_parts_mut(self.raw.base as *mut u8, self.raw.len) } } }
impl fmt::Debug for IoSlice<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) } }
impl fmt::Debug for IoSliceMut<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { (**self).fmt(f) } }

/// Appends what a reader puts behind the text, if it is text too; otherwise nothing.
pub(crate) fn append_to_string(buf: &mut String, f: impl FnOnce(&mut Vec<u8>) -> Result<usize>) -> Result<usize> {
    /// Cuts off what was not found to be text, even if the reader panics.
    struct Guard<'a> { bytes: &'a mut Vec<u8>, valid: usize }
    impl Drop for Guard<'_> { fn drop(&mut self) { self.bytes.truncate(self.valid) } }
    let valid = buf.len();
    // SAFETY: the guard leaves nothing in the buffer that is not UTF-8.
    let guard = &mut Guard { bytes: unsafe { buf.as_mut_vec() }, valid };
    let read = f(guard.bytes);
    if core::str::from_utf8(&guard.bytes[valid..]).is_err() {
        return read.and(Err(Error::message(ErrorKind::InvalidData, "stream did not contain valid UTF-8")));
    }
    guard.valid = guard.bytes.len();
    read
}
/// Reads to the end, into memory that grows with what comes.
pub(crate) fn default_read_to_end<R: Read + ?Sized>(reader: &mut R, buf: &mut Vec<u8>) -> Result<usize> {
    const LEAST: usize = 8192;
    const MOST: usize = 1 << 20;
    let start = buf.len();
    // Room must be filled with zeros first, so there is not much more of it than the reader fills.
    let mut step = (buf.capacity() - start).clamp(32, MOST);
    loop {
        let filled = buf.len();
        let result = if filled == buf.capacity() && filled > start {
            // What was made room for may be all there is; then nothing more is allocated.
            let mut probe = [0; 32];
            reader.read(&mut probe).map(|n| { buf.extend_from_slice(&probe[..n]); n })
        } else {
            buf.resize(filled + step, 0);
            let result = reader.read(&mut buf[filled..]);
            buf.truncate(filled + *result.as_ref().unwrap_or(&0));
            match result {
                Ok(n) if n == step => step = (2 * step).min(MOST),
                Ok(n) if n < step / 4 => step = (step / 2).max(step.min(LEAST)),
                _ => {}
            }
            result
        };
        match result {
            Ok(0) => return Ok(buf.len() - start),
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}
/// Sources of bytes.
#[rustc_diagnostic_item = "IoRead"]
pub trait Read {
    /// Reads some bytes; none at the end.
    fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
    /// Reads into several buffers.
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { self.read(bufs.iter_mut().find(|b| !b.is_empty()).map_or(&mut [][..], |b| &mut **b)) }
    /// Reads to the end.
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> { default_read_to_end(self, buf) }
    /// Reads to the end as text.
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> { append_to_string(buf, |b| self.read_to_end(b)) }
    /// Fills the buffer.
    fn read_exact(&mut self, mut buf: &mut [u8]) -> Result<()> {
        while !buf.is_empty() {
            match self.read(buf) {
                Ok(0) => return Err(Error::message(ErrorKind::UnexpectedEof, "failed to fill whole buffer")),
                Ok(n) => buf = &mut buf[n..],
                Err(ref e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }
    /// Borrows.
    fn by_ref(&mut self) -> &mut Self where Self: Sized { self }
    /// Byte by byte.
    fn bytes(self) -> Bytes<Self> where Self: Sized { Bytes { inner: self } }
    /// This, then another.
    fn chain<R: Read>(self, next: R) -> Chain<Self, R> where Self: Sized { Chain { first: self, second: next, done_first: false } }
    /// At most that many bytes.
    fn take(self, limit: u64) -> Take<Self> where Self: Sized { Take { inner: self, len: limit, limit } }
}
/// Reads to the end as text.
pub fn read_to_string<R: Read>(mut reader: R) -> Result<String> {
    let mut buf = String::new();
    reader.read_to_string(&mut buf)?;
    Ok(buf)
}
/// Sinks of bytes.
#[rustc_diagnostic_item = "IoWrite"]
pub trait Write {
    /// Writes some bytes.
    fn write(&mut self, buf: &[u8]) -> Result<usize>;
    /// Writes several buffers.
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { self.write(bufs.iter().find(|b| !b.is_empty()).map_or(&[][..], |b| &**b)) }
    /// Writes what is held back.
    fn flush(&mut self) -> Result<()>;
    /// Writes all bytes.
    fn write_all(&mut self, mut buf: &[u8]) -> Result<()> {
        while !buf.is_empty() {
            match self.write(buf) {
                Ok(0) => return Err(Error::message(ErrorKind::WriteZero, "failed to write whole buffer")),
                Ok(n) => buf = &buf[n..],
                Err(ref e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }
    /// Writes formatted text.
    fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {
        if let Some(s) = args.as_str() {
            return self.write_all(s.as_bytes());
        }
        struct Adapter<'a, T: ?Sized> { inner: &'a mut T, error: Result<()> }
        impl<T: Write + ?Sized> fmt::Write for Adapter<'_, T> {
            fn write_str(&mut self, s: &str) -> fmt::Result {
                match self.inner.write_all(s.as_bytes()) { Ok(()) => Ok(()), Err(e) => { self.error = Err(e); Err(fmt::Error) } }
            }
        }
        let mut output = Adapter { inner: self, error: Ok(()) };
        match fmt::write(&mut output, args) {
            Ok(()) => Ok(()),
            Err(..) => if output.error.is_err() { output.error } else { panic!("a formatting trait implementation returned an error when the underlying stream did not") },
        }
    }
    /// Borrows.
    fn by_ref(&mut self) -> &mut Self where Self: Sized { self }
}
/// Where to seek to.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum SeekFrom {
    /// From the start.
    Start(u64),
    /// From the end.
    End(i64),
    /// From here.
    Current(i64),
}
/// Streams with a position.
#[rustc_diagnostic_item = "IoSeek"]
pub trait Seek {
    /// Moves, giving the position.
    fn seek(&mut self, pos: SeekFrom) -> Result<u64>;
    /// Moves to the start.
    fn rewind(&mut self) -> Result<()> { self.seek(SeekFrom::Start(0))?; Ok(()) }
    /// The position.
    fn stream_position(&mut self) -> Result<u64> { self.seek(SeekFrom::Current(0)) }
    /// Moves from here.
    fn seek_relative(&mut self, offset: i64) -> Result<()> { self.seek(SeekFrom::Current(offset))?; Ok(()) }
}
/// Sources with a buffer.
#[rustc_diagnostic_item = "IoBufRead"]
pub trait BufRead: Read {
    /// The buffer, filled if empty.
    fn fill_buf(&mut self) -> Result<&[u8]>;
    /// Removes bytes from the buffer.
    fn consume(&mut self, amount: usize);
    /// Reads up to and with a byte.
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {
        let mut read = 0;
        loop {
            let (done, used) = {
                let available = match self.fill_buf() { Ok(n) => n, Err(ref e) if e.kind() == ErrorKind::Interrupted => continue, Err(e) => return Err(e) };
                match memchr::memchr(byte, available) {
                    Some(i) => { buf.extend_from_slice(&available[..=i]); (true, i + 1) }
                    None => { buf.extend_from_slice(available); (false, available.len()) }
                }
            };
            self.consume(used);
            read += used;
            if done || used == 0 { return Ok(read); }
        }
    }
    /// Skips up to and with a byte.
    fn skip_until(&mut self, byte: u8) -> Result<usize> { self.read_until(byte, &mut Vec::new()) }
    /// Reads a line with its end.
    fn read_line(&mut self, buf: &mut String) -> Result<usize> { append_to_string(buf, |b| self.read_until(b'\n', b)) }
    /// Parts that end with a byte.
    fn split(self, byte: u8) -> Split<Self> where Self: Sized { Split { buf: self, delim: byte } }
    /// Lines without their ends.
    fn lines(self) -> Lines<Self> where Self: Sized { Lines { buf: self } }
}
macro_rules! forward {
    ($([$($p:tt)*] $t:ty;)*) => {$(
        impl<T: Read + ?Sized> Read for $t where Self: Sized {
            fn read(&mut self, buf: &mut [u8]) -> Result<usize> { (**self).read(buf) }
            fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { (**self).read_vectored(bufs) }
            fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> { (**self).read_to_end(buf) }
            fn read_to_string(&mut self, buf: &mut String) -> Result<usize> { (**self).read_to_string(buf) }
            fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> { (**self).read_exact(buf) }
        }
        impl<T: Write + ?Sized> Write for $t where Self: Sized {
            fn write(&mut self, buf: &[u8]) -> Result<usize> { (**self).write(buf) }
            fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { (**self).write_vectored(bufs) }
            fn flush(&mut self) -> Result<()> { (**self).flush() }
            fn write_all(&mut self, buf: &[u8]) -> Result<()> { (**self).write_all(buf) }
            fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> { (**self).write_fmt(args) }
        }
        impl<T: Seek + ?Sized> Seek for $t where Self: Sized {
            fn seek(&mut self, pos: SeekFrom) -> Result<u64> { (**self).seek(pos) }
        }
        impl<T: BufRead + ?Sized> BufRead for $t where Self: Sized {
            fn fill_buf(&mut self) -> Result<&[u8]> { (**self).fill_buf() }
            fn consume(&mut self, n: usize) { (**self).consume(n) }
        }
    )*};
}
forward! { [] &mut T; [] Box<T>; }
impl Read for &[u8] {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let n = core::cmp::min(buf.len(), self.len());
        let (a, b) = self.split_at(n);
        buf[..n].copy_from_slice(a);
        *self = b;
        Ok(n)
    }
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> { scatter(self, bufs) }
}
/// Fills buffer after buffer from what never waits.
pub(super) fn scatter<R: Read>(reader: &mut R, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
    let mut total = 0;
    for buf in bufs {
        let n = reader.read(buf)?;
        total += n;
        if n < buf.len() { break; }
    }
    Ok(total)
}
/// Writes buffer after buffer to what never waits.
pub(super) fn gather<W: Write>(writer: &mut W, bufs: &[IoSlice<'_>]) -> Result<usize> {
    let mut total = 0;
    for buf in bufs {
        let n = writer.write(buf)?;
        total += n;
        if n < buf.len() { break; }
    }
    Ok(total)
}
impl BufRead for &[u8] {
    fn fill_buf(&mut self) -> Result<&[u8]> { Ok(*self) }
    fn consume(&mut self, n: usize) { *self = &self[n..]; }
}
impl Write for &mut [u8] {
    fn write(&mut self, data: &[u8]) -> Result<usize> {
        let n = core::cmp::min(data.len(), self.len());
        let (a, b) = core::mem::take(self).split_at_mut(n);
        a.copy_from_slice(&data[..n]);
        *self = b;
        Ok(n)
    }
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { gather(self, bufs) }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Write for Vec<u8> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.extend_from_slice(buf); Ok(buf.len()) }
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> { gather(self, bufs) }
    fn write_all(&mut self, buf: &[u8]) -> Result<()> { self.extend_from_slice(buf); Ok(()) }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Read for crate::collections::VecDeque<u8> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let n = core::cmp::min(buf.len(), self.len());
        for b in &mut buf[..n] { *b = self.pop_front().unwrap(); }
        Ok(n)
    }
}
impl BufRead for crate::collections::VecDeque<u8> {
    fn fill_buf(&mut self) -> Result<&[u8]> { Ok(self.as_slices().0) }
    fn consume(&mut self, n: usize) { self.drain(..n); }
}
impl Write for crate::collections::VecDeque<u8> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.extend(buf); Ok(buf.len()) }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
/// See `Read::bytes`.
#[derive(Debug)]
pub struct Bytes<R> { inner: R }
impl<R: Read> Iterator for Bytes<R> {
    type Item = Result<u8>;
    fn next(&mut self) -> Option<Result<u8>> {
        let mut b = [0];
        loop {
            return match self.inner.read(&mut b) { Ok(0) => None, Ok(..) => Some(Ok(b[0])), Err(ref e) if e.kind() == ErrorKind::Interrupted => continue, Err(e) => Some(Err(e)) };
        }
    }
}
/// See `Read::chain`.
#[derive(Debug)]
pub struct Chain<T, U> { first: T, second: U, done_first: bool }
impl<T, U> Chain<T, U> {
    /// Both parts.
    pub fn into_inner(self) -> (T, U) { (self.first, self.second) }
    /// Both parts.
    pub fn get_ref(&self) -> (&T, &U) { (&self.first, &self.second) }
    /// Both parts.
    pub fn get_mut(&mut self) -> (&mut T, &mut U) { (&mut self.first, &mut self.second) }
}
impl<T: Read, U: Read> Read for Chain<T, U> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if !self.done_first {
            match self.first.read(buf)? { 0 if !buf.is_empty() => self.done_first = true, n => return Ok(n) }
        }
        self.second.read(buf)
    }
}
impl<T: BufRead, U: BufRead> BufRead for Chain<T, U> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if !self.done_first {
            if self.first.fill_buf()?.is_empty() { self.done_first = true; } else { return self.first.fill_buf(); }
        }
        self.second.fill_buf()
    }
    fn consume(&mut self, n: usize) { if !self.done_first { self.first.consume(n) } else { self.second.consume(n) } }
}
/// See `Read::take`.
#[derive(Debug)]
pub struct Take<T> { inner: T, len: u64, limit: u64 }
impl<T> Take<T> {
    /// How many bytes are left.
    pub fn limit(&self) -> u64 { self.limit }
    /// Sets how many bytes are left.
    pub fn set_limit(&mut self, limit: u64) { self.len = limit; self.limit = limit; }
    /// How many bytes were read.
    pub fn position(&self) -> u64 { self.len - self.limit }
    /// The source.
    pub fn into_inner(self) -> T { self.inner }
    /// The source.
    pub fn get_ref(&self) -> &T { &self.inner }
    /// The source.
    pub fn get_mut(&mut self) -> &mut T { &mut self.inner }
}
impl<T: Read> Read for Take<T> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if self.limit == 0 { return Ok(0); }
        let max = core::cmp::min(buf.len() as u64, self.limit) as usize;
        let n = self.inner.read(&mut buf[..max])?;
        self.limit -= n as u64;
        Ok(n)
    }
}
impl<T: BufRead> BufRead for Take<T> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.limit == 0 { return Ok(&[]); }
        let buf = self.inner.fill_buf()?;
        let cap = core::cmp::min(buf.len() as u64, self.limit) as usize;
        Ok(&buf[..cap])
    }
    fn consume(&mut self, n: usize) {
        let n = core::cmp::min(n as u64, self.limit) as usize;
        self.limit -= n as u64;
        self.inner.consume(n);
    }
}
/// Positions count from where the limit was set.
impl<T: Seek> Seek for Take<T> {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let to = match pos {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::Current(n) => self.position().checked_add_signed(n),
            SeekFrom::End(n) => self.len.checked_add_signed(n),
        };
        let Some(to) = to.filter(|&to| to <= self.len) else { return Err(ErrorKind::InvalidInput.into()) };
        // What must be moved may be more than one step allows.
        while to != self.position() {
            match to.checked_signed_diff(self.position()) {
                Some(step) => { self.inner.seek_relative(step)?; self.limit = self.limit.wrapping_sub(step as u64); break; }
                None => {
                    let step = if to > self.position() { i64::MAX } else { i64::MIN };
                    self.inner.seek_relative(step)?;
                    self.limit = self.limit.wrapping_sub(step as u64);
                }
            }
        }
        Ok(to)
    }
    fn stream_position(&mut self) -> Result<u64> { Ok(self.position()) }
}
/// See `BufRead::split`.
#[derive(Debug)]
pub struct Split<B> { buf: B, delim: u8 }
impl<B: BufRead> Iterator for Split<B> {
    type Item = Result<Vec<u8>>;
    fn next(&mut self) -> Option<Result<Vec<u8>>> {
        let mut buf = Vec::new();
        match self.buf.read_until(self.delim, &mut buf) {
            Ok(0) => None,
            Ok(_) => { if buf.last() == Some(&self.delim) { buf.pop(); } Some(Ok(buf)) }
            Err(e) => Some(Err(e)),
        }
    }
}
/// See `BufRead::lines`.
#[derive(Debug)]
pub struct Lines<B> { buf: B }
impl<B: BufRead> Iterator for Lines<B> {
    type Item = Result<String>;
    fn next(&mut self) -> Option<Result<String>> {
        let mut buf = String::new();
        match self.buf.read_line(&mut buf) {
            Ok(0) => None,
            Ok(_) => {
                if buf.ends_with('\n') { buf.pop(); if buf.ends_with('\r') { buf.pop(); } }
                Some(Ok(buf))
            }
            Err(e) => Some(Err(e)),
        }
    }
}
