// A `move` closure owns what it captures.
#![allow(unused)]

fn main() {
    let name = String::from("a");
    let closure = move || name.len();
    println!("{name}"); //~ ERROR E0382
}
