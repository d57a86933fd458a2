// Two mutable borrows at a time.
#![allow(unused)]

fn main() {
    let mut list = vec![1];
    let first = &mut list;
    let second = &mut list; //~ ERROR E0499
    first.push(2);
}
