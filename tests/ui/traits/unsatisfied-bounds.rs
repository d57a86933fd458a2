//@ compile-flags: -A warnings
// Arguments have what the function's parameters ask for.
trait A {}
trait B {}
impl B for i32 {}
impl B for u8 {}
struct S;
fn need_a<T: A>(t: T) {}
fn need_b<T>(
    t: T,
) where
    T: B,
{
}
fn main() { need_a(S); need_b("x"); } //~ ERROR E0277 //~ ERROR E0277
