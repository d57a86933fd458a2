use std::rc::Rc;

fn require_send<T: Send>(_: T) {}
fn require_sync<T: Sync>(_: T) {}

async fn yields() {}

async fn with_rc() {
    let counter = Rc::new(1);
    yields().await;
    println!("{counter}");
}

async fn calls() {
    with_rc().await;
}

async fn parameter(x: Rc<u32>) {
    yields().await;
    drop(x);
}

fn main() {
    require_send(with_rc()); //~ ERROR
    require_send(calls()); //~ ERROR
    require_send(parameter(Rc::new(1))); //~ ERROR
    require_sync(with_rc()); //~ ERROR
    let _: Box<dyn Future<Output = ()> + Send> = Box::new(with_rc()); //~ ERROR
}
