// Who may write: what is declared `mut`, or reached through `&mut`.
struct Counter {
    hits: Vec<i32>,
}

impl Counter {
    fn hit(&self) {
        self.hits.push(1); //~ ERROR E0596
    }
}

static LIMIT: (i32, i32) = (1, 2);

fn call(f: impl Fn()) {
    f();
}

fn variable() {
    let list = vec![1];
    list.push(2); //~ ERROR E0596
}

fn field() {
    let counter = Counter { hits: vec![] };
    counter.hits = vec![1]; //~ ERROR E0594
}

fn behind_reference(n: &i32, list: &Vec<i32>) {
    *n = 1; //~ ERROR E0594
    list.push(2); //~ ERROR E0596
}

fn behind_pointer(p: *const i32) {
    unsafe { *p = 1 }; //~ ERROR E0594
}

fn in_static() {
    LIMIT.0 = 2; //~ ERROR E0594
}

fn captured() {
    let x = 1;
    let mut set = || x = 2; //~ ERROR E0594
    set();
}

fn in_fn_closure() {
    let mut list = vec![1];
    call(|| list.push(2)); //~ ERROR E0596
}

fn closure_itself() {
    let mut x = 1;
    let add = || x += 1;
    add(); //~ ERROR E0596
}

fn twice() {
    let x = 1;
    x = 2; //~ ERROR E0384
    println!("{x}");
}

fn parameter(x: i32) {
    x = 1; //~ ERROR E0384
}

fn once_in_each_branch(late: bool) {
    let x;
    if late {
        x = 1;
    } else {
        x = 2;
    }
    println!("{x}");
}

fn again_in_loop() {
    let x;
    loop {
        x = 1; //~ ERROR E0384
    }
}

fn main() {}
