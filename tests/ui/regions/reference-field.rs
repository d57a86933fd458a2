// A reference in a field does not outlive what it points to.
#![allow(unused)]

struct Forever<T> {
    value: &'static T, //~ ERROR E0310
}

fn main() {}
