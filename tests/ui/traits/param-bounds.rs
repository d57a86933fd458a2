//@ compile-flags: -A warnings
// A type parameter has no more than its bounds say.
trait A {}
fn need<T: A>(t: T) {}
fn f<T>(t: T) { need(t); } //~ ERROR E0277
fn g<T: Copy>(t: T) { need(t); } //~ ERROR E0277
fn main() {}
