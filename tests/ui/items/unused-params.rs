//@ compile-flags: -A warnings
// A type's parameters stand in its fields.
struct A<T>; //~ ERROR E0392
enum B<'a> { V } //~ ERROR E0392
struct C<T: Copy> { x: u8 } //~ ERROR E0392
fn main() {}
