//@ compile-flags: -A warnings
// What needs `Self: Sized` is not for trait objects.
trait T { fn own(&self) -> Self where Self: Sized; fn generic<A>(&self, a: A) where Self: Sized {} }
fn f(t: &dyn T) { t.own(); t.generic(1); } //~ ERROR //~ ERROR
fn main() {}
