// A closure borrows what it writes to.
#![allow(unused)]

fn main() {
    let mut count = 0;
    let mut up = || count += 1;
    println!("{count}"); //~ ERROR E0502
    up();
}
