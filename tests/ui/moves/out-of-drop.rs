// A destructor needs all fields.
#![allow(unused)]

struct Guard {
    text: String,
}

impl Drop for Guard {
    fn drop(&mut self) {}
}

fn main() {
    let guard = Guard { text: String::new() };
    let text = guard.text; //~ ERROR E0509
}
