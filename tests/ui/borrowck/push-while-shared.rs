// An element keeps its vector from being changed.
#![allow(unused)]

fn main() {
    let mut list = vec![1];
    let first = &list[0];
    list.push(2); //~ ERROR E0502
    println!("{first}");
}
