//@ compile-flags: -A warnings
// As many arguments as parameters.
struct S;
impl S { fn m(&self, a: u8, b: &str) {} }
fn f(a: i32, b: bool) {}
fn main() {
    f(1); //~ ERROR E0061
    f(1, true, 3); //~ ERROR E0061
    f(); //~ ERROR E0061
    S.m(); //~ ERROR E0061
    let c = |x: u8| x;
    c(); //~ ERROR E0057
    c(1, 2); //~ ERROR E0057
}
