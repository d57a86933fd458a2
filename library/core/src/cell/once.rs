//! `OnceCell`: a cell that is written once.
use super::UnsafeCell;
use crate::fmt;

/// A cell that is written at most once and then read by reference.
pub struct OnceCell<T> {
    inner: UnsafeCell<Option<T>>,
}
impl<T> OnceCell<T> {
    /// An empty cell.
    #[inline]
    #[must_use]
    pub const fn new() -> OnceCell<T> { OnceCell { inner: UnsafeCell::new(None) } }
    /// The value, if written.
    #[inline]
    pub const fn get(&self) -> Option<&T> {
        // SAFETY: once there is a value it does not change.
        unsafe { &*self.inner.get() }.as_ref()
    }
    /// The value, if written.
    #[inline]
    pub const fn get_mut(&mut self) -> Option<&mut T> { self.inner.get_mut().as_mut() }
    /// Writes the value unless there is one.
    #[inline]
    pub fn set(&self, value: T) -> Result<(), T> {
        if self.get().is_some() {
            return Err(value);
        }
        // SAFETY: no reference to a value exists.
        unsafe { *self.inner.get() = Some(value) };
        Ok(())
    }
    /// The value, written by `f` if there is none.
    #[inline]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        if let Some(val) = self.get() {
            return val;
        }
        let val = f();
        if self.set(val).is_err() {
            panic!("reentrant init");
        }
        // SAFETY: just written.
        unsafe { self.get().unwrap_unchecked() }
    }
    /// The same with a fallible `f`.
    #[doc(hidden)]
    pub fn get_or_try_init<F: FnOnce() -> Result<T, E>, E>(&self, f: F) -> Result<&T, E> {
        if let Some(val) = self.get() {
            return Ok(val);
        }
        let val = f()?;
        if self.set(val).is_err() {
            panic!("reentrant init");
        }
        // SAFETY: just written.
        Ok(unsafe { self.get().unwrap_unchecked() })
    }
    /// Unwraps the value.
    #[inline]
    pub const fn into_inner(self) -> Option<T> { self.inner.into_inner() }
    /// Takes the value out.
    #[inline]
    pub const fn take(&mut self) -> Option<T> { crate::mem::replace(self, OnceCell::new()).into_inner() }
}
impl<T> Default for OnceCell<T> {
    fn default() -> Self { Self::new() }
}
impl<T: fmt::Debug> fmt::Debug for OnceCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_tuple("OnceCell");
        match self.get() {
            Some(v) => d.field(v),
            None => d.field(&format_args!("<uninit>")),
        };
        d.finish()
    }
}
impl<T: Clone> Clone for OnceCell<T> {
    fn clone(&self) -> OnceCell<T> { OnceCell { inner: UnsafeCell::new(self.get().cloned()) } }
}
impl<T: PartialEq> PartialEq for OnceCell<T> {
    fn eq(&self, other: &Self) -> bool { self.get() == other.get() }
}
impl<T: Eq> Eq for OnceCell<T> {}
impl<T> From<T> for OnceCell<T> {
    fn from(value: T) -> Self { OnceCell { inner: UnsafeCell::new(Some(value)) } }
}
impl<T> !Sync for OnceCell<T> {}
