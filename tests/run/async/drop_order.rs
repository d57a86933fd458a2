//@ aux-build: executor.rs
// When parameters, variables and temporaries are dropped, also when a future is given up between polls.
use executor::{Noisy, block_on, poll_once, yield_now};
use std::pin::pin;
async fn params(_: Noisy, _b: Noisy, Pair(_c, _): Pair, mut _d: Noisy) {
    println!("body");
    yield_now().await;
    println!("end");
}
struct Pair(Noisy, Noisy);
fn make(s: &'static str) -> Noisy {
    println!("make {s}");
    Noisy(s)
}
async fn temps() -> usize {
    let len = make("t1").0.len() + {
        yield_now().await;
        make("t2").0.len()
    };
    match make("scrutinee").0 {
        s => {
            yield_now().await;
            println!("in match {s}");
        }
    }
    let _x = make("x");
    if make("cond").0.len() == 4 {
        yield_now().await;
        println!("then");
    }
    len
}
async fn moved(flag: bool) {
    let a = make("a");
    let b = make("b");
    if flag {
        drop(a);
    }
    yield_now().await;
    println!("after");
    let _c = b;
    yield_now().await;
}
async fn early(n: u32) -> Option<u32> {
    let _g = Noisy("guard");
    for i in 0..n {
        let _l = Noisy("loop");
        yield_now().await;
        if i == 1 {
            break;
        }
        if i == 5 {
            return None;
        }
    }
    let v: Option<u32> = if n > 3 { None } else { Some(n) };
    let w = v?;
    yield_now().await;
    Some(w)
}
fn cancel<F: Future>(f: F, polls: usize) {
    let mut f = Box::pin(f);
    for _ in 0..polls {
        if poll_once(f.as_mut()).is_ready() {
            println!("ready");
            break;
        }
    }
    println!("cancel after {polls}");
}
fn main() {
    block_on(params(
        Noisy("a"),
        Noisy("b"),
        Pair(Noisy("c1"), Noisy("c2")),
        Noisy("d"),
    ));
    for i in 0..3 {
        cancel(
            params(Noisy("a"), Noisy("b"), Pair(Noisy("c1"), Noisy("c2")), Noisy("d")),
            i,
        );
    }
    println!("{}", block_on(temps()));
    for i in 0..6 {
        cancel(temps(), i);
    }
    for i in 0..4 {
        cancel(moved(true), i);
        cancel(moved(false), i);
    }
    println!("{:?} {:?}", block_on(early(2)), block_on(early(5)));
    for i in 0..4 {
        cancel(early(2), i);
    }
    cancel(
        async {
            let x = Noisy("cap");
            let f = async move {
                let _y = x;
                yield_now().await;
            };
            let mut p = pin!(f);
            let _ = poll_once(p.as_mut());
            yield_now().await;
        },
        1,
    );
}
