//@ compile-flags: -A warnings
// Private fields are for their module.
mod m { pub struct S { a: u8 } impl S { pub fn new() -> S { S { a: 1 } } fn hidden(&self) {} } }
fn main() { let s = m::S::new(); s.a; s.hidden(); } //~ ERROR E0616 //~ ERROR E0624
