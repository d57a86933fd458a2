// The parameter that took the value is pointed out.
#![allow(unused)]

fn take(text: String) {}

fn main() {
    let name = String::from("a");
    take(name);
    let length = name.len(); //~ ERROR E0382
}
