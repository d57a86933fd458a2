//@ compile-flags: -A warnings
// An impl has all that its trait declares without default.
trait Shape { const SIDES: u32; type Unit; fn area(&self) -> f64; fn name(&self) -> &str { "shape" } }
struct Square;
impl Shape for Square {} //~ ERROR E0046
fn main() {}
