//@ compile-flags: -A warnings
// Whether a function takes `self` is the trait's to say.
trait T { fn without(); fn with(&self); }
struct S;
impl T for S { fn without(&self) {} fn with() {} } //~ ERROR E0185 //~ ERROR E0186
fn main() {}
