// Two uses of one place that do not go together.
struct Pair {
    a: i32,
    b: i32,
}

struct Stack(Vec<i32>);

impl Stack {
    fn top(&mut self) -> &mut i32 {
        &mut self.0[0]
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

fn two_mutable() {
    let mut x = 1;
    let first = &mut x;
    let second = &mut x; //~ ERROR E0499
    *first = 2;
    *second = 3;
}

fn shared_then_mutable() {
    let mut list = vec![1];
    let first = &list[0];
    list.push(2); //~ ERROR E0502
    println!("{first}");
}

fn mutable_then_shared() {
    let mut stack = Stack(vec![1]);
    let top = stack.top();
    stack.len(); //~ ERROR E0502
    *top = 1;
}

fn whole_after_field() {
    let mut pair = Pair { a: 1, b: 2 };
    let a = &mut pair.a;
    let all = &mut pair; //~ ERROR E0499
    *a = 1;
    all.b = 2;
}

fn read_while_mutably_borrowed() {
    let mut x = 1;
    let r = &mut x;
    let copy = x; //~ ERROR E0503
    *r = copy;
}

fn in_a_loop() {
    let mut list = vec![1];
    let mut all = vec![];
    loop {
        all.push(&mut list); //~ ERROR E0499
    }
}

fn same_array() {
    let mut list = [1, 2];
    let i = 0;
    let a = &mut list[i];
    let b = &mut list[i + 1]; //~ ERROR E0499
    *a = 1;
    *b = 2;
}

fn iterate_and_push() {
    let mut list = vec![1];
    for item in &list {
        list.push(*item); //~ ERROR E0502
    }
}

fn through_closure() {
    let mut x = 1;
    let mut add = || x += 1;
    println!("{x}"); //~ ERROR E0502
    add();
}

fn two_closures() {
    let mut x = 1;
    let mut add = || x += 1;
    let mut take = || x -= 1; //~ ERROR E0499
    add();
    take();
}

fn main() {}
