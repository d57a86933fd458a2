// A borrowed argument does not go to a thread.
#![allow(unused)]

fn start(list: &[i32]) {
    std::thread::spawn(move || println!("{}", list.len())); //~ ERROR E0521
}

fn main() {}
