//@ compile-flags: -C panic=abort -C overflow-checks=off
// Enums, patterns, numbers, slices, objects, generics and closures, with the lang items they need.
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
macro_rules! impls { ($($t:ty)*) => { $(impl Copy for $t {})* } }
impls! { u8 i8 i16 i64 i128 u16 u32 u64 u128 isize f32 f64 bool char }
fn show(n: i32) { unsafe { printf("%d\n\0" as *const str as *const u8, n); } }
fn show64(n: i64) { unsafe { printf("%ld\n\0" as *const str as *const u8, n); } }
fn showf(n: f64) { unsafe { printf("%.3f\n\0" as *const str as *const u8, n); } }
enum Tree<'a> { Leaf(i32), Node(&'a Tree<'a>, &'a Tree<'a>) }
fn depth(t: &Tree) -> i32 { match t { Tree::Leaf(n) => *n, Tree::Node(a, b) => depth(a) + depth(b) } }
fn classify(n: i32) -> i32 { match n { 0 => 100, 1 | 2 => 200, 3..=9 => 300, x if x < 0 => -1, _ => 400 } }
fn slices(s: &[i32]) -> i32 { match s { [] => 0, [x] => *x, [first, .., last] => *first * 10 + *last } }
fn niche(o: Option<&i32>) -> i32 { match o { Option::Some(x) => *x, Option::None => -5 } }
fn nested(o: Option<Option<bool>>) -> i32 { match o { Option::Some(Option::Some(true)) => 1, Option::Some(Option::Some(false)) => 2, Option::Some(Option::None) => 3, Option::None => 4 } }
struct Big { a: i64, b: i64, c: i64, d: i32 }
fn make(n: i64) -> Big { Big { a: n, b: n + 1, c: n + 2, d: n as i32 } }
fn modify(mut b: Big) -> Big { b.a = b.c; b.d = b.d + 1; b }
fn refmut(x: &mut i32) { *x = *x + 5; }
trait Base { fn id(&self) -> i32; }
trait Derived: Base { fn twice(&self) -> i32 { self.id() * 2 } }
struct A1(i32);
impl Base for A1 { fn id(&self) -> i32 { self.0 } }
impl Derived for A1 {}
fn up(d: &dyn Derived) -> i32 { let b: &dyn Base = d; b.id() + d.twice() }
trait Gen { type Out; fn get(&self) -> Self::Out; }
impl Gen for i32 { type Out = i64; fn get(&self) -> i64 { *self as i64 + 1 } }
fn gen_get<G: Gen>(g: &G) -> G::Out { g.get() }
struct Wrap<T, const N: usize> { v: [T; N] }
impl<T: Copy, const N: usize> Wrap<T, N> { fn at(&self, i: usize) -> T { self.v[i] } fn len(&self) -> usize { N } }
fn count(mut f: impl FnMut() -> i32) -> i32 { f(); f(); f() }
union U { i: u32, f: f32 }
fn main() {
    let l = Tree::Leaf(3); let r = Tree::Leaf(4); let n = Tree::Node(&l, &r);
    show(depth(&Tree::Node(&n, &l)));
    show(classify(0)); show(classify(2)); show(classify(7)); show(classify(-3)); show(classify(50));
    show(slices(&[])); show(slices(&[9])); show(slices(&[1, 2, 3]));
    show(niche(Option::Some(&8))); show(niche(Option::None));
    show(nested(Option::Some(Option::Some(true)))); show(nested(Option::Some(Option::Some(false)))); show(nested(Option::Some(Option::None))); show(nested(Option::None));
    let b = modify(make(10)); show64(b.a + b.b + b.c); show(b.d);
    let mut x = 1; refmut(&mut x); show(x);
    show(up(&A1(21)));
    show64(gen_get(&41));
    let w = Wrap { v: [1u8, 2, 3] }; show(w.at(1) as i32); show(w.len() as i32);
    let mut k = 0; show(count(|| { k += 1; k }));
    let u = U { f: 1.0 }; unsafe { show64(u.i as i64); }
    showf(1.5 + 2.25); showf(-7.0 / 2.0); show(3.99f64 as i32); show(300i32 as u8 as i32); show(-1i32 as u8 as i32); show64(-1i32 as u32 as i64); show((1e20 as i32) - 1);
    let big: u128 = 1 << 100; show((big >> 98) as i32);
    show((-17) / 5); show((-17) % 5); show(17 & 12 | 1 ^ 3); show(1 << 4); show(-16 >> 2);
    let t = ((1, 2), [3, 4]); let ((a, _), [_, d]) = t; show(a + d);
    let s = "hé"; show(s as *const str as *const u8 as usize as i32 & 0);
    'outer: loop { let mut i = 0; while i < 10 { if i == 7 { show(i); break 'outer; } i += 1; } }
    let v = loop { break 5; }; show(v);
    let c = 'x'; show(c as i32); show(true as i32);
    let arr = [[1, 2], [3, 4]]; show(arr[1][0]);
    let mut m = [0; 5]; m[2] = 9; m[4] = m[2] + 1; show(m[4]);
    let if_let = if let Option::Some(z) = Option::Some(6) { z } else { 0 }; show(if_let);
    let idx = 7usize; show(m[idx & 3]);
    show(2147483647 + v);
}
