#![allow(unused)]
macro_rules! only { (a) => {}; ($other:tt) => { compile_error!("only a") } } //~ ERROR
fn main() {
    only!(b);
}
