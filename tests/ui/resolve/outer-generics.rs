#![allow(unused)]
fn outer<T>(t: T) {
    fn inner(x: T) {} //~ ERROR E0401
    struct Wrapper(T); //~ ERROR E0401
    const SIZE: usize = size_of::<T>(); //~ ERROR E0401
}
fn main() {}
