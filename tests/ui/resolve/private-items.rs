#![allow(unused)]
mod inner {
    fn hidden() {}
    struct Secret;
    pub struct Opaque(u8);
    mod deeper { pub fn f() {} }
    use std::fmt::Debug;
}
fn main() {
    inner::hidden(); //~ ERROR E0603
    let s: inner::Secret; //~ ERROR E0603
    inner::deeper::f(); //~ ERROR E0603
}
