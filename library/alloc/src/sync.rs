//! `Arc`: shared ownership, counted atomically. The counts stand before the value; a `Weak` that was
//! never attached points to `usize::MAX`. All strong references together hold one weak one.
use crate::alloc::{self, Layout};
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;
use core::any::Any;
use core::borrow::Borrow;
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};
use core::marker::{PhantomData, Unsize};
use core::mem::{self, ManuallyDrop, MaybeUninit};
use core::ops::{CoerceUnsized, Deref, DerefPure, DispatchFromDyn, LegacyReceiver};
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::pin::Pin;
use core::ptr::{self, NonNull};
use core::fmt;
use core::error::Error;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use core::sync::atomic::{AtomicUsize, fence};

#[repr(C)]
struct Inner<T: ?Sized> {
    strong: Count,
    weak: Count,
    value: T,
}

/// A count. Decrements release what was done to the value; the last one acquires it.
struct Count(AtomicUsize);
const MAX: usize = isize::MAX as usize;
impl Count {
    fn new(n: usize) -> Count { Count(AtomicUsize::new(n)) }
    #[inline]
    fn get(&self) -> usize { self.0.load(Relaxed) }
    fn weak_value(&self) -> usize {
        let n = self.0.load(Relaxed);
        if n == usize::MAX { 0 } else { n - 1 }
    }
    #[inline]
    fn increment(&self) {
        if self.0.fetch_add(1, Relaxed) > MAX {
            core::intrinsics::abort();
        }
    }
    /// Waits while `unique` holds the lock value.
    fn increment_weak(&self) {
        let mut cur = self.0.load(Relaxed);
        loop {
            if cur == usize::MAX {
                core::hint::spin_loop();
                cur = self.0.load(Relaxed);
                continue;
            }
            match self.0.compare_exchange_weak(cur, cur + 1, Acquire, Relaxed) {
                Ok(_) => return,
                Err(old) => cur = old,
            }
        }
    }
    #[inline]
    fn decrement(&self) -> bool {
        if self.0.fetch_sub(1, Release) != 1 {
            return false;
        }
        fence(Acquire);
        true
    }
    fn increment_if_alive(&self) -> bool {
        self.0.fetch_update(Acquire, Relaxed, |n| if n == 0 { None } else { Some(n + 1) }).is_ok()
    }
    fn take_last(&self) -> bool {
        if self.0.compare_exchange(1, 0, Relaxed, Relaxed).is_err() {
            return false;
        }
        fence(Acquire);
        true
    }
    fn publish(&self) { self.0.store(1, Release) }
    /// Locks the weak count, so that no `downgrade` comes between the two reads.
    fn unique(strong: &Count, weak: &Count) -> bool {
        if weak.0.compare_exchange(1, usize::MAX, Acquire, Relaxed).is_err() {
            return false;
        }
        let unique = strong.0.load(Acquire) == 1;
        weak.0.store(1, Release);
        unique
    }
}

