// Each round borrows anew while the last borrow lives.
#![allow(unused)]

fn main() {
    let mut text = String::new();
    let mut all: Vec<&mut String> = Vec::new();
    loop {
        all.push(&mut text); //~ ERROR E0499
    }
}
