//@ check-pass
// Patterns that always match where one that may fail is expected.

#![allow(dead_code, unused_variables)]

struct Point {
    x: u32,
}

enum One {
    Only(u32),
}

fn patterns(o: Option<u32>, p: Point, one: One, pair: (u32, Option<u32>)) -> u32 {
    if let v = 3 {}
    while let v = 3 {
        break;
    }
    let Some(g) = o else { return 1 };
    let h = 3 else { return 1 };
    if let Point { x } = p {}
    if let One::Only(n) = one {}
    if let (a, Some(b)) = pair {}
    if let (a, b) = pair {}
    if let Some(_) = o {}
    while let Some(_) = o {
        break;
    }
    #[allow(irrefutable_let_patterns)]
    if let v = 3 {}
    0
}

fn main() {}
