//@ check-pass
#![warn(unused)]
#[expect(unused_variables)]
fn fulfilled() {
    let value = 1;
}
#[expect(unused_variables, reason = "there was one")]
fn unfulfilled() {}
#[allow(unused_varables)]
fn misspelt() {}
fn main() {
    fulfilled();
    unfulfilled();
    misspelt();
}
