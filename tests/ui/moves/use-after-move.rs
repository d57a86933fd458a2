// A value is gone after it was moved into another variable.
#![allow(unused)]

fn main() {
    let name = String::from("a");
    let other = name;
    println!("{name}"); //~ ERROR E0382
}
