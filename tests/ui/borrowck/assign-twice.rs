// A variable without `mut` has one value.
#![allow(unused)]

fn main() {
    let count = 1;
    count = 2; //~ ERROR E0384
}
