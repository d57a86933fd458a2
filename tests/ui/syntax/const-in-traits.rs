#![allow(unused)]
trait T {
    const fn f(); //~ ERROR E0379
}
impl T for u8 {
    const fn f() {} //~ ERROR E0379
}
fn main() {}
