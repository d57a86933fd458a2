//@ compile-flags: -A warnings
// All branches have one type.
fn main() {
    let a = if true { 1 } else { "a" }; //~ ERROR E0308
    let b = match 3 { 1 => 1u8, 2 => 2u8, _ => "z" }; //~ ERROR E0308
    let c = [1, "a"]; //~ ERROR E0308
    if 1 {} //~ ERROR E0308
    while "a" {} //~ ERROR E0308
}
