//! `Read`, `Write`, `Seek` and `BufRead`.
use super::{Error, ErrorKind, Result};
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;
use core::fmt;
use core::ops::{Deref, DerefMut};
use core::slice::memchr;

/// A buffer to write.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct IoSlice<'a>(&'a [u8]);
/// A buffer to read into.
#[repr(transparent)]
pub struct IoSliceMut<'a>(&'a mut [u8]);
impl<'a> IoSlice<'a> {
    /// Of bytes.
    #[must_use]
    pub fn new(buf: &'a [u8]) -> IoSlice<'a> { IoSlice(buf) }
    /// Skips bytes.
    pub fn advance(&mut self, n: usize) { if self.0.len() < n { panic!("advancing IoSlice beyond its length"); } self.0 = &self.0[n..]; }
}
impl<'a> IoSliceMut<'a> {
    /// Of bytes.
    pub fn new(buf: &'a mut [u8]) -> IoSliceMut<'a> { IoSliceMut(buf) }
}
impl Deref for IoSlice<'_> { type Target = [u8]; fn deref(&self) -> &[u8] { self.0 } }
impl Deref for IoSliceMut<'_> { type Target = [u8]; fn deref(&self) -> &[u8] { self.0 } }
impl DerefMut for IoSliceMut<'_> { fn deref_mut(&mut self) -> &mut [u8] { self.0 } }
impl fmt::Debug for IoSlice<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) } }
impl fmt::Debug for IoSliceMut<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) } }

fn append_utf8(buf: &mut String, f: impl FnOnce(&mut Vec<u8>) -> Result<usize>) -> Result<usize> {
    let mut bytes = Vec::new();
    let r = f(&mut bytes);
    match String::from_utf8(bytes) {
        Ok(s) => { buf.push_str(&s); r }
        Err(_) => r.and(Err(Error::message(ErrorKind::InvalidData, "stream did not contain valid UTF-8"))),
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
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        let start = buf.len();
        let mut size = 32;
        loop {
            let len = buf.len();
            buf.resize(len + size, 0);
            match self.read(&mut buf[len..]) {
                Ok(n) => {
                    buf.truncate(len + n);
                    if n == 0 { return Ok(len - start); }
                    if n == size && size < 65536 { size *= 2; }
                }
                Err(e) => {
                    buf.truncate(len);
                    if e.kind() != ErrorKind::Interrupted { return Err(e); }
                }
            }
        }
    }
    /// Reads to the end as text.
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> { append_utf8(buf, |b| self.read_to_end(b)) }
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
    fn take(self, limit: u64) -> Take<Self> where Self: Sized { Take { inner: self, limit } }
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
    fn read_line(&mut self, buf: &mut String) -> Result<usize> { append_utf8(buf, |b| self.read_until(b'\n', b)) }
    /// Parts that end with a byte.
    fn split(self, byte: u8) -> Split<Self> where Self: Sized { Split { buf: self, delim: byte } }
    /// Lines without their ends.
    fn lines(self) -> Lines<Self> where Self: Sized { Lines { buf: self } }
}
macro_rules! forward {
    ($([$($p:tt)*] $t:ty;)*) => {$(
        impl<T: Read + ?Sized> Read for $t where Self: Sized {
            fn read(&mut self, buf: &mut [u8]) -> Result<usize> { (**self).read(buf) }
            fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> { (**self).read_to_end(buf) }
            fn read_to_string(&mut self, buf: &mut String) -> Result<usize> { (**self).read_to_string(buf) }
            fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> { (**self).read_exact(buf) }
        }
        impl<T: Write + ?Sized> Write for $t where Self: Sized {
            fn write(&mut self, buf: &[u8]) -> Result<usize> { (**self).write(buf) }
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
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Write for Vec<u8> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.extend_from_slice(buf); Ok(buf.len()) }
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
pub struct Take<T> { inner: T, limit: u64 }
impl<T> Take<T> {
    /// How many bytes are left.
    pub fn limit(&self) -> u64 { self.limit }
    /// Sets how many bytes are left.
    pub fn set_limit(&mut self, limit: u64) { self.limit = limit; }
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
