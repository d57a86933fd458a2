#![allow(unused)]
trait Shape { fn area(&self); type Unit; const SIDES: u8; }
struct Square;
impl Shape for Square {
    fn area(&self) {}
    fn aria(&self) {} //~ ERROR E0407
    type Unit = u8;
    type Units = u8; //~ ERROR E0437
    const SIDES: u8 = 4;
    const SIDE: u8 = 4; //~ ERROR E0438
}
fn main() {}
