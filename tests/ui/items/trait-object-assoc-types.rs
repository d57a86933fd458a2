//@ compile-flags: -A warnings
// A trait object's type says what associated types are.
trait Graph { type Node; type Edge; }
type A = dyn Graph; //~ ERROR E0191
type B = dyn Graph<Node = u8>; //~ ERROR E0191
fn main() {}
