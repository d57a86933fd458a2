#![allow(unused)]
fn one<'a>() -> &u8 { &1 } //~ ERROR E0106
fn two<'a, 'b>(x: &'a u8, y: &'b u8) -> &u8 { x } //~ ERROR E0106
fn main() {}
