#![allow(unused)]
struct S(&'a u8); //~ ERROR E0261
fn f(x: &'x u8) {} //~ ERROR E0261
impl Trait for &'b u8 {} //~ ERROR E0261
trait Trait {}
fn main() {}
