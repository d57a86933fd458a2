// Statics are never moved.
#![allow(unused)]

static NAME: String = String::new();

fn main() {
    let name = NAME; //~ ERROR E0507
}
