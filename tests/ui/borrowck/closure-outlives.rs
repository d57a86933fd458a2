// A returned closure owns what it needs.
#![allow(unused)]

fn adder(n: i32) -> impl Fn(i32) -> i32 {
    |x| x + n //~ ERROR E0373
}

fn main() {}
