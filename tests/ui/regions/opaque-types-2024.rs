//@ edition: 2024
// Since edition 2024 `impl Trait` has all lifetimes in scope.
fn all(list: &mut Vec<i32>) -> impl Iterator<Item = &mut i32> {
    list.iter_mut()
}

fn still_borrowed() {
    let mut list = vec![1];
    let items = all(&mut list);
    list.push(2); //~ ERROR E0499
    for item in items {
        *item = 1;
    }
}

fn main() {}
