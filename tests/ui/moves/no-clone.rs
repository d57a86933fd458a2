// A type whose parts could be cloned is told so.
#![allow(unused)]

struct Plain {
    text: String,
}

fn main() {
    let plain = Plain { text: String::new() };
    let moved = plain;
    let again = plain; //~ ERROR E0382
}
