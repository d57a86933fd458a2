#![allow(unused)]
trait T { fn f(); }
struct S;
pub impl S {} //~ ERROR E0449
pub impl T for S { //~ ERROR E0449
    pub fn f() {} //~ ERROR E0449
}
enum E { pub A } //~ ERROR E0449
fn main() {}
