#![allow(unused)]
fn main() {
    let x = 1;
    fn inner() -> i32 {
        x //~ ERROR E0434
    }
}
