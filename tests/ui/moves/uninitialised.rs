// A variable is read before it has a value.
#![allow(unused)]

fn main() {
    let count: i32;
    println!("{count}"); //~ ERROR E0381
}
