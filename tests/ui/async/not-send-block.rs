use std::rc::Rc;

fn require_send<T: Send>(_: T) {}

async fn yields() {}

fn main() {
    require_send(async { //~ ERROR
        let x = Rc::new(1);
        yields().await;
        drop(x);
    });
    let rc = Rc::new(2);
    require_send(async move {
        yields().await;
        println!("{rc}");
    });
    require_send(async { //~ ERROR
        let boxed: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(yields());
        boxed.await;
    });
}
