//@ check-pass
#![warn(unused_mut)]
fn parameter(mut never: u8, mut changed: u8) -> u8 {
    changed += never;
    changed
}
fn main() {
    let mut constant = 1;
    let mut list = vec![1];
    list.push(2);
    let mut count = 0;
    let mut increment = || count += 1;
    increment();
    let mut reads = || constant;
    reads();
    let mut late;
    late = 1;
    let (mut left, mut right) = (1, 2);
    left += right;
    let mut _ignored = 1;
    let reference = &mut list;
    let mut nested = || {
        let mut inner = || reference.push(3);
        inner();
    };
    nested();
    for mut item in [1, 2] {
        item += 1;
        println!("{item}");
    }
    parameter(late, left);
}
