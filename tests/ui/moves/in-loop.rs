// The second round of a loop finds nothing to move.
#![allow(unused)]

fn take(text: String) {}

fn main() {
    let name = String::from("a");
    for _ in 0..2 {
        take(name); //~ ERROR E0382
    }
}
