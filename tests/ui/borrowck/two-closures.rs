// Two closures that write to one variable.
#![allow(unused)]

fn main() {
    let mut count = 0;
    let mut up = || count += 1;
    let mut down = || count -= 1; //~ ERROR E0499
    up();
    down();
}
