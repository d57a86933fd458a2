//! Panic support: where and why.
pub use crate::__core_panic_2015 as panic_2015;
pub use crate::__panic_2021 as panic_2021;
pub use crate::__unreachable_2015 as unreachable_2015;
pub use crate::__unreachable_2021 as unreachable_2021;
use crate::any::Any;
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::ops::{Deref, DerefMut};
use crate::ptr::NonNull;

/// A place in the source.
#[lang = "panic_location"]
#[derive(Copy, Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Location<'a> {
    filename: NonNull<str>,
    line: u32,
    col: u32,
    _filename: crate::marker::PhantomData<&'a str>,
}
// SAFETY: the file name is immutable.
unsafe impl Send for Location<'_> {}
// SAFETY: the file name is immutable.
unsafe impl Sync for Location<'_> {}
impl<'a> Location<'a> {
    /// Where the function was called that is marked `#[track_caller]`.
    #[must_use]
    #[track_caller]
    #[inline]
    pub const fn caller() -> &'static Location<'static> { crate::intrinsics::caller_location() }
    /// The file's name; the compiler puts a zero byte behind it.
    #[must_use]
    #[inline]
    pub const fn file(&self) -> &'a str {
        // SAFETY: the compiler made it of a string with one byte more at the end.
        unsafe {
            let s: &'a [u8] = &*(self.filename.as_ptr() as *const [u8]);
            let len = if s.len() > 0 && s[s.len() - 1] == 0 { s.len() - 1 } else { s.len() };
            crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(s.as_ptr(), len))
        }
    }
    /// The file's name with a zero byte at its end.
    #[must_use]
    #[inline]
    pub const fn file_as_c_str(&self) -> &'a crate::ffi::CStr {
        // SAFETY: the compiler puts the byte behind the name, in which there is no other.
        unsafe {
            let s: &'a [u8] = &*(self.filename.as_ptr() as *const [u8]);
            crate::ffi::CStr::from_bytes_with_nul_unchecked(s)
        }
    }
    /// The line, from 1.
    #[must_use]
    #[inline]
    pub const fn line(&self) -> u32 { self.line }
    /// The column, from 1.
    #[must_use]
    #[inline]
    pub const fn column(&self) -> u32 { self.col }
}
impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}:{}:{}", self.file(), self.line, self.col) }
}
impl fmt::Debug for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Location").field("file", &self.file()).field("line", &self.line).field("column", &self.col).finish()
    }
}

/// What a `#[panic_handler]` is told.
#[lang = "panic_info"]
#[derive(Debug)]
pub struct PanicInfo<'a> {
    message: &'a fmt::Arguments<'a>,
    location: &'a Location<'a>,
    can_unwind: bool,
    force_no_backtrace: bool,
}
impl<'a> PanicInfo<'a> {
    #[inline]
    pub(crate) const fn new(message: &'a fmt::Arguments<'a>, location: &'a Location<'a>, can_unwind: bool, force_no_backtrace: bool) -> Self {
        PanicInfo { message, location, can_unwind, force_no_backtrace }
    }
    /// The message.
    #[must_use]
    pub fn message(&self) -> PanicMessage<'_> { PanicMessage { message: self.message } }
    /// Where it happened.
    #[must_use]
    pub fn location(&self) -> Option<&Location<'_>> { Some(self.location) }
    /// Whether the handler may unwind.
    #[doc(hidden)]
    pub fn can_unwind(&self) -> bool { self.can_unwind }
    /// Whether a backtrace would be useless.
    #[doc(hidden)]
    pub fn force_no_backtrace(&self) -> bool { self.force_no_backtrace }
}
impl fmt::Display for PanicInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("panicked at ")?;
        self.location.fmt(f)?;
        f.write_str(":\n")?;
        f.write_fmt(*self.message)
    }
}
/// The message of a panic.
pub struct PanicMessage<'a> {
    message: &'a fmt::Arguments<'a>,
}
impl PanicMessage<'_> {
    /// The message if it needs no formatting.
    pub const fn as_str(&self) -> Option<&'static str> { self.message.as_str() }
}
impl fmt::Display for PanicMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_fmt(*self.message) }
}
impl fmt::Debug for PanicMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_fmt(*self.message) }
}

/// Types that a panic cannot leave broken in a way that others see.
#[rustc_diagnostic_item = "unwind_safe_trait"]
pub auto trait UnwindSafe {}
/// Types whose shared references are `UnwindSafe`.
#[rustc_diagnostic_item = "ref_unwind_safe_trait"]
pub auto trait RefUnwindSafe {}
/// Asserts that its content is unwind safe.
pub struct AssertUnwindSafe<T>(pub T);

impl<T: ?Sized> !UnwindSafe for &mut T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for &T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for *const T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for *mut T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for NonNull<T> {}
impl<T: UnwindSafe + ?Sized> UnwindSafe for crate::ptr::Unique<T> {}
impl<T> UnwindSafe for AssertUnwindSafe<T> {}
impl<T: ?Sized> !RefUnwindSafe for UnsafeCell<T> {}
impl<T> RefUnwindSafe for AssertUnwindSafe<T> {}
macro_rules! atomics_safe {
    ($($t:ident)*) => { $(impl RefUnwindSafe for crate::sync::atomic::$t {})* };
}
atomics_safe! { AtomicBool AtomicI8 AtomicI16 AtomicI32 AtomicI64 AtomicIsize AtomicU8 AtomicU16 AtomicU32 AtomicU64 AtomicUsize }
impl<T> RefUnwindSafe for crate::sync::atomic::AtomicPtr<T> {}
impl<T> Deref for AssertUnwindSafe<T> {
    type Target = T;
    fn deref(&self) -> &T { &self.0 }
}
impl<T> DerefMut for AssertUnwindSafe<T> {
    fn deref_mut(&mut self) -> &mut T { &mut self.0 }
}
impl<R, F: FnOnce() -> R> FnOnce<()> for AssertUnwindSafe<F> {
    type Output = R;
    #[inline]
    extern "rust-call" fn call_once(self, _args: ()) -> R { (self.0)() }
}
impl<T: fmt::Debug> fmt::Debug for AssertUnwindSafe<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("AssertUnwindSafe").field(&self.0).finish() }
}
impl<T: Default> Default for AssertUnwindSafe<T> {
    fn default() -> Self { Self(Default::default()) }
}
impl<F: crate::future::Future> crate::future::Future for AssertUnwindSafe<F> {
    type Output = F::Output;
    fn poll(self: crate::pin::Pin<&mut Self>, cx: &mut crate::task::Context<'_>) -> crate::task::Poll<F::Output> {
        // SAFETY: a field projection that never moves the field.
        let pinned_field = unsafe { crate::pin::Pin::map_unchecked_mut(self, |x| &mut x.0) };
        F::poll(pinned_field, cx)
    }
}

/// A payload on its way from the handler to the unwinder.
///
/// # Safety
/// `take_box` must give a pointer that `Box` can own.
#[doc(hidden)]
pub unsafe trait PanicPayload: fmt::Display {
    /// Takes the payload as a raw box.
    fn take_box(&mut self) -> *mut (dyn Any + Send);
    /// Borrows the payload.
    fn get(&mut self) -> &(dyn Any + Send);
    /// The payload as a string, if it is one.
    fn as_str(&mut self) -> Option<&str> { None }
}
