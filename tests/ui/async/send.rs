//@ check-pass
// What is dropped, moved or out of scope before an await does not count.
use std::rc::Rc;

fn require_send<T: Send>(_: T) {}

async fn yields() {}

async fn moved() {
    let x = Rc::new(1);
    drop(x);
    yields().await;
}

async fn scoped() {
    {
        let x = Rc::new(1);
        println!("{x}");
    }
    yields().await;
}

fn main() {
    require_send(moved());
    require_send(scoped());
}
