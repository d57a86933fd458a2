//! Thread-local values. Each key gets a number when it is first used; a thread has a table of pointers by number, which
//! is part of its block: a green thread takes it along. Destructors run at the thread's end, newest first, and again
//! while they make new values.
use crate::boxed::Box;
use crate::vec::Vec;
use core::cell::{Cell, RefCell, UnsafeCell};
use core::error::Error;
use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};

#[doc(hidden)]
pub struct LocalSlot(AtomicUsize);
impl LocalSlot {
    #[doc(hidden)]
    pub const fn new() -> LocalSlot { LocalSlot(AtomicUsize::new(0)) }
    #[inline]
    fn index(&self) -> usize {
        match self.0.load(Ordering::Relaxed) {
            0 => self.assign(),
            n => n,
        }
    }
    #[cold]
    fn assign(&self) -> usize {
        static NEXT: AtomicUsize = AtomicUsize::new(1);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        match self.0.compare_exchange(0, n, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => n,
            Err(other) => other,
        }
    }
}
/// A value, or that it is being or has been destroyed.
#[derive(Copy, Clone)]
struct Entry { value: *mut u8, drop: Option<unsafe fn(*mut u8)>, dead: bool }
pub(crate) struct Table { entries: UnsafeCell<Vec<Entry>>, order: UnsafeCell<Vec<usize>>, registered: Cell<bool> }
impl Table {
    pub(crate) const fn new() -> Table { Table { entries: UnsafeCell::new(Vec::new()), order: UnsafeCell::new(Vec::new()), registered: Cell::new(false) } }
    /// The table of the running thread.
    // SAFETY: it is in the block of the running thread, which lives as long as it; no reference leaves this module.
    #[inline]
    fn current() -> &'static Table { unsafe { &(*crate::sys::runtime::current::data()).locals } }
}

