// A mutable borrow shuts out shared ones.
#![allow(unused)]

fn main() {
    let mut list = vec![1];
    let reference = &mut list;
    println!("{}", list.len()); //~ ERROR E0502
    reference.push(1);
}
