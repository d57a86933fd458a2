//@ compile-flags: -A warnings
// What has a destructor is not copied.
#[derive(Clone)]
struct S;
impl Copy for S {} //~ ERROR E0184
impl Drop for S { fn drop(&mut self) {} }
fn main() {}
