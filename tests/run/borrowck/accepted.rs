// What the borrow checker must not complain about.
use std::cell::RefCell;
use std::collections::HashMap;

struct Node {
    next: Option<Box<Node>>,
    value: i32,
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn token(&mut self) -> &'a str {
        let token = &self.text[self.at..];
        self.at += 1;
        token
    }

    fn two(&mut self) -> (&'a str, &'a str) {
        let first = self.token();
        let second = self.token();
        (first, second)
    }
}

fn after_last_use() {
    let mut x = 1;
    let r = &x;
    println!("{r}");
    x = 2;
    println!("{x}");
}

fn two_phase() {
    let mut list = vec![1];
    list.push(list.len() as i32);
    list[0] = list[0] + 1;
}

fn disjoint() {
    let mut pair = (1, [1, 2, 3]);
    let a = &mut pair.0;
    let [first, .., last] = &mut pair.1;
    std::mem::swap(a, first);
    *last = 1;
}

fn get_or_insert(map: &mut HashMap<i32, String>) -> &mut String {
    if !map.contains_key(&1) {
        map.insert(1, String::new());
    }
    map.get_mut(&1).unwrap()
}

fn last(mut node: &mut Node) -> &mut Node {
    while node.next.is_some() {
        node = node.next.as_mut().unwrap();
    }
    node
}

fn remove(mut slot: &mut Option<Box<Node>>, value: i32) {
    loop {
        match slot {
            None => break,
            Some(node) if node.value == value => {
                *slot = node.next.take();
                break;
            }
            Some(node) => slot = &mut node.next,
        }
    }
}

fn count<'a>(counts: &mut HashMap<&'a str, usize>, word: &'a str) {
    *counts.entry(word).or_insert(0) += 1;
}

fn scoped() -> i32 {
    let mut x = 1;
    std::thread::scope(|scope| {
        scope.spawn(|| x += 1);
    });
    x
}

fn disjoint_captures() {
    let mut pair = (String::new(), String::new());
    let show = || println!("{}", pair.0);
    pair.1.push('a');
    show();
}

fn of_cell() -> usize {
    let cell = RefCell::new(vec![1]);
    cell.borrow().len()
}

fn lines<'a>(text: &'a str, wanted: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = &'a str> + 'a {
    text.lines().filter(move |line| wanted(line))
}

fn main() {
    after_last_use();
    two_phase();
    disjoint();
    disjoint_captures();
    let mut map = HashMap::new();
    get_or_insert(&mut map).push('a');
    let mut node = Node { next: None, value: 1 };
    last(&mut node).value = scoped() + of_cell() as i32;
    remove(&mut node.next, 1);
    count(&mut HashMap::new(), "a");
    println!("{:?}", Cursor { text: "ab", at: 0 }.two());
    println!("{}", lines("a\nb", |line| line == "a").count());
}
