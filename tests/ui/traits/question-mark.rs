//@ compile-flags: -A warnings
// `?` leaves a function that can return early.
fn unit() { let x: Option<i32> = None; x?; } //~ ERROR E0277
fn mixed() -> Option<i32> { let x: Result<i32, ()> = Ok(1); x?; None } //~ ERROR E0277
fn main() {}
