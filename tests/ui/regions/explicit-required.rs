// A parameter whose lifetime must have a name.
#![allow(unused)]

fn pick<'a>(a: &'a str, b: &str) -> &'a str {
    b //~ ERROR E0621
}

fn main() {}
