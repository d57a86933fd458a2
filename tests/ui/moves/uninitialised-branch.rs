// One branch leaves the variable without a value.
#![allow(unused)]

fn main() {
    let count: i32;
    if std::env::args().count() > 1 {
        count = 1;
    }
    println!("{count}"); //~ ERROR E0381
}
