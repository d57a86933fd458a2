#![allow(unused)]
struct S;
unsafe impl S {} //~ ERROR E0197
fn main() {}
