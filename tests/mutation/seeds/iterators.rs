use std::collections::{BTreeSet, HashMap, VecDeque};

fn group<'a>(words: &[&'a str]) -> HashMap<usize, Vec<&'a str>> {
    let mut groups: HashMap<usize, Vec<&'a str>> = HashMap::new();
    for word in words {
        groups.entry(word.len()).or_default().push(word);
    }
    groups
}

fn evens(numbers: &[i32]) -> impl Iterator<Item = &i32> + '_ {
    numbers.iter().filter(|n| **n % 2 == 0)
}

fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    for c in text.chars() {
        if c == '\n' {
            lines.push(current);
            current = String::new();
        } else {
            current.push(c);
        }
    }
    lines.push(current);
    lines
}

struct Windows<'a, T> {
    items: &'a mut [T],
    size: usize,
}

impl<'a, T> Windows<'a, T> {
    fn next(&mut self) -> Option<&mut [T]> {
        if self.items.len() < self.size {
            return None;
        }
        let items = std::mem::take(&mut self.items);
        let (head, tail) = items.split_at_mut(self.size);
        self.items = tail;
        Some(head)
    }
}

struct Fib {
    now: u64,
    next: u64,
}

impl Iterator for Fib {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let value = self.now;
        self.now = self.next;
        self.next += value;
        Some(value)
    }
}

fn breadth(graph: &HashMap<u32, Vec<u32>>, start: u32) -> Vec<u32> {
    let mut seen = BTreeSet::new();
    let mut queue = VecDeque::from([start]);
    let mut order = vec![];
    while let Some(node) = queue.pop_front() {
        if !seen.insert(node) {
            continue;
        }
        order.push(node);
        if let Some(next) = graph.get(&node) {
            queue.extend(next.iter().copied());
        }
    }
    order
}

fn main() {
    let words = ["a", "bb", "cc", "d"];
    let groups = group(&words);
    let mut sizes: Vec<_> = groups.keys().copied().collect();
    sizes.sort();
    println!("{:?} {:?}", sizes, groups[&2]);
    let numbers = vec![1, 2, 3, 4];
    let even: Vec<&i32> = evens(&numbers).collect();
    println!("{:?} {}", even, numbers.len());
    for line in lines("x\ny") {
        println!("{line}");
    }
    let mut data = [1, 2, 3, 4, 5];
    let mut windows = Windows { items: &mut data, size: 2 };
    while let Some(window) = windows.next() {
        window[0] = 0;
    }
    println!("{:?}", data);
    let fib: Vec<u64> = Fib { now: 0, next: 1 }.take_while(|n| *n < 30).collect();
    println!("{:?}", fib);
    let mut graph = HashMap::new();
    graph.insert(1, vec![2, 3]);
    graph.insert(2, vec![3]);
    println!("{:?}", breadth(&graph, 1));
    let owned: Vec<String> = words.iter().map(|w| w.to_string()).collect();
    let joined = owned.iter().map(String::as_str).collect::<Vec<_>>().join("-");
    let total: usize = owned.into_iter().map(|s| s.len()).sum();
    println!("{joined} {total}");
    let mut rows = vec![vec![1, 2], vec![3]];
    for row in rows.iter_mut() {
        let last = row.last().copied();
        row.extend(last);
    }
    let flat: Vec<i32> = rows.into_iter().flatten().collect();
    println!("{:?}", flat);
}
