//@ compile-flags: -A warnings
// What is copied bit by bit has only such fields.
#[derive(Clone)]
struct S { text: String, number: u8 }
impl Copy for S {} //~ ERROR E0204
fn main() {}
