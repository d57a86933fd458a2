// A binding by value moves a part of what is matched.
#![allow(unused)]

fn main() {
    let option = Some(String::from("a"));
    if let Some(text) = option {
        drop(text);
    }
    println!("{:?}", option); //~ ERROR E0382
}
