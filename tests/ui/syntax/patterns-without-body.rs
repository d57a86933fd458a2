#![allow(unused)]
trait T {
    fn f((a, b): (u8, u8)); //~ ERROR E0642
}
fn main() {}
