//@ compile-flags: -A warnings
// At most one impl applies to a type.
trait T {}
struct S;
impl<A> T for A {}
impl T for S {} //~ ERROR E0119
fn main() {}
