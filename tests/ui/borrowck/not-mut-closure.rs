// Calling a closure that writes needs it to be `mut`.
#![allow(unused)]

fn main() {
    let mut list = vec![1];
    let add = || list.push(2);
    add(); //~ ERROR E0596
}
