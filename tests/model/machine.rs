//! The machine of the model checks, in place of the runtime's own (library/std/src/sys/runtime/machine.rs).
use crate::sys::libc;
use crate::world;
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::panic::Location;

pub const WORKERS: usize = 6;
pub const RING: u32 = 4;
pub const BUCKET_BITS: u32 = 1;
pub const SPINS: u32 = 1;
pub const LOCK_SPINS: u32 = 1;
pub const LOOK_EVERY: u32 = 3;
pub const CHUNK: usize = 64;

/// Shared words of the modelled memory.
pub mod atomic {
    pub use core::sync::atomic::Ordering;
    use crate::world::{self, Slot};
    use std::cell::Cell;
    use std::panic::Location;

    pub trait Word: Copy {
        fn bits(self) -> u64;
        fn of(bits: u64) -> Self;
    }
    macro_rules! words {
        ($($t:ty)*) => {$(
            impl Word for $t {
                fn bits(self) -> u64 { self as u64 }
                fn of(bits: u64) -> Self { bits as $t }
            }
        )*};
    }
    words! { u32 i32 u64 usize }
    impl Word for bool {
        fn bits(self) -> u64 { self as u64 }
        fn of(bits: u64) -> Self { bits != 0 }
    }
    impl<T> Word for *mut T {
        fn bits(self) -> u64 { self as usize as u64 }
        fn of(bits: u64) -> Self { bits as usize as *mut T }
    }
    #[repr(C)]
    pub struct Atomic<T> {
        initial: Cell<T>,
        pub slot: Slot,
    }
    // SAFETY: one OS thread uses it.
    unsafe impl<T> Sync for Atomic<T> {}
    // SAFETY: as above.
    unsafe impl<T> Send for Atomic<T> {}
    impl<T> Atomic<T> {
        pub const fn new(value: T) -> Atomic<T> { Atomic { initial: Cell::new(value), slot: Slot::new() } }
    }
    impl<T: Word> Atomic<T> {
        pub fn initial(&self) -> u64 { self.initial.get().bits() }
        #[track_caller]
        pub fn load(&self, o: Ordering) -> T { T::of(world::load(&self.slot, self.initial(), world::order(o), Location::caller())) }
        #[track_caller]
        pub fn store(&self, value: T, o: Ordering) { world::store(&self.slot, self.initial(), value.bits(), world::order(o), Location::caller()) }
        #[track_caller]
        pub fn swap(&self, value: T, o: Ordering) -> T { self.modify(o, |_| value) }
        #[track_caller]
        fn modify(&self, o: Ordering, f: impl FnOnce(T) -> T) -> T {
            let o = world::order(o);
            T::of(world::update(&self.slot, self.initial(), o, o, false, |v| Some(f(T::of(v)).bits()), Location::caller()).0)
        }
        #[track_caller]
        fn exchange(&self, old: T, new: T, success: Ordering, failure: Ordering, weak: bool) -> Result<T, T> {
            let expected = old.bits();
            let (found, stored) = world::update(&self.slot, self.initial(), world::order(success), world::order(failure), weak, |v| if v == expected { Some(new.bits()) } else { None }, Location::caller());
            if stored { Ok(T::of(found)) } else { Err(T::of(found)) }
        }
        #[track_caller]
        pub fn compare_exchange(&self, old: T, new: T, success: Ordering, failure: Ordering) -> Result<T, T> { self.exchange(old, new, success, failure, false) }
        #[track_caller]
        pub fn compare_exchange_weak(&self, old: T, new: T, success: Ordering, failure: Ordering) -> Result<T, T> { self.exchange(old, new, success, failure, true) }
        #[track_caller]
        pub fn fetch_update(&self, success: Ordering, failure: Ordering, mut f: impl FnMut(T) -> Option<T>) -> Result<T, T> {
            let mut found = self.load(failure);
            while let Some(new) = f(found) {
                match self.exchange(found, new, success, failure, true) {
                    Ok(old) => return Ok(old),
                    Err(now) => found = now,
                }
            }
            Err(found)
        }
    }
    macro_rules! numbers {
        ($($t:ty)*) => {$(
            impl Atomic<$t> {
                #[track_caller]
                pub fn fetch_add(&self, n: $t, o: Ordering) -> $t { self.modify(o, |v| v.wrapping_add(n)) }
                #[track_caller]
                pub fn fetch_sub(&self, n: $t, o: Ordering) -> $t { self.modify(o, |v| v.wrapping_sub(n)) }
                #[track_caller]
                pub fn fetch_or(&self, n: $t, o: Ordering) -> $t { self.modify(o, |v| v | n) }
                #[track_caller]
                pub fn fetch_and(&self, n: $t, o: Ordering) -> $t { self.modify(o, |v| v & n) }
            }
        )*};
    }
    numbers! { u32 u64 usize }
    pub type AtomicU32 = Atomic<u32>;
    pub type AtomicI32 = Atomic<i32>;
    pub type AtomicU64 = Atomic<u64>;
    pub type AtomicUsize = Atomic<usize>;
    pub type AtomicBool = Atomic<bool>;
    pub type AtomicPtr<T> = Atomic<*mut T>;
    pub fn fence(o: Ordering) { world::fence(world::order(o)) }
}

