// What is borrowed does not live for ever.
#![allow(unused)]

fn forever(text: &str) -> &'static str {
    text //~ ERROR
}

fn main() {}
