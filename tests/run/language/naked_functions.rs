// Naked functions need no `unsafe` for their one statement.
use std::arch::naked_asm;

#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
extern "C" fn add(_a: u64, _b: u64) -> u64 {
    naked_asm!("lea rax, [rdi + rsi]", "ret")
}

#[cfg(not(target_arch = "x86_64"))]
extern "C" fn add(a: u64, b: u64) -> u64 {
    a + b
}

fn main() {
    println!("{}", add(40, 2));
}
