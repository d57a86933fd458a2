#![allow(unused)]
fn longest(x: &str, y: &str) -> &str { x } //~ ERROR E0106
fn both(a: &u8, b: &u8) -> (&u8, &u8) { (a, b) } //~ ERROR E0106
fn main() {}
