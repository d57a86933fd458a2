// A shared reference gives no way to write.
#![allow(unused)]

fn add(list: &Vec<i32>) {
    list.push(1); //~ ERROR E0596
}

fn main() {}
