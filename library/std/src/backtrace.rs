//! Backtraces. Capturing them is not supported: all are disabled.
use crate::fmt;
/// A captured backtrace.
pub struct Backtrace(());
/// Whether there is one.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BacktraceStatus {
    /// Not possible here.
    Unsupported,
    /// Not asked for.
    Disabled,
    /// There is one.
    Captured,
}
impl Backtrace {
    /// Captures if asked for by the environment.
    #[must_use]
    pub fn capture() -> Backtrace { Backtrace(()) }
    /// Captures.
    #[must_use]
    pub fn force_capture() -> Backtrace { Backtrace(()) }
    /// None.
    #[must_use]
    pub const fn disabled() -> Backtrace { Backtrace(()) }
    /// Whether there is one.
    #[must_use]
    pub fn status(&self) -> BacktraceStatus { BacktraceStatus::Disabled }
}
impl fmt::Debug for Backtrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("<disabled>") }
}
impl fmt::Display for Backtrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("disabled backtrace") }
}
