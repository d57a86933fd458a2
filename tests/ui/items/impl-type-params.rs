//@ compile-flags: -A warnings
// An impl's function has as many type parameters as the trait's.
trait T { fn f<A>(a: A); fn g(x: u8); }
struct S;
impl T for S { fn f(a: u8) {} fn g<B>(x: u8) {} } //~ ERROR E0049 //~ ERROR E0049
fn main() {}
