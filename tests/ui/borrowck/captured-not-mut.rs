// A closure does not write to what is not `mut`.
#![allow(unused)]

fn main() {
    let count = 0;
    let mut up = || count += 1; //~ ERROR E0594
    up();
}
