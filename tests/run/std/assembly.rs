// asm! writes variables that had no value, names functions and statics; offset_of! follows fields.
use std::arch::asm;
use std::mem::offset_of;

static NUMBER: u64 = 41;

extern "C" fn answer() -> u64 {
    42
}

#[repr(C)]
struct Inner {
    a: u8,
    b: u32,
}

#[repr(C)]
struct Outer<T> {
    head: T,
    inner: Inner,
}

fn offset<T>() -> usize {
    offset_of!(Outer<T>, inner.b)
}

fn main() {
    let written: u64;
    let loaded: u64;
    let called: u64;
    unsafe {
        asm!("mov {}, 7", out(reg) written);
        asm!("mov {0}, qword ptr [rip + {1}]", out(reg) loaded, sym NUMBER);
        asm!("call {}", sym answer, out("rax") called, clobber_abi("C"));
    }
    println!("{written} {loaded} {called}");
    println!("{} {}", offset::<u8>(), offset::<[u64; 2]>());
}
