//! Pipes without a name.
use crate::fs::File;
use crate::io::{Error, Read, Result, Write};
use crate::process::Stdio;
use crate::sys::fd::Descriptor;
use crate::sys::libc;
use core::fmt;

/// The end of a pipe that is read.
pub struct PipeReader(pub(crate) File);
/// The end of a pipe that is written to.
pub struct PipeWriter(pub(crate) File);

/// A new pipe, closed on `exec`.
pub fn pipe() -> Result<(PipeReader, PipeWriter)> {
    const O_CLOEXEC: i32 = 0o2000000;
    let mut ends = [0; 2];
    // SAFETY: room for two descriptors, which are new.
    unsafe {
        if libc::pipe2(ends.as_mut_ptr(), O_CLOEXEC) < 0 {
            return Err(Error::last_os_error());
        }
        Ok((PipeReader(File::from_descriptor(Descriptor::new(ends[0]))), PipeWriter(File::from_descriptor(Descriptor::new(ends[1])))))
    }
}

macro_rules! ends {
    ($($t:ident)*) => { $(
        impl $t {
            /// Another descriptor of the same end.
            pub fn try_clone(&self) -> Result<Self> { self.0.try_clone().map(Self) }
        }
        impl fmt::Debug for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($t), "(FileDesc(OwnedFd {{ fd: {} }}))"), self.0.descriptor())
            }
        }
    )* };
}
ends! { PipeReader PipeWriter }
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
