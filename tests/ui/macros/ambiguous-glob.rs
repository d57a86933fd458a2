#![allow(unused)]
mod m { macro_rules! f { () => {} } pub(crate) use f; }
mod glob { macro_rules! f { () => {} } pub(crate) use f as ambiguous; }
use m::f as ambiguous;
const _: () = {
    use glob::*;
    ambiguous!(); //~ ERROR E0659
};
fn main() {}
