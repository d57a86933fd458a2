#![allow(unused)]
#[deprecated(since = "1", since = "2")] //~ ERROR E0538
fn f() {}
fn main() {}
