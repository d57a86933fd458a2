//@ compile-flags: -A warnings
// Unsafe traits have unsafe impls, others do not.
unsafe trait Danger {}
trait Safe {}
struct S;
impl Danger for S {} //~ ERROR E0200
unsafe impl Safe for S {} //~ ERROR E0199
fn main() {}
