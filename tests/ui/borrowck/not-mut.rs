// What is changed is declared `mut`.
#![allow(unused)]

fn main() {
    let list = Vec::new();
    list.push(1); //~ ERROR E0596
}
