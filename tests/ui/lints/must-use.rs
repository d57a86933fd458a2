//@ check-pass
#![warn(unused_must_use)]
#[must_use = "it is yours"]
fn make() -> u8 { 1 }
#[must_use]
struct Token;
fn token() -> Token { Token }
fn main() {
    make();
    token();
    "5".parse::<u8>();
    1 == 2;
}
