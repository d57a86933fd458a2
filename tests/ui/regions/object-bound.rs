// An object lives no longer than its trait allows.
#![allow(unused)]

trait Visitor<'t>: 't {}

struct Holder<'a, 'b> {
    visitor: Box<dyn Visitor<'a> + 'b>, //~ ERROR E0478
}

fn main() {}
