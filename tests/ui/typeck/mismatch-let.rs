//@ compile-flags: -A warnings
// A value has the type that is written.
fn main() {
    let a: u32 = "text"; //~ ERROR E0308
    let b: Option<u8> = 1u8; //~ ERROR E0308
    let c: Vec<u8> = Vec::<u16>::new(); //~ ERROR E0308
    let d: &mut i32 = &5; //~ ERROR E0308
}
