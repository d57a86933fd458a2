#![allow(unused)]
fn f<T: Into<&u32>>(t: T) {} //~ ERROR E0637
fn g<T>(t: T) where T: Iterator<Item = &u8> {} //~ ERROR E0637
fn main() {}
