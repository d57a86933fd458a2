#![allow(unused)]
fn main() {
    'outer: loop {
        break 'inner; //~ ERROR E0426
    }
}
