// An element stays in its vector.
#![allow(unused)]

fn main() {
    let list = vec![String::new()];
    let first = list[0]; //~ ERROR E0507
}
