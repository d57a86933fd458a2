//! A process that was started: its pipes, its end.

use crate::fs::File;
use crate::io::{self, Error, Read, Result, Write};
use crate::sys::fd::{blocking, check};
use crate::sys::libc;
use crate::vec::Vec;
use core::fmt;

macro_rules! pipes {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        pub struct $name(pub(super) File);
        impl $name {
            pub(crate) fn file(&self) -> &File { &self.0 }
            pub(crate) fn into_file(self) -> File { self.0 }
            pub(crate) fn from_file(file: File) -> Self { Self(file) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct(stringify!($name)).finish_non_exhaustive() }
        }
    )* };
}
pipes! {
    /// The writing end of a child's standard input.
    ChildStdin
    /// The reading end of a child's standard output.
    ChildStdout
    /// The reading end of a child's standard error.
    ChildStderr
}

impl Write for ChildStdin {
    fn write(&mut self, buf: &[u8]) -> Result<usize> { self.0.write(buf) }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Write for &ChildStdin {
    fn write(&mut self, buf: &[u8]) -> Result<usize> { (&self.0).write(buf) }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl Read for ChildStdout {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.0.read(buf) }
}
impl Read for ChildStderr {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> { self.0.read(buf) }
}

/// A process that was started. Dropping it neither waits for it nor ends it.
pub struct Child {
    pub(super) pid: i32,
    pub(super) status: Option<ExitStatus>,
    /// Its standard input, if piped.
    pub stdin: Option<ChildStdin>,
    /// Its standard output, if piped.
    pub stdout: Option<ChildStdout>,
    /// Its standard error, if piped.
    pub stderr: Option<ChildStderr>,
}

impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Child")
            .field("stdin", &self.stdin)
            .field("stdout", &self.stdout)
            .field("stderr", &self.stderr)
            .finish_non_exhaustive()
    }
}

impl Child {
    /// Its number.
    #[must_use]
    pub fn id(&self) -> u32 { self.pid as u32 }

    /// Ends it with SIGKILL.
    pub fn kill(&mut self) -> Result<()> {
        if self.status.is_some() {
            return Ok(());
        }
        // SAFETY: the number is our child's, which nobody has waited for.
        if unsafe { libc::kill(self.pid, 9) } < 0 { Err(Error::last_os_error()) } else { Ok(()) }
    }

    /// Closes its input and waits for its end.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        self.stdin.take();
        Ok(self.wait_with(0)?.expect("waiting without a limit always ends with a status"))
    }

    /// Its end, if it has come.
    pub fn try_wait(&mut self) -> Result<Option<ExitStatus>> { self.wait_with(1) }

    fn wait_with(&mut self, options: i32) -> Result<Option<ExitStatus>> {
        if self.status.is_none() {
            let mut status = 0;
            loop {
                // SAFETY: the place is ours.
                let mut wait = || check(unsafe { libc::waitpid(self.pid, &mut status, options) } as isize);
                match if options == 0 { blocking(&mut wait) } else { wait() } {
                    Ok(0) => return Ok(None),
                    Ok(_) => break,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            self.status = Some(ExitStatus(status));
        }
        Ok(self.status)
    }

    /// Waits for its end while gathering what it writes.
    pub fn wait_with_output(mut self) -> Result<Output> {
        self.stdin.take();
        let errors = self.stderr.take();
        let mut output = Output { status: ExitStatus(0), stdout: Vec::new(), stderr: Vec::new() };
        // Both pipes are read at once, lest the child wait for room in the one we do not read.
        let stderr = errors.map(|mut pipe| {
            crate::thread::spawn(move || {
                let mut bytes = Vec::new();
                pipe.read_to_end(&mut bytes).map(|_| bytes)
            })
        });
        if let Some(mut pipe) = self.stdout.take() {
            pipe.read_to_end(&mut output.stdout)?;
        }
        if let Some(thread) = stderr {
            output.stderr = thread.join().unwrap_or_else(|payload| crate::panic::resume_unwind(payload))?;
        }
        output.status = self.wait()?;
        Ok(output)
    }
}

/// How a process ended.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct ExitStatus(i32);

impl ExitStatus {
    /// Whether it ended with code zero.
    #[must_use]
    pub fn success(&self) -> bool { self.0 == 0 }
    /// Its exit code; none if a signal ended it.
    #[must_use]
    pub fn code(&self) -> Option<i32> { (self.0 & 0x7f == 0).then_some((self.0 >> 8) & 0xff) }
    pub(crate) fn from_wait(status: i32) -> Self { Self(status) }
    pub(crate) fn to_wait(self) -> i32 { self.0 }
    pub(crate) fn ending_signal(&self) -> Option<i32> {
        let signal = self.0 & 0x7f;
        (signal != 0 && signal != 0x7f).then_some(signal)
    }
    pub(crate) fn stopping_signal(&self) -> Option<i32> { (self.0 & 0xff == 0x7f).then_some((self.0 >> 8) & 0xff) }
    pub(crate) fn has_continued(&self) -> bool { self.0 == 0xffff }
}

impl fmt::Debug for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ExitStatus").field(&format_args!("unix_wait_status({})", self.0)).finish()
    }
}

impl fmt::Display for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = self.code() {
            return write!(f, "exit status: {code}");
        }
        if let Some(signal) = self.ending_signal() {
            write!(f, "signal: {signal}{}", SignalName(signal))?;
            f.write_str(if self.0 & 0x80 != 0 { " (core dumped)" } else { "" })
        } else if let Some(signal) = self.stopping_signal() {
            write!(f, "stopped (not terminated) by signal: {signal}{}", SignalName(signal))
        } else if self.has_continued() {
            f.write_str("continued (WIFCONTINUED)")
        } else {
            write!(f, "unrecognised wait status: {} {:#x}", self.0, self.0)
        }
    }
}

/// The name of a signal in brackets, if it has one.
struct SignalName(i32);
impl fmt::Display for SignalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMES: [&str; 31] = [
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
            "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
        ];
        match NAMES.get((self.0 as usize).wrapping_sub(1)) {
            Some(name) => write!(f, " (SIG{name})"),
            None => Ok(()),
        }
    }
}

/// What a process that has ended wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct Output {
    /// How it ended.
    pub status: ExitStatus,
    /// Its standard output.
    pub stdout: Vec<u8>,
    /// Its standard error.
    pub stderr: Vec<u8>,
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (stdout, stderr) = (core::str::from_utf8(&self.stdout), core::str::from_utf8(&self.stderr));
        let stdout: &dyn fmt::Debug = if let Ok(text) = &stdout { text } else { &self.stdout };
        let stderr: &dyn fmt::Debug = if let Ok(text) = &stderr { text } else { &self.stderr };
        f.debug_struct("Output").field("status", &self.status).field("stdout", stdout).field("stderr", stderr).finish()
    }
}
