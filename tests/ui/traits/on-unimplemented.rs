//@ compile-flags: -A warnings
// A trait words its own message.
#[diagnostic::on_unimplemented(message = "`{Self}` is no fruit", label = "not a fruit with {T}", note = "fruits grow on trees")]
trait Fruit<T> {}
fn eat<F: Fruit<u8>>(f: F) {}
fn main() { eat(1u16); } //~ ERROR E0277
