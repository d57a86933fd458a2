#![allow(unused)]
#[repr("C")] //~ ERROR E0565
struct A;
#[repr(D)] //~ ERROR E0552
struct B;
#[repr(align = 8)] //~ ERROR E0693
struct C;
#[repr(align(3))] //~ ERROR E0589
struct D;
fn main() {}
