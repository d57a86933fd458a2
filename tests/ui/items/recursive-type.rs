//@ compile-flags: -A warnings
// A type may not contain itself without a pointer between.
struct List { value: u8, next: Option<List> } //~ ERROR E0072
struct Left { right: Right } //~ ERROR E0072
struct Right { left: Left }
struct Fine { next: Option<Box<Fine>>, all: Vec<Fine> }
fn main() {}
