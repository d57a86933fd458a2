#![deny(unused)]
fn main() {
    let x = 1; //~ ERROR unused_variables
    #[allow(unused_variables)]
    let y = 2;
}
