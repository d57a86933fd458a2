// … that do not live as long as asked for.
#![allow(unused)]

struct Holder<'a, T: 'a>(&'a T);

fn need<'a, T: 'a>() {}

fn call<'a, T>() {
    need::<'a, T>(); //~ ERROR E0309
}

fn main() {}
