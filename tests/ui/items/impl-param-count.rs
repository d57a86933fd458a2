//@ compile-flags: -A warnings
// An impl's method has as many parameters as the trait's.
trait T { fn f(&self, x: u8) -> bool; }
struct S;
impl T for S { fn f(&self) -> bool { true } } //~ ERROR E0050
fn main() {}
