// An element at a computed index stays in its array.
#![allow(unused)]

fn main() {
    let list = [String::new(), String::new()];
    let i = 1;
    let first = list[i]; //~ ERROR E0508
}
