//@ compile-flags: -A warnings
// What is assigned to is a place.
const C: u8 = 1;
fn f() -> u8 { 1 }
fn main() { C = 2; f() = 3; 1 += 2; } //~ ERROR E0070 //~ ERROR E0070 //~ ERROR E0067
