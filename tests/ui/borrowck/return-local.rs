// A function does not return references to its variables.
#![allow(unused)]

fn text() -> &'static str {
    let text = String::new();
    &text //~ ERROR E0515
}

fn main() {}
