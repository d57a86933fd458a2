// What is borrowed may neither be moved nor assigned.
fn eat(_: String) {}

fn moved() {
    let text = String::new();
    let r = &text;
    eat(text); //~ ERROR E0505
    println!("{r}");
}

fn assigned() {
    let mut x = 1;
    let r = &x;
    x = 2; //~ ERROR E0506
    println!("{r}");
}

fn assigned_in_loop() {
    let mut x = 1;
    let mut seen = vec![];
    for _ in 0..2 {
        seen.push(&x);
        x = 2; //~ ERROR E0506
    }
}

fn destructor_looks_later() {
    struct Guard<'a>(&'a mut i32);
    impl Drop for Guard<'_> {
        fn drop(&mut self) {}
    }
    let mut x = 1;
    let guard = Guard(&mut x);
    x = 2; //~ ERROR E0506
    drop(guard);
}

fn moved_into_thread() {
    let list = vec![1];
    let r = &list;
    let handle = std::thread::spawn(move || list.len()); //~ ERROR E0505
    println!("{r:?}");
    handle.join().unwrap();
}

fn main() {}
