#![allow(unused)]
struct Point { x: i32 }
impl Point {
    fn get(&self) -> i32 {
        x //~ ERROR E0425
    }
}
fn main() {}
