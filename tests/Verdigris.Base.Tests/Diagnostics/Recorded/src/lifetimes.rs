struct Parser { text: &str }
fn first(a: &str, b: &str) -> &str { a }
fn pick<'a, 'b>(a: &'a str, b: &'b str) -> &'a str { b }
fn leak<'a>() -> &'a String { let s = String::new(); &s }
fn thread() { let v = vec![1]; std::thread::spawn(|| println!("{:?}", v)); }
fn main() {}
