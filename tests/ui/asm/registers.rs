#![allow(unused)]
use std::arch::asm;
fn main() {
    let x = 1u64;
    unsafe {
        asm!("", in("rsp") x); //~ ERROR
        asm!("", in("foo") x); //~ ERROR
        asm!("{}", in(regg) x); //~ ERROR
        asm!("", in("eax") 1, in("rax") x); //~ ERROR
        asm!("", out("rax") _, clobber_abi("D")); //~ ERROR
    }
}
