fn apply<F: FnOnce(String) -> usize>(text: String, f: F) -> usize {
    f(text)
}

fn twice<F>(mut f: F)
where
    F: FnMut(i32),
{
    f(1);
    f(2);
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn adder(n: i32) -> Box<dyn Fn(i32) -> i32> {
    Box::new(move |x| x + n)
}

fn borrowing<'a>(words: &'a [String]) -> impl Fn(usize) -> &'a str + 'a {
    move |i| &words[i]
}

struct Counter<'a> {
    on_tick: Box<dyn FnMut(u32) + 'a>,
    ticks: u32,
}

impl<'a> Counter<'a> {
    fn new(on_tick: impl FnMut(u32) + 'a) -> Counter<'a> {
        Counter { on_tick: Box::new(on_tick), ticks: 0 }
    }

    fn tick(&mut self) {
        self.ticks += 1;
        (self.on_tick)(self.ticks);
    }
}

fn main() {
    let suffix = String::from("!");
    let length = apply(String::from("hello"), |mut text| {
        text.push_str(&suffix);
        text.len()
    });
    println!("{length} {suffix}");

    let mut sum = 0;
    twice(|n| sum += n);
    println!("{sum}");

    let names = vec![String::from("x"), String::from("y")];
    let pick = borrowing(&names);
    println!("{} {}", pick(0), pick(1));
    println!("{}", names.len());

    let shout = compose(|s: &str| s.to_uppercase(), |s: String| s.len());
    println!("{}", shout("abc"));
    println!("{}", adder(3)(4));

    let mut seen = Vec::new();
    {
        let mut counter = Counter::new(|n| seen.push(n));
        counter.tick();
        counter.tick();
    }
    println!("{:?}", seen);

    let owned = String::from("moved");
    let consume = move || owned;
    println!("{}", consume());

    let mut state = (String::from("a"), 0);
    let mut bump = || state.1 += 1;
    bump();
    bump();
    let first = &state.0;
    println!("{first} {}", state.1);
}
