//@ compile-flags: -A warnings
// A variable keeps its type.
fn f(mut p: bool) { p = 1u8; } //~ ERROR E0308
fn main() {
    let mut a = 5i32;
    a = "q"; //~ ERROR E0308
    let mut b: u8 = 0;
    b = 'c'; //~ ERROR E0308
}
