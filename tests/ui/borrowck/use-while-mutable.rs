// What is mutably borrowed is not read.
#![allow(unused)]

fn main() {
    let mut count = 1;
    let reference = &mut count;
    let sum = count + 1; //~ ERROR E0503
    *reference = sum;
}
