//@ compile-flags: -A warnings
// Only the compiler calls destructors.
struct S;
impl Drop for S { fn drop(&mut self) {} }
fn main() { let mut s = S; s.drop(); } //~ ERROR E0040
