#![allow(unused)]
#[allow(clippi::all)] //~ ERROR E0710
fn main() {}
