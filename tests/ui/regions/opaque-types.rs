//@ edition: 2021
// Before edition 2024 `impl Trait` has only the lifetimes that it names.
fn hidden(x: &i32) -> impl Fn() -> i32 {
    move || *x //~ ERROR E0700
}

fn named(x: &i32) -> impl Fn() -> i32 + '_ {
    move || *x
}

fn not_captured(_: &mut Vec<i32>) -> impl Iterator<Item = i32> {
    0..3
}

fn free_again() {
    let mut list = vec![1];
    let numbers = not_captured(&mut list);
    list.push(2);
    for number in numbers {
        list.push(number);
    }
}

fn main() {}
