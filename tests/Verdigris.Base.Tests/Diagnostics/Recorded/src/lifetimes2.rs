fn pick<'a, 'b>(a: &'a str, b: &'b str) -> &'a str { b }
fn leak<'a>() -> &'a String { let s = String::new(); &s }
fn thread() { let v = vec![1]; std::thread::spawn(|| println!("{:?}", v)); }
fn closure() { let mut n = 0; let mut inc = || n += 1; n += 2; inc(); }
fn main() {
    let text = {
        let owned = String::from(
            "a long string over several lines",
        );
        owned.as_str()
    };
    println!("{text}");
}
