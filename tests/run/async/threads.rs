//@ aux-build: executor.rs
// Futures that go to other threads, and what does not stop them from being `Send`.
use executor::{block_on, yield_now};
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::{Mutex, mpsc};
use std::task::Context;
use std::task::Poll;
fn spawn<F>(f: F) -> std::thread::JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    std::thread::spawn(move || block_on(f))
}
async fn work(m: Arc<Mutex<u32>>, by: u32) -> u32 {
    {
        let mut g = m.lock().unwrap();
        *g += by;
    }
    yield_now().await;
    let v = { *m.lock().unwrap() };
    yield_now().await;
    v
}
async fn rc_before() {
    let r = Rc::new(1);
    drop(r);
    yield_now().await;
}
async fn rc_scoped() {
    {
        let r = Rc::new(1);
        println!("{r}");
    }
    yield_now().await;
}
fn is_send<T: Send>(_: &T) {}
fn is_sync<T: Sync>(_: &T) {}
async fn with_ref(x: &mut Vec<u8>) {
    x.push(1);
    yield_now().await;
    x.push(2);
}
fn takes_dyn(f: Pin<Box<dyn Future<Output = u32> + Send>>) -> u32 {
    block_on(f)
}
async fn cell(c: Cell<u32>) -> u32 {
    c.set(2);
    yield_now().await;
    c.get()
}
struct Select<A, B>(Option<A>, Option<B>);
impl<A: Future + Unpin, B: Future<Output = A::Output> + Unpin> Future for Select<A, B> {
    type Output = A::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<A::Output> {
        if let Some(a) = &mut self.0 {
            if let Poll::Ready(v) = Pin::new(a).poll(cx) {
                return Poll::Ready(v);
            }
        }
        if let Some(b) = &mut self.1 {
            if let Poll::Ready(v) = Pin::new(b).poll(cx) {
                return Poll::Ready(v);
            }
        }
        Poll::Pending
    }
}
fn main() {
    let m = Arc::new(Mutex::new(0));
    let hs: Vec<_> = (1..4).map(|i| spawn(work(m.clone(), i))).collect();
    for h in hs {
        h.join().unwrap();
    }
    println!("{}", m.lock().unwrap());
    let a = rc_before();
    is_send(&a);
    is_sync(&a);
    block_on(a);
    let b = rc_scoped();
    is_send(&b);
    block_on(b);
    let mut v = vec![];
    let w = with_ref(&mut v);
    is_send(&w);
    block_on(w);
    println!("{v:?}");
    println!(
        "{}",
        takes_dyn(Box::pin(async {
            yield_now().await;
            7
        }))
    );
    let c = cell(Cell::new(1));
    is_send(&c);
    println!("{}", block_on(c));
    let (tx, rx) = mpsc::channel();
    spawn(async move {
        for i in 0..3 {
            tx.send(i).unwrap();
            yield_now().await;
        }
    })
    .join()
    .unwrap();
    println!("{:?}", rx.iter().collect::<Vec<_>>());
    println!(
        "{}",
        block_on(Select(
            Some(Box::pin(async {
                yield_now().await;
                yield_now().await;
                1
            })),
            Some(Box::pin(async {
                yield_now().await;
                2
            }))
        ))
    );
    println!(
        "{}",
        block_on(async {
            let x = async { 1 };
            let y = std::future::poll_fn(|_| Poll::Ready(2));
            let p = std::pin::pin!(async { 3 });
            x.await + y.await + p.await
        })
    );
}
