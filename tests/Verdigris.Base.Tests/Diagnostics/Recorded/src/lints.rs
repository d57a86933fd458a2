#![warn(unused)]
use std::collections::HashMap;
use std::{io, fs};
fn unused_fn() {}
struct notCamel { Field: i32 }
fn main() {
    let unused = 1;
    let mut never = 2;
    println!("{}", never);
    if (true) { return; }
    loop { }
    println!("unreachable");
    let Unit = 3;
    foo_result();
}
fn foo_result() -> Result<(), ()> { Ok(()) }
