//@ edition: 2021
//! A crate with a bit of everything that others use.

use std::cell::Cell;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

pub mod geometry {
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Point<T> {
        pub x: T,
        pub y: T,
    }

    impl<T: std::ops::Add<Output = T> + Copy> Point<T> {
        pub const fn new(x: T, y: T) -> Self {
            Point { x, y }
        }

        #[inline]
        pub fn sum(&self) -> T {
            self.x + self.y
        }
    }

    pub(crate) fn hidden() -> &'static str {
        "hidden"
    }
}

pub use geometry::Point;
pub use geometry as geo;

pub trait Shape {
    const SIDES: u32;
    type Unit: fmt::Display;
    fn area(&self) -> Self::Unit;
    fn describe(&self) -> String {
        format!("{} sides, area {}", Self::SIDES, self.area())
    }
}

pub struct Square(pub f64);

impl Shape for Square {
    const SIDES: u32 = 4;
    type Unit = f64;
    fn area(&self) -> f64 {
        self.0 * self.0
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Colour {
    Red = 3,
    Green,
    Custom { r: u8, g: u8 } = 9,
}

pub static COUNTER: AtomicUsize = AtomicUsize::new(10);
pub static mut RAW: i32 = 1;
pub const TABLE: [u16; 4] = [1, 2, 4, 8];
pub const GREETING: &str = concat!("hel", "lo");

thread_local! {
    pub static LOCAL: Cell<u32> = const { Cell::new(7) };
}

pub fn count() -> usize {
    COUNTER.fetch_add(1, Ordering::SeqCst)
}

pub fn adder(by: i32) -> impl Fn(i32) -> i32 {
    move |x| x + by
}

pub fn boxed(name: &str) -> Box<dyn Fn() -> String + '_> {
    Box::new(move || format!("boxed {name}, {}", geometry::hidden()))
}

pub fn evens(limit: u32) -> impl Iterator<Item = u32> + Clone {
    (0..limit).filter(|n| n % 2 == 0)
}

#[inline]
pub fn apply<F, T>(f: F, value: T) -> T
where
    F: FnOnce(T) -> T,
{
    f(value)
}

pub const fn power(base: u64, exponent: u32) -> u64 {
    let mut result = 1;
    let mut i = 0;
    while i < exponent {
        result *= base;
        i += 1;
    }
    result
}

#[doc(hidden)]
pub fn for_macro(text: &str) -> String {
    format!("<{text}>")
}

/// Its helper is found whatever the caller calls this crate.
#[macro_export]
macro_rules! tagged {
    ($($value:expr),* $(,)?) => {{
        let mut text = String::new();
        $( text.push_str(&$crate::for_macro(&$value.to_string())); )*
        text
    }};
}

#[macro_export]
macro_rules! make_struct {
    ($name:ident { $($field:ident : $ty:ty),* }) => {
        #[derive(Debug, Default)]
        pub struct $name { $(pub $field: $ty),* }
        impl $name {
            pub fn fields() -> &'static [&'static str] { &[$(stringify!($field)),*] }
        }
    };
}

pub struct Noisy(pub &'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

pub union Bits {
    pub int: u32,
    pub float: f32,
}

#[track_caller]
pub fn caller_line() -> u32 {
    std::panic::Location::caller().line()
}
