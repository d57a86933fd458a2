#![allow(unused)]
struct Ref<'a>(&'a u8);
trait Trait {}
impl Trait for Ref {} //~ ERROR E0726
impl Ref {} //~ ERROR E0726
fn main() {}
