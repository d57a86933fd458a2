//@ compile-flags: -A warnings
// As many generic arguments as parameters.
struct One<T>(T);
struct Two<A, B>(A, B);
struct None;
fn f(a: One, b: Two<u8>, c: None<u8>, d: One<u8, u16>) {} //~ ERROR E0107 //~ ERROR E0107 //~ ERROR E0107 //~ ERROR E0107
fn g<T>() {}
fn main() { g::<u8, u16>(); g::<>(); } //~ ERROR E0107
