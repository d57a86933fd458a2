//@ compile-flags: -A warnings
// A pattern has the type of the value.
fn main() {
    let (x, y) = (1, 2, 3); //~ ERROR E0308
    match 5u8 { "a" => {} _ => {} } //~ ERROR E0308
    if let Some(x) = 1 {} //~ ERROR E0308
}
