//@ compile-flags: -A warnings
// Who implements a trait implements what stands above it.
trait Base {}
trait Derived: Base { fn f(&self) {} }
struct S;
impl Derived for S {} //~ ERROR E0277
fn main() { S.f(); } //~ ERROR E0277
