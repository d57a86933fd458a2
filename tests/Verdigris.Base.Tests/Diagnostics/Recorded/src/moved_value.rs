fn take(v: Vec<i32>) {}
fn main() {
    let items = vec![1, 2, 3];
    take(items);
    println!("{:?}", items);
    let s = String::from("a");
    for _ in 0..2 {
        drop(s);
    }
}
