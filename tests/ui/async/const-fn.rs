const fn f() {
    let _ = async {}; //~ ERROR E0658
}

fn main() {
    f();
}
