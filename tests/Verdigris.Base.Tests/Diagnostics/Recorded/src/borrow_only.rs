struct Holder<'a> { part: &'a str }
fn main() {
    let mut values = vec![1];
    let first = &values[0];
    values.push(2);
    println!("{first}");
    let outer;
    {
        let inner = String::from("x");
        outer = Holder { part: &inner };
    }
    println!("{}", outer.part);
    let count = 1;
    count += 1;
    let mut a = [1, 2];
    let x = &mut a; let y = &mut a; *x = *y;
}
