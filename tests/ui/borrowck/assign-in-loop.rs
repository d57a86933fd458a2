// A loop gives the value again.
#![allow(unused)]

fn main() {
    let count;
    loop {
        count = 1; //~ ERROR E0384
    }
}
