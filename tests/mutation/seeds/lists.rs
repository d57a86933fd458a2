enum List<T> {
    Nil,
    Cons(T, Box<List<T>>),
}

use List::{Cons, Nil};

impl<T> List<T> {
    fn push(self, value: T) -> List<T> {
        Cons(value, Box::new(self))
    }

    fn len(&self) -> usize {
        let mut current = self;
        let mut count = 0;
        while let Cons(_, rest) = current {
            count += 1;
            current = rest;
        }
        count
    }

    fn last_mut(&mut self) -> Option<&mut T> {
        match self {
            Nil => None,
            Cons(value, rest) => match **rest {
                Nil => Some(value),
                Cons(..) => rest.last_mut(),
            },
        }
    }

    fn iter(&self) -> Iter<'_, T> {
        Iter { next: self }
    }

    fn reverse(self) -> List<T> {
        let mut result = Nil;
        let mut rest = self;
        loop {
            match rest {
                Nil => return result,
                Cons(value, tail) => {
                    result = Cons(value, Box::new(result));
                    rest = *tail;
                }
            }
        }
    }
}

struct Iter<'a, T> {
    next: &'a List<T>,
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        match self.next {
            Nil => None,
            Cons(value, rest) => {
                self.next = rest;
                Some(value)
            }
        }
    }
}

struct Node {
    value: i32,
    next: Option<Box<Node>>,
}

struct Stack {
    head: Option<Box<Node>>,
}

impl Stack {
    fn push(&mut self, value: i32) {
        let next = self.head.take();
        self.head = Some(Box::new(Node { value, next }));
    }

    fn pop(&mut self) -> Option<i32> {
        let node = self.head.take()?;
        self.head = node.next;
        Some(node.value)
    }

    fn peek_mut(&mut self) -> Option<&mut i32> {
        self.head.as_mut().map(|node| &mut node.value)
    }

    fn push_back(&mut self, value: i32) {
        let mut slot = &mut self.head;
        while let Some(node) = slot {
            slot = &mut node.next;
        }
        *slot = Some(Box::new(Node { value, next: None }));
    }
}

fn main() {
    let list = Nil.push(String::from("a")).push(String::from("b"));
    println!("{}", list.len());
    let mut list = list.reverse();
    if let Some(last) = list.last_mut() {
        last.push('!');
    }
    let words: Vec<&String> = list.iter().collect();
    println!("{:?}", words);
    let mut stack = Stack { head: None };
    stack.push(1);
    stack.push_back(2);
    if let Some(top) = stack.peek_mut() {
        *top += 10;
    }
    while let Some(value) = stack.pop() {
        println!("{value}");
    }
}
