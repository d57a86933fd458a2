// One arm leaves the variable without a value.
#![allow(unused)]

fn main() {
    let text: &str;
    match std::env::args().count() {
        1 => text = "one",
        2 => text = "two",
        _ => {}
    }
    println!("{text}"); //~ ERROR E0381
}
