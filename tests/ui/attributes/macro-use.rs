#![allow(unused)]
#[macro_use(nothing_like_it)] //~ ERROR E0469
extern crate std as other;
fn main() {}
