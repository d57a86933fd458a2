//@ aux-build: executor.rs
// `.await` inside of all kinds of expressions.
use executor::{block_on, yield_now};

use std::future::IntoFuture;
struct Req(u32);
impl IntoFuture for Req {
    type Output = u32;
    type IntoFuture = std::future::Ready<u32>;
    fn into_future(self) -> Self::IntoFuture {
        std::future::ready(self.0)
    }
}
async fn q(n: i32) -> Result<i32, Box<dyn std::error::Error>> {
    let s = format!("{n}");
    yield_now().await;
    let v: i32 = s.parse()?;
    if v < 0 {
        Err("neg")?;
    }
    Ok(v)
}
async fn labels() -> u32 {
    let mut c = 0;
    'o: for i in 0..10 {
        loop {
            yield_now().await;
            c += i;
            if c > 20 {
                break 'o;
            }
            if i % 2 == 0 {
                continue 'o;
            }
            break;
        }
    }
    c
}
async fn guard(x: Option<u32>) -> u32 {
    match x {
        Some(n) if n > 3 => {
            yield_now().await;
            n
        }
        Some(ref n) => {
            yield_now().await;
            *n + 100
        }
        None => 0,
    }
}
async fn tuple((a, b): (u32, String), [x, .., y]: [u32; 4]) -> String {
    yield_now().await;
    format!("{a}{b}{x}{y}")
}
async fn while_let(mut v: Vec<u32>) -> u32 {
    let mut t = 0;
    while let Some(x) = v.pop() {
        yield_now().await;
        t += x;
    }
    t
}
async fn slices(v: &[u32]) -> u32 {
    let mut t = 0;
    for (i, x) in v.iter().enumerate().filter(|(_, x)| **x > 1) {
        yield_now().await;
        t += x * i as u32;
    }
    t
}
async fn never() -> ! {
    loop {
        std::process::exit({
            yield_now().await;
            println!("bye");
            0
        })
    }
}
fn ret_impl(x: u32) -> impl Future<Output = u32> {
    async move { x }
}
fn apply<F, Fut>(f: F) -> u32
where
    F: Fn(u32) -> Fut,
    Fut: Future<Output = u32>,
{
    block_on(async { f(1).await + f(2).await })
}
async fn big() -> [u64; 64] {
    let mut a = [0; 64];
    for i in 0..64 {
        a[i] = i as u64;
        if i % 16 == 0 {
            yield_now().await;
        }
    }
    a
}
async fn lt<'a, 'b>(a: &'a str, b: &'b str) -> &'a str {
    yield_now().await;
    println!("{b}");
    a
}
fn main() {
    println!("{}", block_on(async { Req(4).await }));
    println!("{:?} {}", block_on(q(3)).unwrap(), block_on(q(-3)).unwrap_err());
    println!("{}", block_on(labels()));
    println!(
        "{} {} {}",
        block_on(guard(Some(5))),
        block_on(guard(Some(2))),
        block_on(guard(None))
    );
    println!("{}", block_on(tuple((1, "b".into()), [1, 2, 3, 4])));
    println!(
        "{} {}",
        block_on(while_let(vec![1, 2, 3])),
        block_on(slices(&[1, 2, 3]))
    );
    println!("{}", block_on(ret_impl(9)));
    println!(
        "{}",
        apply(|x| async move {
            yield_now().await;
            x * 2
        })
    );
    println!("{}", block_on(big()).iter().sum::<u64>());
    println!("{}", block_on(lt("x", "y")));
    let c = async |x: u32| {
        yield_now().await;
        x + 1
    };
    println!("{}", block_on(c(3)));
    let s = String::from("cap");
    let d = async || {
        yield_now().await;
        println!("{s}");
    };
    block_on(async {
        d().await;
        d().await;
    });
    let u = unsafe { block_on(us()) };
    println!("{u}");
    let x = 3;
    let x = block_on(async {
        let x = x + 1;
        yield_now().await;
        x
    });
    println!("{x}");
    block_on(never());
}
async unsafe fn us() -> u32 {
    8
}
