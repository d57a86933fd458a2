#![allow(unused)]
fn first(items: &[T]) {} //~ ERROR E0425
fn main() {}