#[inline]
fn lookup(i: usize) -> Option<Entry> {
    // SAFETY: the table belongs to the thread.
    unsafe { (*Table::current().entries.get()).get(i).copied() }
}
fn store(i: usize, e: Entry) {
    let table = Table::current();
    // SAFETY: the table belongs to the thread; no reference into it is held.
    unsafe {
        let v = &mut *table.entries.get();
        if v.len() <= i {
            v.resize(i + 1, Entry { value: core::ptr::null_mut(), drop: None, dead: false });
        }
        v[i] = e;
        if e.drop.is_some() {
            (*table.order.get()).push(i);
        }
    }
    // A thread of ours runs its destructors itself.
    if crate::sys::runtime::current::green().is_null() && !table.registered.replace(true) {
        register();
    }
}
/// Threads that we did not start end through a destructor of the C library.
fn register() {
    use crate::sys::libc;
    static KEY: AtomicUsize = AtomicUsize::new(0);
    unsafe extern "C" fn at_end(_: *mut libc::c_void) { run_destructors(); }
    let mut key = KEY.load(Ordering::Relaxed);
    // SAFETY: plain calls.
    unsafe {
        if key == 0 {
            let mut k = 0;
            libc::pthread_key_create(&mut k, Some(at_end));
            match KEY.compare_exchange(0, k as usize + 1, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => key = k as usize + 1,
                Err(other) => key = other,
            }
        }
        libc::pthread_setspecific(key as u32 - 1, 1 as *const _);
    }
}
/// Runs the destructors of this thread's values.
pub(super) fn run_destructors() {
    loop {
        // SAFETY: the table belongs to the thread.
        let Some(i) = (unsafe { (*Table::current().order.get()).pop() }) else { break };
        let Some(e) = lookup(i) else { continue };
        // SAFETY: the value is dropped once.
        unsafe {
            (*Table::current().entries.get())[i] = Entry { value: core::ptr::null_mut(), drop: None, dead: true };
            if let (Some(d), false) = (e.drop, e.value.is_null()) {
                d(e.value);
            }
        }
    }
    // The tables themselves go last; what asks for a value from now on finds none and cannot be destroyed again.
    // SAFETY: as above.
    unsafe {
        drop(core::mem::take(&mut *Table::current().entries.get()));
        drop(core::mem::take(&mut *Table::current().order.get()));
    }
}
/// A value of which each thread has its own.
#[rustc_diagnostic_item = "LocalKey"]
pub struct LocalKey<T: 'static> { slot: &'static LocalSlot, init: fn() -> T }
// SAFETY: threads have their own values.
unsafe impl<T> Sync for LocalKey<T> {}
// SAFETY: threads have their own values.
unsafe impl<T> Send for LocalKey<T> {}
impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("LocalKey").finish_non_exhaustive() }
}
/// The value has been destroyed.
#[non_exhaustive]
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct AccessError;
impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("AccessError").finish() }
}
impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt("already destroyed", f) }
}
impl Error for AccessError {}
impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    pub const unsafe fn new(slot: &'static LocalSlot, init: fn() -> T) -> LocalKey<T> { LocalKey { slot, init } }
    #[inline]
    fn get_ptr(&'static self, initial: Option<&mut Option<T>>) -> Option<*const T> {
        let i = self.slot.index();
        match lookup(i) {
            Some(e) if !e.value.is_null() => Some(e.value as *const T),
            Some(e) if e.dead => None,
            _ => Some(self.make(i, initial)),
        }
    }
    #[cold]
    fn make(&'static self, i: usize, initial: Option<&mut Option<T>>) -> *const T {
        let value = initial.and_then(|v| v.take()).unwrap_or_else(self.init);
        unsafe fn destroy<T>(p: *mut u8) { drop(Box::from_raw(p as *mut T)); }
        let p = Box::into_raw(Box::new(value)) as *mut u8;
        store(i, Entry { value: p, drop: Some(destroy::<T>), dead: false });
        p as *const T
    }
    /// Calls a function with the value.
    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {
        match self.try_with(f) {
            Ok(r) => r,
            Err(e) => panic!("cannot access a Thread Local Storage value during or after destruction: {e:?}"),
        }
    }
    /// The same, unless the value has been destroyed.
    #[inline]
    pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> Result<R, AccessError> {
        // SAFETY: the value lives until the thread ends.
        Ok(f(unsafe { &*self.get_ptr(None).ok_or(AccessError)? }))
    }
    fn initialize_with<F: FnOnce(Option<T>, &T) -> R, R>(&'static self, init: T, f: F) -> R {
        let mut init = Some(init);
        let Some(p) = self.get_ptr(Some(&mut init)) else { panic!("cannot access a Thread Local Storage value during or after destruction: {AccessError:?}") };
        // SAFETY: the value lives until the thread ends.
        f(init, unsafe { &*p })
    }
}
impl<T: 'static> LocalKey<Cell<T>> {
    /// Stores a value.
    pub fn set(&'static self, value: T) {
        self.initialize_with(Cell::new(value), |value, cell| if let Some(value) = value { cell.set(value.into_inner()); })
    }
    /// A copy of the value.
    pub fn get(&'static self) -> T where T: Copy { self.with(Cell::get) }
    /// Takes the value, leaving the default.
    pub fn take(&'static self) -> T where T: Default { self.with(Cell::take) }
    /// Stores a value and gives what was there.
    pub fn replace(&'static self, value: T) -> T { self.with(|cell| cell.replace(value)) }
    /// Replaces the value by a function of it.
    pub fn update(&'static self, f: impl FnOnce(T) -> T) where T: Copy { self.with(|cell| cell.update(f)) }
}
impl<T: 'static> LocalKey<RefCell<T>> {
    /// Borrows.
    pub fn with_borrow<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R { self.with(|cell| f(&cell.borrow())) }
    /// Borrows uniquely.
    pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&'static self, f: F) -> R { self.with(|cell| f(&mut cell.borrow_mut())) }
    /// Stores a value.
    pub fn set(&'static self, value: T) {
        self.initialize_with(RefCell::new(value), |value, cell| if let Some(value) = value { *cell.borrow_mut() = value.into_inner(); })
    }
    /// Takes the value, leaving the default.
    pub fn take(&'static self) -> T where T: Default { self.with(RefCell::take) }
    /// Stores a value and gives what was there.
    pub fn replace(&'static self, value: T) -> T { self.with(|cell| cell.replace(value)) }
}
