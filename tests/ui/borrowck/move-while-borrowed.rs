// What is borrowed is not moved.
#![allow(unused)]

fn main() {
    let text = String::new();
    let reference = &text;
    drop(text); //~ ERROR E0505
    println!("{reference}");
}
