//@ compile-flags: -A warnings
// A `_` in braces is an expression.
fn f<const N: usize>() -> [u8; N] { [0; _] }
fn main() { let _: [_; 1] = f::<{ _ }>(); } //~ ERROR
