//@ check-pass
#![warn(unused_imports)]
use std::collections::HashMap;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::{self, Debug, Write};
use std::io::Read as _;
use std::io::Write as IoWrite;
use std::rc::*;
pub use std::sync::Arc;
mod shapes {
    pub use std::cell::Cell;
    pub use std::cell::RefCell;
}
mod tests {
    use std::time::Duration;
}
use shapes::RefCell;
use std::println as print_line;
fn show(_: &dyn fmt::Display, _: BTreeSet<u8>, _: RefCell<u8>) -> String {
    let mut text = String::new();
    write!(text, "{}", 1).unwrap();
    text
}
fn main() {
    print_line!("{}", 1);
    show(&1, BTreeSet::new(), RefCell::new(1));
}
