//@ compile-flags: -A warnings
// Fields are those of the struct, each once.
struct Point { x: i32, y: i32 }
fn main() {
    Point { x: 1 }; //~ ERROR E0063
    Point { x: 1, y: 2, z: 3 }; //~ ERROR E0560
    Point { x: 1, x: 2, y: 3 }; //~ ERROR E0062
    let p = Point { x: 1, y: 2 };
    p.z; //~ ERROR E0609
    5u8.z; //~ ERROR E0610
}
