#![no_core]
// A crate with every kind of definition that metadata tells about. Ä: columns count characters.

#[lang = "pointee_sized"]
pub trait PointeeSized {}
#[lang = "meta_sized"]
pub trait MetaSized: PointeeSized {}
#[lang = "sized"]
pub trait Sized: MetaSized {}
#[lang = "copy"]
pub trait Copy {}
#[lang = "freeze"]
pub auto trait Freeze {}
#[lang = "sync"]
pub auto trait Sync {}
impl Copy for u8 {}
impl Copy for bool {}
impl Copy for usize {}
impl<T: ?Sized> Copy for &T {}
#[lang = "drop"]
pub trait Drop {
    fn drop(&mut self);
}
#[lang = "fn_once"]
pub trait FnOnce<Args> {
    #[lang = "fn_once_output"]
    type Output;
    extern "rust-call" fn call_once(self, args: Args) -> Self::Output;
}
#[lang = "fn_mut"]
pub trait FnMut<Args>: FnOnce<Args> {
    extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output;
}
#[lang = "fn"]
pub trait Fn<Args>: FnMut<Args> {
    extern "rust-call" fn call(&self, args: Args) -> Self::Output;
}
#[lang = "tuple_trait"]
pub trait Tuple {}
#[lang = "phantom_data"]
pub struct PhantomData<T: ?Sized>;

pub mod shapes {
    #[repr(C, align(16))]
    pub struct Pair<'a, T: 'a, const N: usize = 3> {
        pub first: &'a T,
        pub(crate) rest: [T; N],
        own: super::PhantomData<fn(T) -> T>,
    }

    #[repr(u8)]
    #[non_exhaustive]
    pub enum Choice<T> {
        Nothing = 4,
        One(T),
        Both { left: T, right: u8 },
    }

    pub union Either {
        pub a: u8,
        pub b: bool,
    }

    pub use self::Choice::One as Single;
    pub use super::PhantomData;
}

pub use shapes::*;

pub trait Animal<'a, Food: ?Sized = u8>: Copy {
    const LEGS: usize;
    type Child<T>: Copy + Animal<'a, Food>
    where
        T: Copy;
    fn eat(&self, food: &'a Food) -> bool;
    fn name<'b>(&'b self, _other: &'b u8) -> &'b u8
    where
        Food: Copy,
    {
        _other
    }
}

pub trait Plain<'a, T: 'a> {
    type Out: ?Sized;
    fn get(&self, key: &'a T) -> &'a Self::Out;
}

impl<'a> Animal<'a> for u8 {
    const LEGS: usize = 4;
    type Child<T> = u8 where T: Copy;
    #[inline(always)]
    fn eat(&self, food: &'a u8) -> bool {
        let eats = |other: u8| -> u8 { let _ = food; other };
        let _ = eats;
        true
    }
}

impl<T> Drop for Choice<T> {
    fn drop(&mut self) {}
}

impl<T> Choice<T> {
    pub const fn is_one(&self) -> bool {
        match self {
            Choice::One(_) => true,
            _ => false,
        }
    }
}

#[unsafe(no_mangle)]
#[track_caller]
pub fn located() {}

pub extern "C" fn exported(_count: u8) {}

pub static TEXT: &str = "tëxt";
pub static mut NUMBER: usize = 3;
pub const PAIRS: [(u8, bool); 2] = [(1, true), (2, false)];

unsafe extern "C" {
    pub fn outside(pointer: *const u8, ...) -> u8;
    pub safe static ERRNO: u8;
}

pub fn higher(f: for<'x> fn(&'x u8, &u8) -> &'x u8, _object: &(dyn for<'y> Plain<'y, bool, Out = u8> + Sync)) -> u8 {
    let value = 7;
    *f(&value, &value)
}

pub fn opaque<'a, T: Copy>(value: &'a T) -> impl Copy + use<'a, T> {
    value
}

#[macro_export]
macro_rules! twice {
    ($($e:expr),+ $(,)?) => { ($($e, $crate::exported as u8, $e),+) };
}

macro_rules! define {
    ($name:ident) => {
        #[inline]
        pub fn $name<T: Copy>(value: T) -> (T, T) {
            let copied = value;
            (copied, value)
        }
    };
}
define!(both);
