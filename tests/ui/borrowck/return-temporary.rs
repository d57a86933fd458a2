// … nor to temporaries.
#![allow(unused)]

fn text() -> &'static [String] {
    &vec![String::new()] //~ ERROR E0515
}

fn main() {}
