// A guard sees the bindings of its arm as they are.
#![allow(unused)]

fn main() {
    match Some(1) {
        option if option.take().is_none() => {} //~ ERROR E0596
        _ => {}
    }
}
