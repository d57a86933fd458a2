//@ edition: 2021
// Before edition 2024 temporaries of a block's value outlive its variables.
#![allow(unused)]

use std::cell::RefCell;

fn length() -> usize {
    let cell = RefCell::new(String::new());
    cell.borrow().len() //~ ERROR E0597
}

fn main() {}
