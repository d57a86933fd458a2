//@ compile-flags: -A warnings
//@ check-pass
// Constants in ranges are worth their values.
const MID: u8 = 100;
fn f(n: u8, i: i32) -> u8 {
    let 0..=u8::MAX = n;
    match i { i32::MIN..=-1 => {} 0 => {} 1..=i32::MAX => {} }
    match n { 0..MID => 1, MID => 2, 101..=u8::MAX => 3 }
}
fn main() { f(1, 2); }
