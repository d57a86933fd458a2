#![allow(unused)]
use nowhere::Thing; //~ ERROR E0432
fn main() {}
