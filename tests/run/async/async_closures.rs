//@ aux-build: executor.rs
// Async closures, and what else implements the `AsyncFn` traits.
use executor::{Noisy, block_on, yield_now};
use std::cell::RefCell;
use std::future::ready;
async fn takes_async_fn(f: impl AsyncFn(u32) -> u32) -> u32 {
    f(1).await + f(2).await
}
async fn takes_mut<F: AsyncFnMut(&str)>(mut f: F) {
    f("a").await;
    f("b").await;
}
async fn takes_once(f: impl AsyncFnOnce(String) -> usize) -> usize {
    f(String::from("xyz")).await
}
async fn double(x: u32) -> u32 {
    yield_now().await;
    x * 2
}
fn triple(x: u32) -> std::future::Ready<u32> {
    ready(x * 3)
}
async fn by_ref<F: AsyncFn() -> u32>(f: &F) -> u32 {
    f().await
}
fn main() {
    println!("{}", block_on(takes_async_fn(double)));
    println!("{}", block_on(takes_async_fn(triple)));
    println!("{}", block_on(takes_async_fn(async |x| x + 10)));
    let k = 5;
    println!(
        "{}",
        block_on(takes_async_fn(async |x| {
            yield_now().await;
            x + k
        }))
    );
    println!(
        "{}",
        block_on(takes_async_fn(|x| async move {
            yield_now().await;
            x + 100
        }))
    );
    println!("{}", block_on(takes_once(async |s: String| s.len())));
    let owned = String::from("owned");
    println!(
        "{}",
        block_on(takes_once(async move |s: String| {
            yield_now().await;
            s.len() + owned.len()
        }))
    );
    let log = RefCell::new(vec![]);
    block_on(takes_mut(async |s: &str| {
        let s = s.to_string();
        yield_now().await;
        log.borrow_mut().push(s);
    }));
    println!("{:?}", log);
    println!("{}", block_on(by_ref(&async || 7)));
    let fp: fn(u32) -> std::future::Ready<u32> = triple;
    println!("{}", block_on(takes_async_fn(fp)));
    let c = async |a: Noisy, (b, _): (u32, Noisy)| {
        println!("body {b}");
        yield_now().await;
        println!("end");
    };
    let f = c(Noisy("a"), (1, Noisy("t")));
    println!("made");
    block_on(f);
    let mut n = 0;
    let mut m = async || {
        n += 1;
        yield_now().await;
        n += 1;
    };
    block_on(m());
    println!("{n}");
    let r: Result<u32, std::num::ParseIntError> = block_on((async || {
        let x: u32 = "12".parse()?;
        Ok(x)
    })());
    println!("{r:?}");
}
