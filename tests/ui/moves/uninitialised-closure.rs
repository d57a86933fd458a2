// What a closure takes apart must have a value, even if nothing is captured.
#![allow(unused)]

fn main() {
    let count: u8;
    let closure = || {
        let _ = count; //~ ERROR E0381
    };
}
