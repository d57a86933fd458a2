//@ compile-flags: -A warnings
// No two variants have the same value.
enum E { A = 1, B = 2, C = 1 } //~ ERROR E0081
fn main() {}
