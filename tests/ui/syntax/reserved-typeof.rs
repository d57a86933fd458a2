#![allow(unused)]
fn main() {
    let x: typeof(1) = 1; //~ ERROR E0516
}
