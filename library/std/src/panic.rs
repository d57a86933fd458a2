//! Panic support.
pub use core::panic::{AssertUnwindSafe, Location, PanicInfo as CorePanicInfo, PanicMessage, RefUnwindSafe, UnwindSafe};
#[doc(hidden)]
pub use core::panic::{panic_2021, unreachable_2015, unreachable_2021};
pub use crate::__std_panic_2015 as panic_2015;
pub use crate::panicking::{set_hook, take_hook};
use crate::boxed::Box;
use crate::string::String;
use core::any::Any;
use core::fmt;

/// The old name of `PanicHookInfo`.
#[deprecated(since = "1.82.0", note = "use `PanicHookInfo` instead")]
pub type PanicInfo<'a> = PanicHookInfo<'a>;
/// What a hook is told.
#[derive(Debug)]
pub struct PanicHookInfo<'a> {
    payload: &'a (dyn Any + Send),
    location: &'a Location<'a>,
    can_unwind: bool,
    force_no_backtrace: bool,
}
impl<'a> PanicHookInfo<'a> {
    pub(crate) fn new(location: &'a Location<'a>, payload: &'a (dyn Any + Send), can_unwind: bool, force_no_backtrace: bool) -> Self { PanicHookInfo { payload, location, can_unwind, force_no_backtrace } }
    /// The payload.
    #[must_use]
    pub fn payload(&self) -> &(dyn Any + Send) { self.payload }
    /// The payload as a string.
    #[must_use]
    pub fn payload_as_str(&self) -> Option<&str> {
        self.payload.downcast_ref::<&str>().copied().or_else(|| self.payload.downcast_ref::<String>().map(|s| s.as_str()))
    }
    /// Where it happened.
    #[must_use]
    pub fn location(&self) -> Option<&Location<'_>> { Some(self.location) }
    /// Whether the panic unwinds.
    #[doc(hidden)]
    pub fn can_unwind(&self) -> bool { self.can_unwind }
}
impl fmt::Display for PanicHookInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panicked at {}:", self.location)?;
        match self.payload_as_str() {
            Some(s) => write!(f, "\n{s}"),
            None => Ok(()),
        }
    }
}
/// Panics with any value.
#[inline]
#[track_caller]
pub fn panic_any<M: 'static + Any + Send>(msg: M) -> ! { crate::panicking::begin_panic(msg) }
/// Runs a function and catches its panic.
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> Result<R, Box<dyn Any + Send + 'static>> {
    // SAFETY: the function is unwind safe.
    unsafe { crate::panicking::catch_unwind(f) }
}
/// Panics with a payload, without the hook.
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! { crate::panicking::resume(payload) }
