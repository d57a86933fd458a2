//@ compile-flags: -A warnings
// A body's value has the declared type.
fn none() -> i32 {} //~ ERROR E0308
fn semicolon() -> i32 { 5; } //~ ERROR E0308
fn tail(x: &i32) -> u8 { x } //~ ERROR E0308
fn early() -> bool { return 'c'; } //~ ERROR E0308
fn undeclared() { 5 } //~ ERROR E0308
fn main() {}
