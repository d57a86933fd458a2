//@ compile-flags: -C panic=abort
// The language alone: generics, traits, objects, closures, drops, matches, with the lang items they need.
#![feature(no_core, lang_items, rustc_attrs, auto_traits, unboxed_closures, intrinsics)]
#![no_core]
#![allow(internal_features)]
#[lang = "pointee_sized"] pub trait PointeeSized {}
#[lang = "meta_sized"] pub trait MetaSized: PointeeSized {}
#[lang = "sized"] pub trait Sized: MetaSized {}
#[lang = "unsize"] pub trait Unsize<T: PointeeSized>: PointeeSized {}
#[lang = "coerce_unsized"] pub trait CoerceUnsized<T> {}
impl<'a, 'b: 'a, T: PointeeSized + Unsize<U>, U: PointeeSized> CoerceUnsized<&'a U> for &'b T {}
#[lang = "legacy_receiver"] pub trait LegacyReceiver {}
impl<T: PointeeSized> LegacyReceiver for &T {}
impl<T: PointeeSized> LegacyReceiver for &mut T {}
#[lang = "receiver"] pub trait Receiver {}
#[lang = "copy"] pub trait Copy {}
#[lang = "freeze"] pub unsafe auto trait Freeze {}
#[lang = "sync"] pub unsafe auto trait Sync {}
impl Copy for i32 {}
impl Copy for u8 {}
impl Copy for usize {}
impl<T: PointeeSized> Copy for &T {}
impl<T: PointeeSized> Copy for *const T {}
#[lang = "drop"] pub trait Drop { fn drop(&mut self); }
#[lang = "drop_in_place"] pub unsafe fn drop_in_place<T: PointeeSized>(p: *mut T) { drop_in_place(p) }
#[lang = "tuple_trait"] pub trait Tuple {}
#[lang = "fn_once"] pub trait FnOnce<Args: Tuple> { #[lang = "fn_once_output"] type Output; extern "rust-call" fn call_once(self, args: Args) -> Self::Output; }
#[lang = "fn_mut"] pub trait FnMut<Args: Tuple>: FnOnce<Args> { extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output; }
#[lang = "fn"] pub trait Fn<Args: Tuple>: FnMut<Args> { extern "rust-call" fn call(&self, args: Args) -> Self::Output; }
#[lang = "eq"] pub trait PartialEq<R: PointeeSized = Self>: PointeeSized { fn eq(&self, o: &R) -> bool; fn ne(&self, o: &R) -> bool; }
#[lang = "phantom_data"] pub struct PhantomData<T: PointeeSized>;
#[lang = "eh_personality"] extern "C" fn rust_eh_personality() {}
#[lang = "panic_cannot_unwind"] fn panic_cannot_unwind() -> ! { loop {} }
#[lang = "panic_in_cleanup"] fn panic_in_cleanup() -> ! { loop {} }
#[lang = "panic_location"] struct Location<'a> { f: &'a str, l: u32, c: u32 }
#[lang = "panic_const_add_overflow"] #[track_caller] fn panic_add() -> ! { unsafe { puts("overflow\0" as *const str as *const u8); exit(101) } }
#[lang = "panic_const_sub_overflow"] fn panic_sub() -> ! { loop {} }
#[lang = "panic_const_mul_overflow"] fn panic_mul() -> ! { loop {} }
#[lang = "panic_bounds_check"] fn panic_bounds(i: usize, n: usize) -> ! { unsafe { printf("bounds %d %d\n\0" as *const str as *const u8, i as i32, n as i32); exit(101) } }
unsafe extern "C" { fn puts(s: *const u8) -> i32; fn printf(s: *const u8, ...) -> i32; fn exit(c: i32) -> !; }

pub enum Option<T> { None, Some(T) }
trait Shape { fn area(&self) -> i32; fn twice(&self) -> i32 { self.area() + self.area() } }
struct Sq(i32);
struct Rect { w: i32, h: i32 }
impl Shape for Sq { fn area(&self) -> i32 { self.0 * self.0 } }
impl Shape for Rect { fn area(&self) -> i32 { self.w * self.h } fn twice(&self) -> i32 { 1000 + self.area() } }
struct Noisy(i32);
impl Drop for Noisy { fn drop(&mut self) { show(self.0) } }
fn show(n: i32) { unsafe { printf("%d\n\0" as *const str as *const u8, n); } }
fn apply<F: Fn(i32) -> i32>(f: F, n: i32) -> i32 { f(n) }
fn apply_mut<F: FnMut(i32)>(mut f: F) { f(1); f(2); }
fn apply_once<F: FnOnce() -> i32>(f: F) -> i32 { f() }
fn first<T: Copy>(x: &[T]) -> Option<T> { if true { Option::Some(x[0]) } else { Option::None } }
fn total(shapes: &[&dyn Shape; 2]) -> i32 { let mut i = 0usize; let mut t = 0; while i < 2 { t = t + shapes[i].twice(); i = i + 1; } t }
fn main() {
    let k = 10;
    show(apply(|x| x + k, 5));
    let mut sum = 0;
    apply_mut(|x| sum = sum + x);
    show(sum);
    let n = Noisy(7);
    show(apply_once(move || { let m = n; m.0 }));
    let arr = [3, 4, 5];
    match first(&arr) { Option::Some(v) => show(v), Option::None => show(-1) }
    show(total(&[&Sq(2), &Rect { w: 2, h: 3 }]));
    let _a = Noisy(1);
    { let _b = Noisy(2); }
    let t = (1, 2u8, Noisy(3));
    show(t.0);
    let mut i = 0;
    loop { i = i + 1; if i == 3 { break; } }
    show(i);
    let f: fn(i32) = show;
    f(42);
}
