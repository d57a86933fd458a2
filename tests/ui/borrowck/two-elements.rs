// The borrow checker does not tell elements apart.
#![allow(unused)]

fn main() {
    let mut list = [1, 2];
    let first = &mut list[0];
    let second = &mut list[1]; //~ ERROR E0499
    *first = *second;
}
