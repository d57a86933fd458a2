// `&self` gives no way to write.
#![allow(unused)]

struct Counter {
    count: u32,
}

impl Counter {
    fn up(&self) {
        self.count += 1; //~ ERROR E0594
    }
}

fn main() {}
