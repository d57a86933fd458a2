// Nothing is moved out of borrowed memory.
#![allow(unused)]

struct Holder {
    text: String,
}

fn take(holder: &Holder) -> String {
    holder.text //~ ERROR E0507
}

fn main() {}
