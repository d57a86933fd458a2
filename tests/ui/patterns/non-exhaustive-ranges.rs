//@ compile-flags: -A warnings
// A match covers all numbers.
fn f(n: u8, i: i32, b: bool, t: (bool, bool)) {
    match n { 0..=9 => {} 20..=255 => {} } //~ ERROR E0004
    match i { i32::MIN..=-1 => {} 1..=i32::MAX => {} } //~ ERROR E0004
    match b { true => {} } //~ ERROR E0004
    match t { (true, _) => {} (false, true) => {} } //~ ERROR E0004
    match n { x if x > 1 => {} } //~ ERROR E0004
}
fn main() {}
