//! This process and others.
mod child;
mod command;
mod spawn;
pub(crate) use self::spawn::Change;
pub use self::child::{Child, ChildStderr, ChildStdin, ChildStdout, ExitStatus, Output};
pub use self::command::{Command, CommandArgs, CommandEnvs, Stdio};
use core::fmt;
/// What `main` may return.
#[lang = "termination"]
#[diagnostic::on_unimplemented(message = "`main` has invalid return type `{Self}`", label = "`main` can only return types that implement `{This}`")]
pub trait Termination {
    /// The exit code.
    fn report(self) -> ExitCode;
}
impl Termination for () { fn report(self) -> ExitCode { ExitCode::SUCCESS } }
impl Termination for ! { fn report(self) -> ExitCode { self } }
impl Termination for core::convert::Infallible { fn report(self) -> ExitCode { match self {} } }
impl Termination for ExitCode { fn report(self) -> ExitCode { self } }
impl<T: Termination, E: fmt::Debug> Termination for Result<T, E> {
    fn report(self) -> ExitCode { match self { Ok(v) => v.report(), Err(e) => { crate::io::_eprint(format_args!("Error: {e:?}\n")); ExitCode::FAILURE } } }
}
/// An exit code.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct ExitCode(u8);
impl ExitCode {
    /// Zero.
    pub const SUCCESS: ExitCode = ExitCode(0);
    /// One.
    pub const FAILURE: ExitCode = ExitCode(1);
    #[doc(hidden)]
    pub fn to_i32(self) -> i32 { self.0 as i32 }
    /// Ends the process.
    pub fn exit_process(self) -> ! { exit(self.to_i32()) }
}
impl fmt::Debug for ExitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("ExitCode").field(&format_args!("unix_exit_status({})", self.0)).finish() }
}
impl From<u8> for ExitCode { fn from(c: u8) -> Self { ExitCode(c) } }
/// Ends the process.
pub fn exit(code: i32) -> ! {
    crate::rt::cleanup();
    // SAFETY: it does not return.
    unsafe { crate::sys::libc::exit(code) }
}
/// Ends the process abnormally.
#[cold]
pub fn abort() -> ! { crate::sys::abort() }
/// This process's number.
#[must_use]
pub fn id() -> u32 {
    // SAFETY: a plain question.
    unsafe { crate::sys::libc::getpid() as u32 }
}
