#![no_core]
#[prelude_import]
use prelude::v1::*;
#[macro_export]
#[rustc_builtin_macro]
macro_rules! format_args { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! concat { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! stringify { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! line { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! module_path { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! cfg { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! compile_error { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! env { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! include_str { () => {}; }
#[macro_export]
#[rustc_builtin_macro]
macro_rules! assert { () => {}; }
#[macro_export]
macro_rules! helper { ($e:expr) => { $crate::id($e) }; }
pub fn id<T>(x: T) -> T { x }
pub mod prelude { pub mod v1 {
    pub use crate::option::Option::{self, Some, None};
    pub use crate::clone::Clone;
    pub use crate::marker::{Copy, Sized};
    pub use crate::fmt::macros::Debug;
    pub use crate::cmp::{PartialEq, Eq};
    pub use crate::default::Default;
    pub use crate::iter::{Iterator, IntoIterator};
    pub use crate::ops::Fn;
} pub mod rust_2015 { pub use super::v1::*; } pub mod rust_2018 { pub use super::v1::*; } pub mod rust_2021 { pub use super::v1::*; } pub mod rust_2024 { pub use super::v1::*; } }
pub mod marker {
    #[lang = "sized"] pub trait Sized {}
    #[lang = "copy"] pub trait Copy {}
    #[rustc_builtin_macro] pub macro Copy($item:item) {}
    pub trait StructuralPartialEq {}
}
pub mod clone {
    pub trait Clone { fn clone(&self) -> Self; }
    #[rustc_builtin_macro] pub macro Clone($item:item) {}
    pub struct AssertParamIsClone<T: Clone>(T);
    pub struct AssertParamIsCopy<T>(T);
}
pub mod cmp {
    pub trait PartialEq<Rhs = Self> { fn eq(&self, other: &Rhs) -> bool; }
    #[rustc_builtin_macro] pub macro PartialEq($item:item) {}
    pub trait Eq: PartialEq { fn assert_fields_are_eq(&self) {} }
    #[rustc_builtin_macro] pub macro Eq($item:item) {}
    pub struct AssertParamIsEq<T>(T);
}
pub mod default {
    pub trait Default { fn default() -> Self; }
    #[rustc_builtin_macro(Default, attributes(default))] pub macro Default($item:item) {}
}
pub mod intrinsics {
    #[rustc_intrinsic] pub fn discriminant_value<T>(v: &T) -> isize;
    #[rustc_intrinsic] pub unsafe fn unreachable() -> !;
}
pub mod option { pub enum Option<T> { #[lang = "None"] None, #[lang = "Some"] Some(T) } }
pub mod iter {
    pub trait Iterator { type Item; #[lang = "next"] fn next(&mut self) -> Option<Self::Item>; }
    pub trait IntoIterator { type IntoIter; #[lang = "into_iter"] fn into_iter(self) -> Self::IntoIter; }
}
pub mod ops {
    pub trait Fn<Args> { type Output; }
    pub enum ControlFlow<B, C> { #[lang = "Continue"] Continue(C), #[lang = "Break"] Break(B) }
    pub trait Try { type Output; type Residual; #[lang = "branch"] fn branch(self) -> ControlFlow<Self::Residual, Self::Output>; }
    pub trait FromResidual<R> { #[lang = "from_residual"] fn from_residual(r: R) -> Self; }
    #[lang = "Range"] pub struct Range<T> { pub start: T, pub end: T }
    #[lang = "RangeFull"] pub struct RangeFull;
}
pub mod fmt {
    pub mod macros { #[rustc_builtin_macro] pub macro Debug($item:item) {} }
    pub trait Debug {}
    pub struct Formatter<'a>(&'a u8);
    pub type Result = u8;
    #[lang = "format_arguments"] pub struct Arguments<'a>(&'a u8);
    #[lang = "format_argument"] pub struct Argument<'a>(&'a u8);
}
pub mod panicking { pub fn panic(m: &'static str) -> ! { loop {} } }
pub mod panic { pub use crate::panicking; }
pub mod future {
    #[lang = "future_trait"] pub trait Future { type Output; #[lang = "poll"] fn poll(&mut self); }
    #[lang = "into_future"] pub fn into_future<T>(t: T) -> T { t }
    #[lang = "ResumeTy"] pub struct ResumeTy;
    #[lang = "get_context"] pub fn get_context(r: ResumeTy) {}
    #[lang = "new_unchecked"] pub fn new_unchecked<T>(t: T) -> T { t }
    pub enum Poll<T> { #[lang = "Ready"] Ready(T), #[lang = "Pending"] Pending }
}
