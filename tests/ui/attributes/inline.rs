#![allow(unused)]
#[inline(sometimes)] //~ ERROR E0539
fn f() {}
fn main() {}
