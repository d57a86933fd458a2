//@ compile-flags: -A warnings
// A method of an unknown type is not found.
fn main() { let x = &1; let p = x as *const _; p.is_null(); } //~ ERROR E0282
