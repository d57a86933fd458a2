//@ edition: 2018
// Before edition 2021 the name `into_iter` on an array, and before 2024 on a boxed slice, means the slice's iterator.
macro_rules! by_method {
    ($list:expr) => {
        $list.into_iter().enumerate()
    };
}

fn main() {
    let array = [1, 2];
    #[allow(array_into_iter)]
    for item in array.into_iter().enumerate() {
        let (i, x): (usize, &i32) = item;
        println!("array {i} {x}");
    }
    let boxed: Box<[String]> = vec![String::from("a"), String::from("b")].into_boxed_slice();
    #[allow(boxed_slice_into_iter)]
    for item in by_method!(boxed) {
        let (i, x): (usize, &String) = item;
        println!("boxed {i} {x}");
    }
    for item in IntoIterator::into_iter(boxed) {
        let owned: String = item;
        println!("owned {owned}");
    }
    for item in array {
        let owned: i32 = item;
        println!("by value {owned}");
    }
}
