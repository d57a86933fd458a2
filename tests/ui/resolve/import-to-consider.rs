#![allow(unused)]
mod shapes { pub struct Circle; pub mod deep { pub fn area() {} } pub trait Draw {} pub enum Kind { Round } }
fn main() {
    let c = Circle; //~ ERROR E0425
    area(); //~ ERROR E0425
    let k = Round; //~ ERROR E0425
    let m = HashMap::<u8, u8>::new(); //~ ERROR E0433
}
fn draw<T: Draw>(t: T) {} //~ ERROR E0405
