//! `OnceLock` and `LazyLock`.
use super::once::Once;
use core::cell::UnsafeCell;
use core::fmt;
use core::mem::MaybeUninit;
use core::ops::{Deref, DerefMut};
use core::panic::{RefUnwindSafe, UnwindSafe};

/// A cell that threads write once.
pub struct OnceLock<T> { once: Once, value: UnsafeCell<MaybeUninit<T>>, marker: core::marker::PhantomData<T> }
// SAFETY: written once, then shared.
unsafe impl<T: Sync + Send> Sync for OnceLock<T> {}
// SAFETY: it owns its value.
unsafe impl<T: Send> Send for OnceLock<T> {}
impl<T: RefUnwindSafe + UnwindSafe> RefUnwindSafe for OnceLock<T> {}
impl<T: UnwindSafe> UnwindSafe for OnceLock<T> {}
impl<T> OnceLock<T> {
    /// An empty cell.
    #[inline]
    #[must_use]
    pub const fn new() -> OnceLock<T> { OnceLock { once: Once::new(), value: UnsafeCell::new(MaybeUninit::uninit()), marker: core::marker::PhantomData } }
    /// The value, if written.
    #[inline]
    pub fn get(&self) -> Option<&T> {
        // SAFETY: written.
        if self.once.is_completed() { Some(unsafe { (*self.value.get()).assume_init_ref() }) } else { None }
    }
    /// The value, if written.
    #[inline]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        // SAFETY: written.
        if self.once.is_completed() { Some(unsafe { (*self.value.get()).assume_init_mut() }) } else { None }
    }
    /// The value, waiting until it is written.
    pub fn wait(&self) -> &T {
        self.once.wait();
        self.get().unwrap()
    }
    /// Writes the value unless there is one.
    #[inline]
    pub fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        self.get_or_init(|| value.take().unwrap());
        match value { None => Ok(()), Some(v) => Err(v) }
    }
    /// The value, written by `f` if there is none.
    #[inline]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        match self.get_or_try_init(|| Ok::<T, !>(f())) { Ok(v) => v }
    }
    /// The same with a fallible `f`.
    #[doc(hidden)]
    pub fn get_or_try_init<F: FnOnce() -> Result<T, E>, E>(&self, f: F) -> Result<&T, E> {
        if self.get().is_none() {
            let mut f = Some(f);
            let mut err = None;
            self.once.call(true, &mut |st| match f.take().unwrap()() {
                // SAFETY: only this function writes.
                Ok(v) => unsafe { (*self.value.get()).write(v); },
                Err(e) => { err = Some(e); st.leave_incomplete(); }
            });
            if let Some(e) = err {
                return Err(e);
            }
        }
        Ok(self.get().unwrap())
    }
    /// Unwraps the value.
    pub fn into_inner(mut self) -> Option<T> { self.take() }
    /// Takes the value out.
    pub fn take(&mut self) -> Option<T> {
        if !self.once.is_completed() {
            return None;
        }
        self.once = Once::new();
        // SAFETY: it was written and is not marked any more.
        Some(unsafe { (*self.value.get()).assume_init_read() })
    }
}
// SAFETY: the value is dropped, nothing else is touched.
unsafe impl<#[may_dangle] T> Drop for OnceLock<T> {
    fn drop(&mut self) {
        if self.once.is_completed() {
            // SAFETY: written.
            unsafe { (*self.value.get()).assume_init_drop() }
        }
    }
}
impl<T> Default for OnceLock<T> {
    fn default() -> OnceLock<T> { OnceLock::new() }
}
impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_tuple("OnceLock");
        match self.get() { Some(v) => d.field(v), None => d.field(&format_args!("<uninit>")) };
        d.finish()
    }
}
impl<T: Clone> Clone for OnceLock<T> {
    fn clone(&self) -> OnceLock<T> { match self.get() { Some(v) => v.clone().into(), None => OnceLock::new() } }
}
impl<T> From<T> for OnceLock<T> {
    fn from(value: T) -> Self {
        let cell = Self::new();
        let _ = cell.set(value);
        cell
    }
}
impl<T: PartialEq> PartialEq for OnceLock<T> {
    fn eq(&self, other: &OnceLock<T>) -> bool { self.get() == other.get() }
}
impl<T: Eq> Eq for OnceLock<T> {}

/// A value computed at its first use by any thread.
pub struct LazyLock<T, F = fn() -> T> { cell: OnceLock<T>, once: Once, init: UnsafeCell<Option<F>> }
// SAFETY: the function runs once.
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}
impl<T: RefUnwindSafe + UnwindSafe, F: UnwindSafe> RefUnwindSafe for LazyLock<T, F> {}
impl<T: UnwindSafe, F: UnwindSafe> UnwindSafe for LazyLock<T, F> {}
impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// A value that `f` will compute.
    #[inline]
    pub const fn new(f: F) -> LazyLock<T, F> { LazyLock { cell: OnceLock::new(), once: Once::new(), init: UnsafeCell::new(Some(f)) } }
    /// Computes the value if needed and refers to it.
    #[inline]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        if !this.once.is_completed() {
            this.once.call_once(|| {
                // SAFETY: this runs once.
                let f = unsafe { (*this.init.get()).take().unwrap() };
                let _ = this.cell.set(f());
            });
        }
        this.cell.get().unwrap()
    }
    /// Computes the value if needed and refers to it uniquely.
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        Self::force(this);
        this.cell.get_mut().unwrap()
    }
}
impl<T, F> LazyLock<T, F> {
    /// The value, if computed.
    pub fn get(this: &Self) -> Option<&T> { this.cell.get() }
    /// The value, if computed.
    pub fn get_mut(this: &mut Self) -> Option<&mut T> { this.cell.get_mut() }
}
impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T { LazyLock::force(self) }
}
impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    fn deref_mut(&mut self) -> &mut T { LazyLock::force_mut(self) }
}
impl<T: Default> Default for LazyLock<T> {
    fn default() -> LazyLock<T> { LazyLock::new(T::default) }
}
impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_tuple("LazyLock");
        match self.cell.get() { Some(v) => d.field(v), None => d.field(&format_args!("<uninit>")) };
        d.finish()
    }
}
