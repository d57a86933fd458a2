// One branch gives the variable a new value, the other does not.
#![allow(unused)]

fn main() {
    let mut name = String::from("a");
    drop(name);
    if std::env::args().count() > 1 {
        name = String::new();
    }
    println!("{name}"); //~ ERROR E0382
}
