// One lifetime is not another.
#![allow(unused)]

fn longer<'a, 'b>(a: &'a str, b: &'b str) -> &'a str {
    b //~ ERROR
}

fn main() {}
