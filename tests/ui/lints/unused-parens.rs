//@ check-pass
#![warn(unused_parens)]
struct Value {
    inner: bool,
}
fn take(value: u8) -> u8 {
    return (value);
}
fn main() {
    let sum = (1 + 2);
    if (sum > 2) {}
    while (sum > 5) {}
    match (sum) {
        _ => {}
    }
    for (index) in (0..3) {
        take((index));
    }
    if (Value { inner: true }).inner {}
    let _tuple = (1,);
}
