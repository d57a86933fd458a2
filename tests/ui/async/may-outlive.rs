fn spawn<F: Future + 'static>(_: F) {}

fn borrows(_: &str) {}

fn main() {
    let v = vec![1, 2, 3];
    spawn(async { //~ ERROR E0373
        println!("{v:?}");
    });
    let s = String::from("x");
    spawn(async { borrows(&s) }); //~ ERROR E0373
}