/// A counted pointer.
#[rustc_diagnostic_item = "Arc"]
#[rustc_insignificant_dtor]
pub struct Arc<T: ?Sized> {
    ptr: NonNull<Inner<T>>,
    phantom: PhantomData<Inner<T>>,
}
/// A counted pointer that does not keep the value.
#[rustc_diagnostic_item = "ArcWeak"]
pub struct Weak<T: ?Sized> {
    ptr: NonNull<Inner<T>>,
}
// SAFETY: the counts are atomic; the value is shared by all threads.
unsafe impl<T: ?Sized + Sync + Send> Send for Arc<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Sync + Send> Sync for Arc<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Sync + Send> Send for Weak<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Sync + Send> Sync for Weak<T> {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for Arc<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Arc<U>> for Arc<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Arc<U>> for Arc<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Weak<U>> for Weak<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Weak<U>> for Weak<T> {}
impl<T: ?Sized> Unpin for Arc<T> {}

/// The layout of the counts before a value, and the value's offset.
fn layout_for(value: Layout) -> (Layout, usize) {
    let (l, offset) = Layout::new::<Inner<()>>().extend(value).unwrap();
    (l.pad_to_align(), offset)
}
unsafe fn data_offset<T: ?Sized>(p: *const T) -> usize { layout_for(Layout::for_value_raw(p)).1 }

impl<T> Arc<T> {
    /// Moves a value to shared memory.
    #[inline]
    pub fn new(value: T) -> Arc<T> {
        let p = Box::into_raw(Box::new(Inner { strong: Count::new(1), weak: Count::new(1), value }));
        // SAFETY: a box is not null.
        unsafe { Self::from_ptr(p) }
    }
    /// A value that is made with a weak reference to itself.
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Arc<T> {
        let uninit: NonNull<Inner<MaybeUninit<T>>> = Box::into_non_null(Box::new(Inner { strong: Count::new(0), weak: Count::new(1), value: MaybeUninit::<T>::uninit() }));
        let init: NonNull<Inner<T>> = uninit.cast();
        let weak = Weak { ptr: init };
        let data = data_fn(&weak);
        // SAFETY: the memory is ours; the weak reference becomes that of the strong ones.
        unsafe {
            ptr::write(&raw mut (*init.as_ptr()).value, data);
            (*init.as_ptr()).strong.publish();
            mem::forget(weak);
            Self::from_ptr(init.as_ptr())
        }
    }
    /// Memory without a value.
    #[must_use]
    pub fn new_uninit() -> Arc<MaybeUninit<T>> { Arc::new(MaybeUninit::uninit()) }
    /// Zeroed memory.
    #[must_use]
    pub fn new_zeroed() -> Arc<MaybeUninit<T>> { Arc::new(MaybeUninit::zeroed()) }
    /// A pinned value.
    #[must_use]
    pub fn pin(value: T) -> Pin<Arc<T>> {
        // SAFETY: the value stays where it is.
        unsafe { Pin::new_unchecked(Arc::new(value)) }
    }
    /// The value, if this is the only strong reference.
    pub fn try_unwrap(this: Self) -> Result<T, Self> {
        if !this.inner().strong.take_last() {
            return Err(this);
        }
        let this = ManuallyDrop::new(this);
        // SAFETY: the value is moved out; the weak reference frees the memory.
        unsafe {
            let value = ptr::read(&**this);
            let _weak = Weak { ptr: this.ptr };
            Ok(value)
        }
    }
    /// The value, if this is the last strong reference.
    pub fn into_inner(this: Self) -> Option<T> {
        let this = ManuallyDrop::new(this);
        if !this.inner().strong.decrement() {
            return None;
        }
        // SAFETY: the value is moved out; the weak reference frees the memory.
        unsafe {
            let value = ptr::read(&**this);
            let _weak = Weak { ptr: this.ptr };
            Some(value)
        }
    }
}
impl<T> Arc<[T]> {
    /// Memory without values.
    #[must_use]
    pub fn new_uninit_slice(len: usize) -> Arc<[MaybeUninit<T>]> {
        // SAFETY: memory without values needs no writing.
        unsafe { Arc::from_ptr(Arc::allocate_slice(len) as *mut Inner<[MaybeUninit<T>]>) }
    }
    /// Memory of zeros.
    #[must_use]
    pub fn new_zeroed_slice(len: usize) -> Arc<[MaybeUninit<T>]> {
        let mut slice = Arc::<[T]>::new_uninit_slice(len);
        // SAFETY: nobody else has the slice, which has so many elements.
        unsafe { ptr::write_bytes(Arc::get_mut_unchecked(&mut slice).as_mut_ptr(), 0, len) };
        slice
    }
    /// Memory with counts for a slice.
    fn allocate_slice(len: usize) -> *mut Inner<[T]> {
        let (layout, _) = layout_for(Layout::array::<T>(len).expect("capacity overflow"));
        let p = alloc::allocate(layout);
        let p = ptr::slice_from_raw_parts_mut(p as *mut T, len) as *mut Inner<[T]>;
        // SAFETY: the memory is fresh.
        unsafe {
            ptr::write(&raw mut (*p).strong, Count::new(1));
            ptr::write(&raw mut (*p).weak, Count::new(1));
        }
        p
    }
    unsafe fn copy_from(src: *const T, len: usize) -> Arc<[T]> {
        let p = Self::allocate_slice(len);
        ptr::copy_nonoverlapping(src, (&raw mut (*p).value) as *mut T, len);
        Self::from_ptr(p)
    }
}
impl<T> Arc<MaybeUninit<T>> {
    /// The pointer with its value.
    ///
    /// # Safety
    /// The value must be there.
    pub unsafe fn assume_init(self) -> Arc<T> { Arc::from_ptr(ManuallyDrop::new(self).ptr.as_ptr() as *mut Inner<T>) }
}
impl<T> Arc<[MaybeUninit<T>]> {
    /// The pointer with its values.
    ///
    /// # Safety
    /// The values must be there.
    pub unsafe fn assume_init(self) -> Arc<[T]> { Arc::from_ptr(ManuallyDrop::new(self).ptr.as_ptr() as *mut Inner<[T]>) }
}
impl<T: ?Sized> Arc<T> {
    #[inline(always)]
    fn inner(&self) -> &Inner<T> {
        // SAFETY: a strong reference keeps it.
        unsafe { self.ptr.as_ref() }
    }
    #[inline]
    unsafe fn from_ptr(p: *mut Inner<T>) -> Self { Arc { ptr: NonNull::new_unchecked(p), phantom: PhantomData } }
    /// Gives up the reference for a pointer to the value.
    #[must_use = "losing the pointer will leak memory"]
    pub fn into_raw(this: Self) -> *const T { Self::as_ptr(&*ManuallyDrop::new(this)) }
    /// Points to the value.
    pub fn as_ptr(this: &Self) -> *const T {
        // SAFETY: a field of what a strong reference keeps.
        unsafe { &raw const (*this.ptr.as_ptr()).value }
    }
    /// Takes up a reference that `into_raw` gave up.
    ///
    /// # Safety
    /// The pointer must be from `into_raw`.
    pub unsafe fn from_raw(p: *const T) -> Self {
        let offset = data_offset(p);
        Self::from_ptr(p.byte_sub(offset) as *mut Inner<T>)
    }
    /// Adds a reference.
    ///
    /// # Safety
    /// The pointer must be from `into_raw`, with a reference left.
    pub unsafe fn increment_strong_count(p: *const T) {
        let this = ManuallyDrop::new(Self::from_raw(p));
        let _clone = ManuallyDrop::new((*this).clone());
    }
    /// Removes a reference.
    ///
    /// # Safety
    /// The pointer must be from `into_raw`, with a reference left.
    pub unsafe fn decrement_strong_count(p: *const T) { drop(Self::from_raw(p)) }
    /// A weak reference.
    #[must_use = "this returns a new `Weak` pointer, without modifying the original `Arc`"]
    pub fn downgrade(this: &Self) -> Weak<T> {
        this.inner().weak.increment_weak();
        Weak { ptr: this.ptr }
    }
    /// The number of weak references.
    #[inline]
    #[must_use]
    pub fn weak_count(this: &Self) -> usize { this.inner().weak.weak_value() }
    /// The number of strong references.
    #[inline]
    #[must_use]
    pub fn strong_count(this: &Self) -> usize { this.inner().strong.get() }
    /// The value, uniquely, if there is no other reference.
    #[inline]
    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        // SAFETY: there is no other reference.
        if this.is_unique() { unsafe { Some(&mut (*this.ptr.as_ptr()).value) } } else { None }
    }
    /// The value, uniquely.
    ///
    /// # Safety
    /// Nobody else may use it.
    #[doc(hidden)]
    pub unsafe fn get_mut_unchecked(this: &mut Self) -> &mut T { &mut (*this.ptr.as_ptr()).value }
    fn is_unique(&mut self) -> bool { Count::unique(&self.inner().strong, &self.inner().weak) }
    /// Whether both point to the same value.
    #[inline]
    #[must_use]
    pub fn ptr_eq(this: &Self, other: &Self) -> bool { ptr::addr_eq(this.ptr.as_ptr(), other.ptr.as_ptr()) }
    fn from_box(src: Box<T>) -> Arc<T> {
        // SAFETY: the bytes are moved and the old memory freed without dropping the value.
        unsafe {
            let value = Layout::for_value(&*src);
            let raw = Box::into_raw(src);
            let (layout, offset) = layout_for(value);
            let mem = alloc::allocate(layout);
            let p = (raw as *mut Inner<T>).with_address(mem);
            ptr::write(&raw mut (*p).strong, Count::new(1));
            ptr::write(&raw mut (*p).weak, Count::new(1));
            ptr::copy_nonoverlapping(raw as *const u8, mem.add(offset), value.size());
            alloc::deallocate(raw as *mut u8, value);
            Self::from_ptr(p)
        }
    }
}
/// Replaces the address of a pointer and keeps its metadata.
trait WithAddress {
    fn with_address(self, p: *mut u8) -> Self;
}
impl<T: ?Sized> WithAddress for *mut Inner<T> {
    fn with_address(self, p: *mut u8) -> Self {
        ptr::from_raw_parts_mut(p, ptr::metadata(self))
    }
}
impl<T: Clone> Arc<T> {
    /// The value, uniquely; cloned if there are other references.
    #[inline]
    pub fn make_mut(this: &mut Self) -> &mut T {
        if Arc::strong_count(this) != 1 {
            *this = Arc::new((**this).clone());
        } else if !this.is_unique() {
            // Only weak references are left: they lose the value.
            // SAFETY: the value is moved to memory of its own.
            unsafe {
                let fresh = Arc::new(ptr::read(&**this));
                let old = mem::replace(this, fresh);
                let old = ManuallyDrop::new(old);
                old.inner().strong.decrement();
                let _weak = Weak { ptr: old.ptr };
            }
        }
        // SAFETY: there is no other reference.
        unsafe { &mut (*this.ptr.as_ptr()).value }
    }
    /// The value; cloned if there are other references.
    #[inline]
    pub fn unwrap_or_clone(this: Self) -> T { Arc::try_unwrap(this).unwrap_or_else(|this| (*this).clone()) }
}
impl Arc<dyn Any + Send + Sync> {
    /// The pointer as one to a `T`, if the value is one.
    #[inline]
    pub fn downcast<T: Any + Send + Sync>(self) -> Result<Arc<T>, Self> {
        if (*self).is::<T>() {
            // SAFETY: the type was compared.
            unsafe { Ok(Arc::from_ptr(ManuallyDrop::new(self).ptr.as_ptr() as *mut Inner<T>)) }
        } else {
            Err(self)
        }
    }
}
impl<T: ?Sized> Deref for Arc<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T { &self.inner().value }
}
// SAFETY: always the same value.
unsafe impl<T: ?Sized> DerefPure for Arc<T> {}
impl<T: ?Sized> LegacyReceiver for Arc<T> {}
// SAFETY: the value is dropped, nothing else is touched.
unsafe impl<#[may_dangle] T: ?Sized> Drop for Arc<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the memory is kept by this reference, and then by the weak one.
        unsafe {
            if (*self.ptr.as_ptr()).strong.decrement() {
                self.drop_slow();
            }
        }
    }
}
impl<T: ?Sized> Arc<T> {
    #[inline(never)]
    unsafe fn drop_slow(&mut self) {
        let _weak = Weak { ptr: self.ptr };
        ptr::drop_in_place(&raw mut (*self.ptr.as_ptr()).value);
    }
}
impl<T: ?Sized> Clone for Arc<T> {
    #[inline]
    fn clone(&self) -> Self {
        self.inner().strong.increment();
        Arc { ptr: self.ptr, phantom: PhantomData }
    }
}
impl<T: Default> Default for Arc<T> {
    #[inline]
    fn default() -> Arc<T> { Arc::new(Default::default()) }
}
impl Default for Arc<str> {
    fn default() -> Self { Arc::from("") }
}
impl<T> Default for Arc<[T]> {
    fn default() -> Self { Arc::from([]) }
}
impl<T: ?Sized + PartialEq> PartialEq for Arc<T> {
    #[inline]
    fn eq(&self, other: &Arc<T>) -> bool { **self == **other }
}
impl<T: ?Sized + Eq> Eq for Arc<T> {}
impl<T: ?Sized + PartialOrd> PartialOrd for Arc<T> {
    #[inline]
    fn partial_cmp(&self, other: &Arc<T>) -> Option<Ordering> { (**self).partial_cmp(&**other) }
}
impl<T: ?Sized + Ord> Ord for Arc<T> {
    #[inline]
    fn cmp(&self, other: &Arc<T>) -> Ordering { (**self).cmp(&**other) }
}
impl<T: ?Sized + Hash> Hash for Arc<T> {
    fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
}
impl<T: ?Sized + fmt::Display> fmt::Display for Arc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&**self, f) }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for Arc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}
impl<T: ?Sized> fmt::Pointer for Arc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&(&raw const **self), f) }
}
impl<T> From<T> for Arc<T> {
    fn from(t: T) -> Self { Arc::new(t) }
}
impl<T, const N: usize> From<[T; N]> for Arc<[T]> {
    fn from(v: [T; N]) -> Arc<[T]> { Arc::<[T; N]>::new(v) }
}
impl<T: Clone> From<&[T]> for Arc<[T]> {
    fn from(v: &[T]) -> Arc<[T]> { <Self as From<Vec<T>>>::from(crate::slice::to_vec(v)) }
}
impl<T: Clone> From<&mut [T]> for Arc<[T]> {
    fn from(v: &mut [T]) -> Arc<[T]> { Self::from(&*v) }
}
impl From<&str> for Arc<str> {
    fn from(v: &str) -> Arc<str> {
        let bytes = Arc::<[u8]>::from(v.as_bytes());
        // SAFETY: the bytes are those of a string.
        unsafe { Arc::from_raw(Arc::into_raw(bytes) as *const str) }
    }
}
impl From<&mut str> for Arc<str> {
    fn from(v: &mut str) -> Arc<str> { Self::from(&*v) }
}
impl From<String> for Arc<str> {
    fn from(v: String) -> Arc<str> { Arc::from(&v[..]) }
}
impl<T: ?Sized> From<Box<T>> for Arc<T> {
    fn from(v: Box<T>) -> Arc<T> { Self::from_box(v) }
}
impl<T> From<Vec<T>> for Arc<[T]> {
    fn from(mut v: Vec<T>) -> Arc<[T]> {
        // SAFETY: the elements are moved.
        unsafe {
            let rc = Self::copy_from(v.as_ptr(), v.len());
            v.set_len(0);
            rc
        }
    }
}
impl<'a, B: ?Sized + ToOwned> From<Cow<'a, B>> for Arc<B>
where
    Arc<B>: From<&'a B> + From<B::Owned>,
{
    fn from(cow: Cow<'a, B>) -> Arc<B> {
        match cow {
            Cow::Borrowed(s) => Arc::from(s),
            Cow::Owned(s) => Arc::from(s),
        }
    }
}
impl From<Arc<str>> for Arc<[u8]> {
    fn from(rc: Arc<str>) -> Self {
        // SAFETY: the layouts are the same.
        unsafe { Arc::from_raw(Arc::into_raw(rc) as *const [u8]) }
    }
}
impl<T, const N: usize> TryFrom<Arc<[T]>> for Arc<[T; N]> {
    type Error = Arc<[T]>;
    fn try_from(s: Arc<[T]>) -> Result<Self, Self::Error> {
        // SAFETY: the length is `N`.
        if s.len() == N { Ok(unsafe { Arc::from_raw(Arc::into_raw(s) as *const [T; N]) }) } else { Err(s) }
    }
}
impl<T> FromIterator<T> for Arc<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self { iter.into_iter().collect::<Vec<T>>().into() }
}
impl<T: ?Sized> Borrow<T> for Arc<T> {
    fn borrow(&self) -> &T { &**self }
}
impl<T: ?Sized> AsRef<T> for Arc<T> {
    fn as_ref(&self) -> &T { &**self }
}
impl<T: Error + ?Sized> Error for Arc<T> {
    fn source(&self) -> Option<&(dyn Error + 'static)> { Error::source(&**self) }
    #[allow(deprecated)]
    fn description(&self) -> &str { Error::description(&**self) }
    #[allow(deprecated)]
    fn cause(&self) -> Option<&dyn Error> { Error::cause(&**self) }
}
impl<T> Weak<T> {
    /// A reference to nothing.
    #[must_use]
    pub const fn new() -> Weak<T> { Weak { ptr: NonNull::without_provenance(core::num::NonZero::<usize>::MAX) } }
}
fn is_dangling<T: ?Sized>(p: *const T) -> bool { (p as *const ()).addr() == usize::MAX }
impl<T: ?Sized> Weak<T> {
    /// Points to where the value is or was.
    #[must_use]
    pub fn as_ptr(&self) -> *const T {
        let p = self.ptr.as_ptr();
        // SAFETY: the pointer is only computed.
        if is_dangling(p) { p as *const T } else { unsafe { &raw const (*p).value } }
    }
    /// Gives up the reference for a pointer.
    #[must_use = "losing the pointer will leak memory"]
    pub fn into_raw(self) -> *const T { ManuallyDrop::new(self).as_ptr() }
    /// Takes up a reference that `into_raw` gave up.
    ///
    /// # Safety
    /// The pointer must be from `into_raw`.
    pub unsafe fn from_raw(p: *const T) -> Self {
        let p = if is_dangling(p) { p as *mut Inner<T> } else { p.byte_sub(data_offset(p)) as *mut Inner<T> };
        Weak { ptr: NonNull::new_unchecked(p) }
    }
    /// The counts, if attached.
    #[inline]
    fn counts(&self) -> Option<(&Count, &Count)> {
        let p = self.ptr.as_ptr();
        // SAFETY: a weak reference keeps the counts.
        if is_dangling(p) { None } else { unsafe { Some((&(*p).strong, &(*p).weak)) } }
    }
    /// A strong reference, if the value is there.
    #[must_use = "this returns a new `Arc`, without modifying the original weak pointer"]
    pub fn upgrade(&self) -> Option<Arc<T>> {
        let (strong, _) = self.counts()?;
        if strong.increment_if_alive() { Some(Arc { ptr: self.ptr, phantom: PhantomData }) } else { None }
    }
    /// The number of strong references.
    #[must_use]
    pub fn strong_count(&self) -> usize { self.counts().map_or(0, |(s, _)| s.get()) }
    /// The number of weak references.
    #[must_use]
    pub fn weak_count(&self) -> usize {
        match self.counts() {
            Some((strong, weak)) if strong.get() > 0 => weak.weak_value(),
            _ => 0,
        }
    }
    /// Whether both point to the same value.
    #[inline]
    #[must_use]
    pub fn ptr_eq(&self, other: &Self) -> bool { ptr::addr_eq(self.ptr.as_ptr(), other.ptr.as_ptr()) }
}
// SAFETY: the value is not touched.
unsafe impl<#[may_dangle] T: ?Sized> Drop for Weak<T> {
    fn drop(&mut self) {
        let Some((_, weak)) = self.counts() else { return };
        if weak.decrement() {
            // SAFETY: this was the last reference of any kind.
            unsafe { alloc::deallocate(self.ptr.as_ptr() as *mut u8, Layout::for_value_raw(self.ptr.as_ptr())) }
        }
    }
}
impl<T: ?Sized> Clone for Weak<T> {
    #[inline]
    fn clone(&self) -> Weak<T> {
        if let Some((_, weak)) = self.counts() {
            weak.increment();
        }
        Weak { ptr: self.ptr }
    }
}
impl<T: ?Sized> fmt::Debug for Weak<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("(Weak)") }
}
impl<T> Default for Weak<T> {
    fn default() -> Weak<T> { Weak::new() }
}
impl<T: ?Sized> Default for Pin<Arc<T>> where Arc<T>: Default {
    fn default() -> Self {
        // SAFETY: what is shared does not move, and nobody else has it.
        unsafe { Pin::new_unchecked(Arc::default()) }
    }
}
