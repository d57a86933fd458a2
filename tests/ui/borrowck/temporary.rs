// A temporary dies with its statement.
#![allow(unused)]

fn main() {
    let text = String::from("a").as_str(); //~ ERROR E0716
    println!("{text}");
}
