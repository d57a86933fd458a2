//@ aux-build: executor.rs
// A future that keeps nothing with a destructor may outlive what it borrows, if nobody looks at it.
use executor::block_on;

fn main() {
    let s = String::from("s");
    let fut;
    let n = 5;
    fut = async { n + 1 };
    println!("{}", block_on(fut) + s.len());
    let unmoved;
    let u = 3;
    unmoved = async { u };
    println!("{}", size_of_val(&unmoved) > 0);
}
