//! Pipes without a name.
use crate::fs::File;
use crate::io::{Error, Read, Result, Write};
use crate::process::Stdio;
use crate::sys::libc;

/// The end of a pipe that is read.
#[derive(Debug)]
pub struct PipeReader(File);
/// The end of a pipe that is written to.
#[derive(Debug)]
pub struct PipeWriter(File);

/// A new pipe.
pub fn pipe() -> Result<(PipeReader, PipeWriter)> {
    let mut ends = [0; 2];
    // SAFETY: room for two descriptors; 0o2000000 has `exec` close them.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), 0o2000000) } < 0 {
        return Err(Error::last_os_error());
    }
    Ok((PipeReader(File::from_descriptor(ends[0])), PipeWriter(File::from_descriptor(ends[1]))))
}

impl PipeReader {
    /// Another descriptor of the same end.
    pub fn try_clone(&self) -> Result<Self> { self.0.try_clone().map(Self) }
}
impl PipeWriter {
    /// Another descriptor of the same end.
    pub fn try_clone(&self) -> Result<Self> { self.0.try_clone().map(Self) }
}
impl Read for PipeReader {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.0.read(buf) }
}
impl Read for &PipeReader {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { (&self.0).read(buf) }
}
impl Write for PipeWriter {
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.0.write(buf) }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Write for &PipeWriter {
    fn write(&mut self, buf: &[u8]) -> Result<usize> { (&self.0).write(buf) }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl From<PipeReader> for Stdio {
    fn from(end: PipeReader) -> Self { end.0.into() }
}
impl From<PipeWriter> for Stdio {
    fn from(end: PipeWriter) -> Self { end.0.into() }
}
