#![allow(unused)]
fn free() -> Self { //~ ERROR E0411
    loop {}
}
fn main() {}
