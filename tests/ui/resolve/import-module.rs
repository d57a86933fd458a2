#![allow(unused)]
fn main() {
    let text = fs::read_to_string("a"); //~ ERROR E0433
}
