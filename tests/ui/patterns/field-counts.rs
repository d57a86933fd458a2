//@ compile-flags: -A warnings
// A pattern has as many parts as the variant.
enum Fruit { Apple(String, String), Pear(u32) }
struct Pair(u8, u8);
fn f(x: Fruit, p: Pair) {
    match x {
        Fruit::Apple(a) => {} //~ ERROR E0023
        Fruit::Apple(a, b, c) => {} //~ ERROR E0023
        Fruit::Pear(1, 2) => {} //~ ERROR E0023
        _ => {}
    }
    let Pair(a) = p; //~ ERROR E0023
}
fn main() {}
