#![allow(unused)]
fn main() {
    let a = [1, 2, 3];
    let b = &a[1..=]; //~ ERROR E0586
}
