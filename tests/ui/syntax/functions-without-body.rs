#![allow(unused)]
fn lonely(); //~ ERROR
struct S;
impl S {
    fn also(); //~ ERROR
}
fn main() {}
