// So has a parameter.
#![allow(unused)]

fn add(count: i32) {
    count += 1; //~ ERROR E0384
}

fn main() {}
