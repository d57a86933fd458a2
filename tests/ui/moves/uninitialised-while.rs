// A loop may not run at all.
#![allow(unused)]

fn main() {
    let text: String;
    while std::env::args().count() > 1 {
        text = String::new();
        break;
    }
    println!("{text}"); //~ ERROR E0381
}
