//@ compile-flags: -A warnings
// Inherent impls are for the crate's own types.
impl Vec<u8> {} //~ ERROR E0116
impl u8 {} //~ ERROR E0390
impl<T> T {} //~ ERROR E0118
struct S;
impl &S {} //~ ERROR E0390
fn main() {}
