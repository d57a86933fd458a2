//@ check-pass
// Comparisons whose result the type decides, and other expressions that are not what they look like.

#![allow(dead_code, unused_variables)]

fn comparisons(x: u8, y: i32, z: i8) {
    if x >= 0 {}
    if x < 0 {}
    if 0 > x {}
    if 0 <= x {}
    if x > 255 {}
    if x <= 255 {}
    if 255 < x {}
    if x < 255 {}
    if x > 0 {}
    if x == 0 {}
    if y < 0 {}
    if z <= 127 {}
}

fn clumsy(n: i32) -> i32 {
    while true {
        break;
    }
    'a: while (true) {
        break 'a;
    }
    - -n - --n
}

fn main() {}
