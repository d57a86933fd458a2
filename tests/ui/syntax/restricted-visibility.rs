#![allow(unused)]
mod m {
    pub(nonsense) struct S; //~ ERROR E0704
}
fn main() {}
