#![allow(unused)]
use std::arch::asm;
fn main() {
    let mut x = 1u64;
    unsafe {
        asm!("", options(nomem, readonly)); //~ ERROR
        asm!("", options(pure)); //~ ERROR //~ ERROR
        asm!("", out("rax") x, options(noreturn)); //~ ERROR
        asm!("", options(nomem, nomem)); //~ ERROR
    }
}
