#![allow(unused)]
macro_rules! bad { ($e:expr $i:ident) => {} } //~ ERROR
fn main() {}
