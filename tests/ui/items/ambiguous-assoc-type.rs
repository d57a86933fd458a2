//@ compile-flags: -A warnings
// Two traits declare the type that is named.
trait A { type X; }
trait B { type X; }
fn f<T: A + B>(x: T::X) {} //~ ERROR E0221
fn main() {}
