#![allow(unused)]
mod tools { pub fn saw() {} }
fn main() {
    tools::hammer(); //~ ERROR E0425
    crate::drill(); //~ ERROR E0425
}
