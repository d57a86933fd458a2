// What is borrowed is not written to.
#![allow(unused)]

fn main() {
    let mut count = 1;
    let reference = &count;
    count = 2; //~ ERROR E0506
    println!("{reference}");
}
