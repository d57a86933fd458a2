//@ compile-flags: -A warnings
// A struct pattern names fields of the struct, each once.
struct Thing { x: u32, y: u32 }
fn f(t: Thing) {
    let Thing { x, z } = t; //~ ERROR E0026
    let Thing { x } = t; //~ ERROR E0027
    let Thing { x: a, x: b, y } = t; //~ ERROR E0025
}
fn main() {}
