//@ compile-flags: -A warnings
// A pattern that must match does.
fn f(Some(x): Option<u8>) {} //~ ERROR E0005
fn main() {
    let o = Some(1);
    let Some(y) = o; //~ ERROR E0005
    for Some(z) in vec![o] {} //~ ERROR E0005
    let c = |Ok(v): Result<u8, u8>| v; //~ ERROR E0005
}
