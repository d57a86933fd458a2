//@ check-pass
// A reference goes in as a pointer.
fn main() {
    let mut x = 0i32;
    unsafe { std::arch::asm!("/* {} */", in(reg) &mut x, options(nomem)) }
}
