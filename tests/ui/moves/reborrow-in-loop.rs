// A `&mut` is moved, not copied.
#![allow(unused)]

fn main() {
    let mut text = String::new();
    let reference = &mut text;
    let moved = reference;
    reference.push('a'); //~ ERROR E0382
}
