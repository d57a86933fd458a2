// A struct with a part missing is no whole.
#![allow(unused)]

struct Pair {
    left: String,
    right: String,
}

fn main() {
    let pair = Pair { left: String::new(), right: String::new() };
    let left = pair.left;
    let whole = pair; //~ ERROR E0382
}
