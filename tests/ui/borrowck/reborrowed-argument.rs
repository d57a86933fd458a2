// Passing a `&mut` on borrows it when the call happens.
#![allow(unused)]

fn change(count: &mut i32) {}

fn both(count: &mut i32) {
    let shared = &count;
    change(count); //~ ERROR E0502
    println!("{shared}");
}

fn main() {}
