// Types that must outlive a region.
use std::fmt::Debug;

struct Static<T> {
    value: &'static T, //~ ERROR E0310
}

trait Named {
    type Name;
}

trait StaticNamed {
    type Name: 'static;
}

fn keep<T: 'static>(_: T) {}

fn boxed<T: Debug>(value: T) -> Box<dyn Debug> {
    Box::new(value) //~ ERROR E0310
}

fn boxed_for<'a, T: Debug>(value: T, _: &'a i32) -> Box<dyn Debug + 'a> {
    Box::new(value) //~ ERROR E0309
}

fn boxed_well<'a, T: Debug + 'a>(value: T) -> Box<dyn Debug + 'a> {
    Box::new(value)
}

fn projection<T: Named>(name: T::Name) {
    keep(name); //~ ERROR E0310
}

fn static_projection<T: StaticNamed>(name: T::Name) {
    keep(name);
}

fn main() {}
