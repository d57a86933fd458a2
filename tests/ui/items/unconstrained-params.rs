//@ compile-flags: -A warnings
// An impl's parameters follow from what it is for.
struct S;
impl<T: Default> S { fn f(&self) {} } //~ ERROR E0207
impl<const N: usize> S { fn g(&self) {} } //~ ERROR E0207
fn main() {}
