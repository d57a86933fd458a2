trait Shape { fn area(&self) -> f64; fn name(&self) -> String; }
struct Square(f64);
impl Shape for Square { fn area(&self) -> f64 { self.0 } }
fn show<T: std::fmt::Display>(t: T) -> String { t.to_string() }
fn generic<T>(a: T, b: T) -> bool { a == b }
fn main() {
    show(Square(1.0));
    let s = Square(2.0);
    s.perimeter();
    let t = s.clone();
    let v: Vec<i32> = vec![1].iter().map(|x| x.to_string()).collect();
    if s == s {}
}
