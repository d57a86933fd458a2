// Dereferencing a reference gives no ownership.
#![allow(unused)]

fn main() {
    let text = String::new();
    let reference = &text;
    let moved = *reference; //~ ERROR E0507
}
