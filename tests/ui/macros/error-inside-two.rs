#![allow(unused)]
macro_rules! inner { () => { missing } } //~ ERROR E0425
macro_rules! outer { () => { inner!() } }
fn main() {
    outer!();
}
