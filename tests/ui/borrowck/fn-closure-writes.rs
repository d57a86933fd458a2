// A closure that may be shared does not write.
#![allow(unused)]

fn call(f: impl Fn()) {}

fn main() {
    let mut count = 0;
    call(|| count += 1); //~ ERROR E0594
}