/// Memory that belongs to one thread at a time, checked for races. In a static it begins each schedule as it was at first.
pub struct Guarded<T> {
    value: UnsafeCell<T>,
    initial: UnsafeCell<MaybeUninit<T>>,
    slot: world::Slot,
}
// SAFETY: one OS thread uses it.
unsafe impl<T> Sync for Guarded<T> {}
impl<T> Guarded<T> {
    pub const fn new(value: T) -> Guarded<T> { Guarded { value: UnsafeCell::new(value), initial: UnsafeCell::new(MaybeUninit::uninit()), slot: world::Slot::new() } }
    #[track_caller]
    pub fn get(&self) -> *mut T { self.reach(true) }
    #[track_caller]
    fn reach(&self, writes: bool) -> *mut T {
        let fresh = self.slot.epoch.get() == 0;
        let first = world::access(&self.slot, writes, Location::caller());
        // SAFETY: one OS thread. What an earlier schedule left is forgotten as it is.
        unsafe {
            if fresh {
                std::ptr::copy_nonoverlapping(self.value.get(), self.initial.get() as *mut T, 1);
            } else if first {
                std::ptr::copy_nonoverlapping(self.initial.get() as *const T, self.value.get(), 1);
            }
        }
        self.value.get()
    }
}
/// The same, with the face of `core::cell::Cell`.
pub struct Cell<T>(Guarded<T>);
impl<T> Cell<T> {
    pub const fn new(value: T) -> Cell<T> { Cell(Guarded::new(value)) }
    #[track_caller]
    pub fn set(&self, value: T) { drop(self.replace(value)) }
    #[track_caller]
    pub fn replace(&self, value: T) -> T {
        // SAFETY: nobody else has a reference.
        unsafe { std::ptr::replace(self.0.reach(true), value) }
    }
    #[track_caller]
    pub fn get(&self) -> T where T: Copy {
        // SAFETY: as above.
        unsafe { *self.0.reach(false) }
    }
    #[track_caller]
    pub fn take(&self) -> T where T: Default { self.replace(T::default()) }
}

#[track_caller]
pub fn futex_wait(word: &atomic::AtomicU32, value: u32, deadline: Option<u64>) {
    world::futex_wait(&word.slot, word.initial(), word as *const _ as usize, value, deadline.unwrap_or(u64::MAX), Location::caller())
}
pub fn futex_wake(word: *const atomic::AtomicU32, count: i32) { world::futex_wake(word as usize, count) }
pub fn now() -> u64 { world::now() }
/// Who spins does it a few times: it keeps its priority, so that it can get on to what it does then while others stand still.
pub fn spin() { world::step() }
pub fn give_way() { world::give_way() }
pub fn key(address: usize) -> u64 { world::key(address) }
pub fn seed(_: usize) -> u32 { world::world().random() as u32 | 1 }
pub fn keep<T: 'static>(value: T) -> &'static mut T {
    unsafe fn free<T>(p: *mut u8) { drop(Box::from_raw(p as *mut T)) }
    let p = Box::into_raw(Box::new(value));
    world::keep(p as *mut u8, free::<T>);
    // SAFETY: freed after the schedule.
    unsafe { &mut *p }
}
/// # Safety
/// Zeros must be a value.
pub unsafe fn keep_zeroed<T: 'static>() -> *mut T { keep(std::mem::zeroed::<T>()) }
pub fn os_thread(name: &'static std::ffi::CStr, _: usize, body: extern "C" fn(*mut libc::c_void) -> *mut libc::c_void, argument: *mut libc::c_void) -> bool {
    world::start_thread(name.to_str().unwrap_or(""), Box::new(move || {
        body(argument);
    }));
    true
}
pub fn prefetch(_: usize) {}
pub fn os_thread_number() -> i32 { 1 }
/// By chance one that stands still has computed, waits for something, or waits for a core.
pub fn time_on_core(_: i32) -> u64 { if world::world().random() % 2 == 0 { world::now() } else { 0 } }
pub fn wants_core(_: i32) -> bool { world::world().random() % 2 == 0 }
pub fn wait_for_events(epoll: i32, events: &mut [libc::epoll_event], wait: Option<u64>) -> usize {
    world::step();
    let deadline = wait.map_or(u64::MAX, |w| world::world_now().saturating_add(w));
    loop {
        // SAFETY: the buffer has that size.
        let n = unsafe { libc::epoll_wait(epoll, events.as_mut_ptr(), events.len() as i32, 0) };
        if n > 0 {
            world::told_by_kernel();
            return n as usize;
        }
        if wait == Some(0) || !world::wait_for_events(epoll, deadline) {
            return 0;
        }
    }
}
