// A reference that would live longer than what it points to.
#![allow(unused)]

trait Source<'a, 'b> {
    type Out;
}

impl<'a, 'b> Source<'a, 'b> for u8 {
    type Out = &'a &'b str; //~ ERROR E0491
}

fn main() {}
