//! `Box`: a value on the heap.
use crate::alloc::{self, Layout};
use crate::borrow::Cow;
use crate::raw_vec::RawVec;
use crate::string::String;
use crate::vec::Vec;
use core::any::Any;
use core::borrow::{Borrow, BorrowMut};
use core::cmp::Ordering;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;
use core::marker::{Tuple, Unsize};
use core::mem::{ManuallyDrop, MaybeUninit};
use core::ops::{AsyncFn, AsyncFnMut, AsyncFnOnce, CoerceUnsized, Coroutine, CoroutineState, Deref, DerefMut, DerefPure, DispatchFromDyn, Fn, FnMut, FnOnce, LegacyReceiver};
use core::pin::Pin;
use core::ptr::{self, NonNull, Unique};
use core::task::{Context, Poll};

/// A unique pointer to a value on the heap. Dereference and move-out are built into the compiler.
#[lang = "owned_box"]
#[fundamental]
#[rustc_insignificant_dtor]
#[rustc_diagnostic_item = "Box"]
pub struct Box<T: ?Sized>(Unique<T>);

impl<T> Box<T> {
    /// Moves a value to the heap.
    #[inline(always)]
    #[must_use]
    #[rustc_diagnostic_item = "box_new"]
    pub fn new(x: T) -> Self {
        let p = alloc::allocate(Layout::new::<T>()) as *mut T;
        // SAFETY: the memory is fresh.
        unsafe {
            p.write(x);
            Box::from_raw(p)
        }
    }
    /// Memory without a value.
    #[inline]
    #[must_use]
    pub fn new_uninit() -> Box<MaybeUninit<T>> {
        // SAFETY: the memory is fresh.
        unsafe { Box::from_raw(alloc::allocate(Layout::new::<T>()) as *mut MaybeUninit<T>) }
    }
    /// Zeroed memory.
    #[must_use]
    pub fn new_zeroed() -> Box<MaybeUninit<T>> {
        let mut b = Box::new_uninit();
        *b = MaybeUninit::zeroed();
        b
    }
    /// A pinned value.
    #[must_use]
    #[inline(always)]
    pub fn pin(x: T) -> Pin<Box<T>> { Box::new(x).into() }
    /// A slice of one element.
    pub fn into_boxed_slice(boxed: Self) -> Box<[T]> {
        let raw = Box::into_raw(boxed);
        // SAFETY: the layouts are the same.
        unsafe { Box::from_raw(raw as *mut [T; 1]) }
    }
    /// The value.
    #[inline]
    pub fn into_inner(boxed: Self) -> T { *boxed }
    /// The value, and its memory.
    #[doc(hidden)]
    pub fn take(boxed: Self) -> (T, Box<MaybeUninit<T>>) {
        // SAFETY: the value is moved out and the memory kept.
        unsafe {
            let raw = Box::into_raw(boxed);
            (raw.read(), Box::from_raw(raw.cast()))
        }
    }
}
impl<T> Box<[T]> {
    /// Memory without values.
    #[must_use]
    pub fn new_uninit_slice(len: usize) -> Box<[MaybeUninit<T>]> {
        let buf = ManuallyDrop::new(RawVec::<MaybeUninit<T>>::with_capacity(len));
        // SAFETY: the buffer has that capacity.
        unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(buf.ptr(), len)) }
    }
    /// Zeroed memory.
    #[must_use]
    pub fn new_zeroed_slice(len: usize) -> Box<[MaybeUninit<T>]> {
        let buf = ManuallyDrop::new(RawVec::<MaybeUninit<T>>::with_capacity_zeroed(len));
        // SAFETY: the buffer has that capacity.
        unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(buf.ptr(), len)) }
    }
    /// The slice as an array, if the length is `N`.
    pub fn into_array<const N: usize>(self) -> Result<Box<[T; N]>, Self> {
        if self.len() == N {
            // SAFETY: the length is `N`.
            Ok(unsafe { Box::from_raw(Self::into_raw(self) as *mut [T; N]) })
        } else {
            Err(self)
        }
    }
}
impl<T> Box<MaybeUninit<T>> {
    /// The box with its value.
    ///
    /// # Safety
    /// The value must be there.
    #[inline]
    pub unsafe fn assume_init(self) -> Box<T> { Box::from_raw(Box::into_raw(self) as *mut T) }
    /// Writes the value.
    #[inline]
    pub fn write(mut boxed: Self, value: T) -> Box<T> {
        (*boxed).write(value);
        // SAFETY: just written.
        unsafe { boxed.assume_init() }
    }
}
impl<T> Box<[MaybeUninit<T>]> {
    /// The slice with its values.
    ///
    /// # Safety
    /// The values must be there.
    #[inline]
    pub unsafe fn assume_init(self) -> Box<[T]> { Box::from_raw(Box::into_raw(self) as *mut [T]) }
}
impl<T: ?Sized> Box<T> {
    /// Takes ownership of a pointer.
    ///
    /// # Safety
    /// It must be from `into_raw` or equivalent.
    #[inline]
    #[must_use = "call `drop(Box::from_raw(ptr))` if you intend to drop the `Box`"]
    pub unsafe fn from_raw(raw: *mut T) -> Self { Box(Unique::new_unchecked(raw)) }
    /// Takes ownership of a pointer.
    ///
    /// # Safety
    /// As `from_raw`.
    #[doc(hidden)]
    #[inline]
    pub unsafe fn from_non_null(p: NonNull<T>) -> Self { Self::from_raw(p.as_ptr()) }
    /// Gives up ownership.
    #[must_use = "losing the pointer will leak memory"]
    #[inline]
    pub fn into_raw(b: Self) -> *mut T {
        let mut b = ManuallyDrop::new(b);
        &raw mut **b
    }
    /// Gives up ownership.
    #[doc(hidden)]
    #[inline]
    pub fn into_non_null(b: Self) -> NonNull<T> {
        // SAFETY: a box is not null.
        unsafe { NonNull::new_unchecked(Self::into_raw(b)) }
    }
    /// Points to the value.
    #[doc(hidden)]
    #[inline]
    pub fn as_mut_ptr(b: &mut Self) -> *mut T { &raw mut **b }
    /// Points to the value.
    #[doc(hidden)]
    #[inline]
    pub fn as_ptr(b: &Self) -> *const T { &raw const **b }
    /// Gives up ownership for a reference.
    #[inline]
    pub fn leak<'a>(b: Self) -> &'a mut T
    where
        T: 'a,
    {
        // SAFETY: nobody frees it any more.
        unsafe { &mut *Box::into_raw(b) }
    }
    /// Pins.
    pub fn into_pin(boxed: Self) -> Pin<Self> {
        // SAFETY: the value stays where it is.
        unsafe { Pin::new_unchecked(boxed) }
    }
}
// SAFETY: the compiler drops the value before; here the memory is freed.
unsafe impl<#[may_dangle] T: ?Sized> Drop for Box<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the memory is ours, with the value's layout.
        unsafe {
            let p = self.0.as_ptr();
            alloc::deallocate(p as *mut u8, Layout::for_value_raw(p));
        }
    }
}
impl<T: Default> Default for Box<T> {
    #[inline]
    fn default() -> Self { Box::new(T::default()) }
}
impl<T: ?Sized> Default for Pin<Box<T>> where Box<T>: Default {
    fn default() -> Self { Box::into_pin(Box::default()) }
}
impl<T> Default for Box<[T]> {
    fn default() -> Self { Box::<[T; 0]>::new([]) }
}
impl Default for Box<str> {
    fn default() -> Self { "".into() }
}
impl<T: Clone> Clone for Box<T> {
    #[inline]
    fn clone(&self) -> Self { Box::new((**self).clone()) }
    #[inline]
    fn clone_from(&mut self, source: &Self) { (**self).clone_from(&**source); }
}
impl<T: Clone> Clone for Box<[T]> {
    fn clone(&self) -> Self { crate::slice::to_vec(self).into_boxed_slice() }
}
impl Clone for Box<str> {
    fn clone(&self) -> Self { (**self).into() }
}
impl<T: ?Sized + PartialEq> PartialEq for Box<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool { PartialEq::eq(&**self, &**other) }
}
impl<T: ?Sized + PartialOrd> PartialOrd for Box<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { PartialOrd::partial_cmp(&**self, &**other) }
}
impl<T: ?Sized + Ord> Ord for Box<T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering { Ord::cmp(&**self, &**other) }
}
impl<T: ?Sized + Eq> Eq for Box<T> {}
impl<T: ?Sized + Hash> Hash for Box<T> {
    fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state); }
}
impl<T: ?Sized + Hasher> Hasher for Box<T> {
    fn finish(&self) -> u64 { (**self).finish() }
    fn write(&mut self, bytes: &[u8]) { (**self).write(bytes) }
}
impl<T> From<T> for Box<T> {
    fn from(t: T) -> Self { Box::new(t) }
}
impl<T: ?Sized> From<Box<T>> for Pin<Box<T>> {
    fn from(boxed: Box<T>) -> Self { Box::into_pin(boxed) }
}
impl<T: Clone> From<&[T]> for Box<[T]> {
    fn from(slice: &[T]) -> Box<[T]> { crate::slice::to_vec(slice).into_boxed_slice() }
}
impl<T: Clone> From<&mut [T]> for Box<[T]> {
    fn from(slice: &mut [T]) -> Box<[T]> { Self::from(&*slice) }
}
impl<T: Clone> From<Cow<'_, [T]>> for Box<[T]> {
    fn from(cow: Cow<'_, [T]>) -> Box<[T]> { cow.into_owned().into_boxed_slice() }
}
impl From<&str> for Box<str> {
    fn from(s: &str) -> Box<str> {
        // SAFETY: the bytes are those of a string.
        unsafe { crate::str::from_boxed_utf8_unchecked(Box::from(s.as_bytes())) }
    }
}
impl From<&mut str> for Box<str> {
    fn from(s: &mut str) -> Box<str> { Self::from(&*s) }
}
impl From<Cow<'_, str>> for Box<str> {
    fn from(cow: Cow<'_, str>) -> Box<str> { cow.into_owned().into_boxed_str() }
}
impl From<Box<str>> for Box<[u8]> {
    fn from(s: Box<str>) -> Self {
        // SAFETY: the layouts are the same.
        unsafe { Box::from_raw(Box::into_raw(s) as *mut [u8]) }
    }
}
impl<T, const N: usize> From<[T; N]> for Box<[T]> {
    fn from(array: [T; N]) -> Box<[T]> { Box::new(array) }
}
impl<T, const N: usize> TryFrom<Box<[T]>> for Box<[T; N]> {
    type Error = Box<[T]>;
    fn try_from(b: Box<[T]>) -> Result<Self, Box<[T]>> { b.into_array() }
}
impl<T, const N: usize> TryFrom<Vec<T>> for Box<[T; N]> {
    type Error = Vec<T>;
    fn try_from(v: Vec<T>) -> Result<Self, Vec<T>> { if v.len() == N { v.into_boxed_slice().into_array().map_err(Vec::from) } else { Err(v) } }
}
macro_rules! downcast {
    ($($t:ty)*) => {$(
        impl Box<$t> {
            /// The value as a `T`, if it is one.
            #[inline]
            pub fn downcast<T: Any>(self) -> Result<Box<T>, Self> {
                // SAFETY: the type was compared.
                if self.is::<T>() { unsafe { Ok(Box::from_raw(Box::into_raw(self) as *mut T)) } } else { Err(self) }
            }
            /// The value as a `T`.
            ///
            /// # Safety
            /// It must be one.
            #[doc(hidden)]
            #[inline]
            pub unsafe fn downcast_unchecked<T: Any>(self) -> Box<T> { Box::from_raw(Box::into_raw(self) as *mut T) }
        }
    )*};
}
downcast! { dyn Any dyn Any + Send dyn Any + Send + Sync }
macro_rules! downcast_error {
    ($($t:ty)*) => {$(
        impl $t {
            /// The error as a `T`, if it is one.
            #[rustc_allow_incoherent_impl]
            #[inline]
            pub fn downcast<T: Error + 'static>(self: Box<Self>) -> Result<Box<T>, Box<Self>> {
                // SAFETY: the type was compared.
                if self.is::<T>() { unsafe { Ok(Box::from_raw(Box::into_raw(self) as *mut T)) } } else { Err(self) }
            }
        }
    )*};
}
downcast_error! { dyn Error dyn Error + Send dyn Error + Send + Sync }
impl<T: ?Sized + fmt::Display> fmt::Display for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&**self, f) }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}
impl<T: ?Sized> fmt::Pointer for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ptr: *const T = &**self;
        fmt::Pointer::fmt(&ptr, f)
    }
}
impl<T: ?Sized> Deref for Box<T> {
    type Target = T;
    fn deref(&self) -> &T { &**self }
}
impl<T: ?Sized> DerefMut for Box<T> {
    fn deref_mut(&mut self) -> &mut T { &mut **self }
}
// SAFETY: built into the compiler.
unsafe impl<T: ?Sized> DerefPure for Box<T> {}
impl<T: ?Sized> LegacyReceiver for Box<T> {}
impl<I: Iterator + ?Sized> Iterator for Box<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> { (**self).next() }
    fn size_hint(&self) -> (usize, Option<usize>) { (**self).size_hint() }
    fn nth(&mut self, n: usize) -> Option<I::Item> { (**self).nth(n) }
}
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for Box<I> {
    fn next_back(&mut self) -> Option<I::Item> { (**self).next_back() }
    fn nth_back(&mut self, n: usize) -> Option<I::Item> { (**self).nth_back(n) }
}
impl<I: ExactSizeIterator + ?Sized> ExactSizeIterator for Box<I> {
    fn len(&self) -> usize { (**self).len() }
}
impl<I: FusedIterator + ?Sized> FusedIterator for Box<I> {}
impl<Args: Tuple, F: FnOnce<Args> + ?Sized> FnOnce<Args> for Box<F> {
    type Output = <F as FnOnce<Args>>::Output;
    extern "rust-call" fn call_once(self, args: Args) -> Self::Output { <F as FnOnce<Args>>::call_once(*self, args) }
}
impl<Args: Tuple, F: FnMut<Args> + ?Sized> FnMut<Args> for Box<F> {
    extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output { <F as FnMut<Args>>::call_mut(self, args) }
}
impl<Args: Tuple, F: Fn<Args> + ?Sized> Fn<Args> for Box<F> {
    extern "rust-call" fn call(&self, args: Args) -> Self::Output { <F as Fn<Args>>::call(self, args) }
}
impl<Args: Tuple, F: AsyncFnOnce<Args> + ?Sized> AsyncFnOnce<Args> for Box<F> {
    type Output = F::Output;
    type CallOnceFuture = F::CallOnceFuture;
    extern "rust-call" fn async_call_once(self, args: Args) -> Self::CallOnceFuture { F::async_call_once(*self, args) }
}
impl<Args: Tuple, F: AsyncFnMut<Args> + ?Sized> AsyncFnMut<Args> for Box<F> {
    type CallRefFuture<'a> = F::CallRefFuture<'a> where Self: 'a;
    extern "rust-call" fn async_call_mut(&mut self, args: Args) -> Self::CallRefFuture<'_> { F::async_call_mut(self, args) }
}
impl<Args: Tuple, F: AsyncFn<Args> + ?Sized> AsyncFn<Args> for Box<F> {
    extern "rust-call" fn async_call(&self, args: Args) -> Self::CallRefFuture<'_> { F::async_call(self, args) }
}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Box<U>> for Box<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Box<U>> for Box<T> {}
impl<T: ?Sized> Borrow<T> for Box<T> {
    fn borrow(&self) -> &T { self }
}
impl<T: ?Sized> BorrowMut<T> for Box<T> {
    fn borrow_mut(&mut self) -> &mut T { self }
}
impl<T: ?Sized> AsRef<T> for Box<T> {
    fn as_ref(&self) -> &T { self }
}
impl<T: ?Sized> AsMut<T> for Box<T> {
    fn as_mut(&mut self) -> &mut T { self }
}
impl<T: ?Sized> Unpin for Box<T> {}
impl<G: ?Sized + Coroutine<R> + Unpin, R> Coroutine<R> for Box<G> {
    type Yield = G::Yield;
    type Return = G::Return;
    fn resume(mut self: Pin<&mut Self>, arg: R) -> CoroutineState<Self::Yield, Self::Return> { G::resume(Pin::new(&mut *self), arg) }
}
impl<F: ?Sized + Future + Unpin> Future for Box<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> { F::poll(Pin::new(&mut *self), cx) }
}
impl<E: Error> Error for Box<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> { Error::source(&**self) }
    #[allow(deprecated)]
    fn description(&self) -> &str { Error::description(&**self) }
    #[allow(deprecated)]
    fn cause(&self) -> Option<&dyn Error> { Error::cause(&**self) }
}
impl<'a, E: Error + 'a> From<E> for Box<dyn Error + 'a> {
    fn from(err: E) -> Box<dyn Error + 'a> { Box::new(err) }
}
impl<'a, E: Error + Send + Sync + 'a> From<E> for Box<dyn Error + Send + Sync + 'a> {
    fn from(err: E) -> Box<dyn Error + Send + Sync + 'a> { Box::new(err) }
}
struct StringError(String);
impl Error for StringError {
    #[allow(deprecated)]
    fn description(&self) -> &str { &self.0 }
}
impl fmt::Display for StringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.0, f) }
}
impl fmt::Debug for StringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.0, f) }
}
impl<'a> From<String> for Box<dyn Error + Send + Sync + 'a> {
    fn from(err: String) -> Self { Box::new(StringError(err)) }
}
impl<'a> From<String> for Box<dyn Error + 'a> {
    fn from(err: String) -> Self { Box::new(StringError(err)) }
}
impl<'a, 'b> From<&'b str> for Box<dyn Error + Send + Sync + 'a> {
    fn from(err: &'b str) -> Self { From::from(String::from(err)) }
}
impl<'a, 'b> From<&'b str> for Box<dyn Error + 'a> {
    fn from(err: &'b str) -> Self { From::from(String::from(err)) }
}
impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + Send + Sync + 'a> {
    fn from(err: Cow<'b, str>) -> Self { From::from(String::from(err)) }
}
impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + 'a> {
    fn from(err: Cow<'b, str>) -> Self { From::from(String::from(err)) }
}
impl<I> FromIterator<I> for Box<[I]> {
    fn from_iter<T: IntoIterator<Item = I>>(iter: T) -> Self { iter.into_iter().collect::<Vec<_>>().into_boxed_slice() }
}
macro_rules! str_from_iter {
    ($([$($l:tt)*] $t:ty;)*) => {$(
        impl<$($l)*> FromIterator<$t> for Box<str> {
            fn from_iter<T: IntoIterator<Item = $t>>(iter: T) -> Self { String::from_iter(iter).into_boxed_str() }
        }
    )*};
}
str_from_iter! { [] char; ['a] &'a char; ['a] &'a str; [] String; [] Box<str>; ['a] Cow<'a, str>; }
impl<T> IntoIterator for Box<[T]> {
    type Item = T;
    type IntoIter = crate::vec::IntoIter<T>;
    fn into_iter(self) -> crate::vec::IntoIter<T> { Vec::from(self).into_iter() }
}
impl<'a, T> IntoIterator for &'a Box<[T]> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;
    fn into_iter(self) -> core::slice::Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut Box<[T]> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;
    fn into_iter(self) -> core::slice::IterMut<'a, T> { self.iter_mut() }
}
// The oracle does not know that only function pointers implement the trait.
impl<T: ?Sized> !core::marker::FnPtr for Box<T> {}
// Boxed slices are collections, not iterators.
impl<I> !Iterator for Box<[I]> {}
impl<'a, I> !Iterator for &'a Box<[I]> {}
impl<'a, I> !Iterator for &'a mut Box<[I]> {}
