// A struct is not initialised by its fields.
#![allow(unused)]

struct Point {
    x: i32,
}

fn main() {
    let mut point: Point;
    point.x = 1; //~ ERROR E0381
}
