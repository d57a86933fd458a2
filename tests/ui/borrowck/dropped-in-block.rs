// A reference does not outlive its block.
#![allow(unused)]

fn main() {
    let reference;
    {
        let text = String::new();
        reference = &text; //~ ERROR E0597
    }
    println!("{reference}");
}
