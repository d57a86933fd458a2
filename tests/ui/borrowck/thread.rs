// A thread may outlive the function that starts it.
#![allow(unused)]

fn main() {
    let list = vec![1];
    let handle = std::thread::spawn(|| println!("{:?}", list)); //~ ERROR E0373
    handle.join().unwrap();
}
