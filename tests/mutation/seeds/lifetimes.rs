use std::fmt::Display;

fn longer<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

fn first<'a, 'b>(a: &'a str, _b: &'b str) -> &'a str {
    a
}

fn outlive<'a, 'b: 'a>(a: &'a str, b: &'b str) -> &'a str {
    if a.is_empty() { b } else { a }
}

struct Parser<'src> {
    source: &'src str,
    position: usize,
}

impl<'src> Parser<'src> {
    fn new(source: &'src str) -> Self {
        Parser { source, position: 0 }
    }

    fn word(&mut self) -> Option<&'src str> {
        let rest = &self.source[self.position..];
        let start = rest.find(|c: char| !c.is_whitespace())?;
        let rest = &rest[start..];
        let end = rest.find(' ').unwrap_or(rest.len());
        self.position += start + end;
        Some(&rest[..end])
    }

    fn rest(&self) -> &'src str {
        &self.source[self.position..]
    }
}

struct Holder<'a, T: 'a> {
    value: &'a T,
    extra: Option<&'a T>,
}

impl<'a, T: Display> Holder<'a, T> {
    fn get(&self) -> &'a T {
        self.extra.unwrap_or(self.value)
    }

    fn set<'b>(&mut self, other: &'b T)
    where
        'b: 'a,
    {
        self.extra = Some(other);
    }
}

trait Source<'a> {
    fn text(&self) -> &'a str;
}

struct Line<'a>(&'a str);

impl<'a> Source<'a> for Line<'a> {
    fn text(&self) -> &'a str {
        self.0
    }
}

fn boxed<'a>(text: &'a str) -> Box<dyn Source<'a> + 'a> {
    Box::new(Line(text))
}

fn constant() -> &'static str {
    static GREETING: &str = "hi";
    GREETING
}

fn each<'a>(words: &[&'a str], mut f: impl FnMut(&'a str)) {
    for word in words {
        f(word);
    }
}

fn main() {
    let text = String::from("some words here");
    let result;
    {
        let short = String::from("x");
        println!("{}", longer(&text, &short));
        result = first(&text, &short);
    }
    println!("{result} {}", outlive(&text, constant()));
    let mut parser = Parser::new(&text);
    let one = parser.word();
    let two = parser.word();
    println!("{:?} {:?} {}", one, two, parser.rest());
    let (a, b) = (1, 2);
    let mut holder = Holder { value: &a, extra: None };
    println!("{}", holder.get());
    holder.set(&b);
    println!("{}", holder.get());
    println!("{}", boxed(&text).text());
    let mut found = Vec::new();
    each(&["p", "q"], |word| found.push(word));
    println!("{:?}", found);
}
