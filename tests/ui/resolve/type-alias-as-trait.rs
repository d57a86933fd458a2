#![allow(unused)]
type Number = u32;
fn f<T: Number>(t: T) {} //~ ERROR E0404
fn main() {}
