//@ compile-flags: -A warnings
// Neither the trait nor a type is the crate's own.
impl Copy for i32 {} //~ ERROR E0117
impl Drop for u32 {} //~ ERROR E0117 //~ ERROR E0120
fn main() {}
