// The fields of a union share their memory.
#![allow(unused)]

union Number {
    int: u32,
    float: f32,
}

fn main() {
    let mut number = Number { int: 1 };
    unsafe {
        let int = &mut number.int;
        let float = &number.float; //~ ERROR E0502
        *int = 2;
        println!("{float}");
    }
}
