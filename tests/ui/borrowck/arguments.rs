// One variable as two mutable arguments.
#![allow(unused)]

fn both(a: &mut i32, b: &mut i32) {}

fn main() {
    let mut count = 1;
    both(&mut count, &mut count); //~ ERROR E0499
}
