//! Input and output.
mod buffered;
mod cursor;
mod error;
mod stdio;
mod traits;
mod util;
pub mod prelude {
    //! The traits.
    pub use super::{BufRead, Read, Seek, Write};
}
pub use self::buffered::{BufReader, BufWriter, IntoInnerError, WriterPanicked, LineWriter};
pub use self::cursor::Cursor;
pub use self::error::{Error, ErrorKind, Result};
pub use self::stdio::{Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock, stderr, stdin, stdout};
#[doc(hidden)]
pub use self::pipe::{PipeReader, PipeWriter, pipe};
mod pipe;
pub use self::stdio::{_eprint, _print, capture, capture_stderr, flush_stdout, set_capture};
pub(crate) use self::traits::{append_to_string, default_read_to_end};
pub use self::traits::{BufRead, Bytes, Chain, IoSlice, IoSliceMut, Lines, Read, Seek, SeekFrom, Split, Take, Write, read_to_string};
pub use self::util::{Empty, Repeat, Sink, copy, empty, repeat, sink};
/// Whether a stream is a terminal.
pub trait IsTerminal {
    /// Whether it is.
    fn is_terminal(&self) -> bool;
}
