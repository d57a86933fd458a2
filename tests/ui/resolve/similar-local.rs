#![allow(unused)]
fn main() {
    let counter = 1;
    let next = conter + 1; //~ ERROR E0425
}
