// What a signature promises of its lifetimes, and what its body needs.
struct Parser<'a> {
    text: &'a str,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text
    }

    fn other<'b>(&'b self, other: &'b str) -> &'a str {
        other //~ ERROR
    }

    fn elided(&self, other: &str) -> &str {
        other //~ ERROR
    }
}

fn shorter<'a, 'b>(a: &'a i32, b: &'b i32) -> &'a i32 {
    if *a > 1 { a } else { b } //~ ERROR
}

fn related<'a, 'b: 'a>(a: &'a i32, b: &'b i32) -> &'a i32 {
    if *a > 1 { a } else { b }
}

fn unnamed(list: &mut Vec<&i32>, item: &i32) {
    list.push(item); //~ ERROR
}

fn half_named<'a>(list: &mut Vec<&'a i32>, item: &i32) {
    list.push(item); //~ ERROR E0621
}

fn invariant<'a>(slot: &mut &'static str, text: &'a str) {
    *slot = text; //~ ERROR
}

fn annotated(x: &i32) {
    let _y: &'static i32 = x; //~ ERROR
}

fn escapes(x: &i32) {
    std::thread::spawn(move || println!("{x}")); //~ ERROR E0521
}

fn escapes_closure() {
    let mut seen: Vec<&i32> = vec![];
    let mut note = |x: &i32| seen.push(x); //~ ERROR E0521
    note(&1);
}

fn implied<'a, 'b>(x: &'a &'b i32, y: &'b i32) -> &'a i32 {
    if **x > 1 { *x } else { y }
}

fn pointer<'a>(f: fn(&'static i32)) -> fn(&'a i32) {
    f //~ ERROR
}

fn main() {}
