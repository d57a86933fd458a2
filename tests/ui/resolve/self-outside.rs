#![allow(unused)]
fn free() {
    self.x(); //~ ERROR E0424
}
struct S;
impl S {
    fn associated() {
        self.x(); //~ ERROR E0424
    }
}
fn main() {}
