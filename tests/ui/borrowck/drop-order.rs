// Variables are dropped in the opposite order of their declaration.
#![allow(unused)]

use std::cell::Cell;

struct Node<'a>(Cell<Option<&'a Node<'a>>>);

impl<'a> Drop for Node<'a> {
    fn drop(&mut self) {}
}

fn main() {
    let first = Node(Cell::new(None));
    let second = Node(Cell::new(None));
    first.0.set(Some(&second)); //~ ERROR E0597
}
