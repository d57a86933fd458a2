//@ compile-flags: -A warnings
// An impl's method has the types that the trait declares.
trait T { fn f(x: u16); fn g(&self); fn h() -> u8; }
struct S;
impl T for S { fn f(x: u32) {} fn g(&mut self) {} fn h() -> i8 { 0 } } //~ ERROR E0053 //~ ERROR E0053 //~ ERROR E0053
fn main() {}
