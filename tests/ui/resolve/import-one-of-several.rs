#![allow(unused)]
mod a { pub fn same() {} }
mod b { pub fn same() {} }
fn main() {
    same(); //~ ERROR E0425
}
