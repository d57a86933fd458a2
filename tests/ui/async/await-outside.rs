async fn f() {}

fn plain() {
    f().await; //~ ERROR E0728
    let c = || f().await; //~ ERROR E0728
    fn inner() {
        f().await //~ ERROR E0728
    }
}

async fn outer() {
    let c = || f().await; //~ ERROR E0728
    fn inner() {
        f().await //~ ERROR E0728
    }
}

const C: () = f().await; //~ ERROR E0728

fn main() {}
