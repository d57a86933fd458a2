//@ aux-build: executor.rs
// Recursion in boxes, trait objects, async methods in traits, joining by hand.
use executor::{block_on, yield_now};
use std::cell::RefCell;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
async fn fib(n: u32) -> u64 {
    if n < 2 {
        return n as u64;
    }
    let a = Box::pin(fib(n - 1)).await;
    yield_now().await;
    a + Box::pin(fib(n - 2)).await
}
fn boxed<'a>(x: &'a str) -> Pin<Box<dyn Future<Output = usize> + 'a>> {
    Box::pin(async move {
        yield_now().await;
        x.len()
    })
}
trait Service {
    async fn call(&self, x: u32) -> u32;
    async fn twice(&self, x: u32) -> u32 {
        let a = self.call(x).await;
        self.call(a).await
    }
}
struct Add(u32);
impl Service for Add {
    async fn call(&self, x: u32) -> u32 {
        yield_now().await;
        x + self.0
    }
}
async fn use_service<S: Service>(s: &S) -> u32 {
    s.twice(1).await + s.call(2).await
}
struct Join<A: Future, B: Future> {
    a: Pin<Box<A>>,
    b: Pin<Box<B>>,
    ra: Option<A::Output>,
    rb: Option<B::Output>,
}
impl<A: Future, B: Future> Future for Join<A, B>
where
    A::Output: Unpin,
    B::Output: Unpin,
{
    type Output = (A::Output, B::Output);
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if this.ra.is_none() {
            if let Poll::Ready(v) = this.a.as_mut().poll(cx) {
                this.ra = Some(v);
            }
        }
        if this.rb.is_none() {
            if let Poll::Ready(v) = this.b.as_mut().poll(cx) {
                this.rb = Some(v);
            }
        }
        if this.ra.is_some() && this.rb.is_some() {
            Poll::Ready((this.ra.take().unwrap(), this.rb.take().unwrap()))
        } else {
            Poll::Pending
        }
    }
}
fn join<A: Future, B: Future>(a: A, b: B) -> Join<A, B> {
    Join {
        a: Box::pin(a),
        b: Box::pin(b),
        ra: None,
        rb: None,
    }
}
async fn generic<T: Clone + std::fmt::Debug>(x: &T, n: usize) -> Vec<T> {
    let mut v = Vec::new();
    for _ in 0..n {
        v.push(x.clone());
        yield_now().await;
    }
    v
}
struct Counter {
    n: u32,
}
impl Counter {
    async fn bump(&mut self) -> &mut u32 {
        yield_now().await;
        self.n += 1;
        &mut self.n
    }
    async fn consume(self) -> u32 {
        yield_now().await;
        self.n
    }
    async fn assoc(a: &str, b: &str) -> String {
        yield_now().await;
        format!("{a}{b}")
    }
}
fn main() {
    println!("{}", block_on(fib(12)));
    println!("{}", block_on(boxed("abc")));
    println!("{}", block_on(use_service(&Add(10))));
    println!(
        "{:?}",
        block_on(join(
            async {
                for i in 0..3 {
                    println!("a{i}");
                    yield_now().await;
                }
                1
            },
            async {
                for i in 0..2 {
                    println!("b{i}");
                    yield_now().await;
                }
                "x"
            }
        ))
    );
    println!("{:?}", block_on(generic(&String::from("q"), 3)));
    block_on(async {
        let mut c = Counter { n: 1 };
        *c.bump().await += 5;
        *c.bump().await *= 2;
        println!("{} {}", c.consume().await, Counter::assoc("a", "b").await);
    });
    let futs: Vec<Pin<Box<dyn Future<Output = u32>>>> = vec![
        Box::pin(async { 1 }),
        Box::pin(async {
            yield_now().await;
            2
        }),
        Box::pin(std::future::ready(3)),
    ];
    println!(
        "{}",
        block_on(async {
            let mut s = 0;
            for f in futs {
                s += f.await;
            }
            s
        })
    );
    let r = RefCell::new(vec![]);
    block_on(async {
        let push = |x| r.borrow_mut().push(x);
        push(1);
        yield_now().await;
        push(2);
    });
    println!("{:?}", r);
    println!(
        "{}",
        block_on(async {
            let x = 5;
            let y = &x;
            let z = async { *y + 1 };
            yield_now().await;
            z.await
        })
    );
}
