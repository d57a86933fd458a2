#![allow(unused)]
struct Window { width: u32 }
fn main() {
    let w = Windw { width: 1 }; //~ ERROR E0422
}
