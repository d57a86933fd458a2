#![allow(unused)]
fn main() {
    let x: u33 = 1; //~ ERROR E0425
}
